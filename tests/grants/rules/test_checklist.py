"""The list of papers as a guideline writes it: understood, or refused with the place."""

import pytest

from grants.models.programme import usual_papers
from grants.rules.checklist import ChecklistError, Need, Paper, from_json

RULES = {"key": "rules", "label": "会則"}


def test_the_usual_list_asks_for_nothing_that_must_be():
    papers = from_json(usual_papers())
    assert [paper.label for paper in papers] == ["事業計画書", "収支予算書", "名簿"]
    assert {paper.need for paper in papers} == {Need.HELPS}


def test_a_list_is_read_in_its_order():
    listed = [RULES | {"hint": "写しでよい", "required": "must"}, {"key": "a1", "label": "写真"}]
    assert from_json(listed) == (
        Paper("rules", "会則", "写しでよい", Need.MUST),
        Paper("a1", "写真", "", Need.HELPS),
    )


@pytest.mark.parametrize(
    ("need", "new_group", "asked"),
    [
        ("must", False, True),
        ("helps", True, False),
        ("new_groups", True, True),
        ("new_groups", False, False),
    ],
)
def test_who_is_asked(need, new_group, asked):
    (paper,) = from_json([RULES | {"required": need}])
    assert paper.asked_of(new_group=new_group) is asked


@pytest.mark.parametrize(
    ("listed", "words"),
    [
        ({}, "書類の一覧は、15個まで"),
        ([RULES] * 16, "書類の一覧は、15個まで"),
        (["会則"], "1番目の書類は、key・label"),
        ([RULES, {"label": "会則"}], "2番目の書類の key は"),
        ([RULES | {"key": "Ru les"}], "1番目の書類の key は"),
        ([RULES | {"key": "other"}], "other は使えません"),
        ([RULES | {"label": " "}], "1番目の書類の label は、60字まで"),
        ([RULES | {"label": "あ" * 61}], "1番目の書類の label は、60字まで"),
        ([RULES | {"hint": 3}], "1番目の書類の hint は、300字まで"),
        ([RULES | {"required": "maybe"}], "must・helps・new_groups のどれか"),
        ([RULES | {"size": 1}], "1番目の書類は、key・label"),
        ([RULES, RULES | {"label": "別"}], "「rules」が2回あります。"),
        ([RULES, RULES | {"key": "b"}], "「会則」が2回あります。"),
    ],
)
def test_what_is_refused(listed, words):
    with pytest.raises(ChecklistError) as refused:
        from_json(listed)
    assert words in str(refused.value)
