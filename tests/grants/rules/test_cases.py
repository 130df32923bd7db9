"""The officials' worked cases, each held against the rules; and how a wrong one is told."""

import copy
import json
from pathlib import Path

import pytest

from grants.rules.cases import CasesError, differences, read_cases

DOCUMENT = json.loads(Path(__file__).with_name("worked_cases.json").read_text(encoding="utf-8"))
CASES = read_cases(DOCUMENT)
FIRST = DOCUMENT[0]


def changed(**changes):
    return read_cases([{**copy.deepcopy(FIRST), **changes}])[0]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_rules_agree(case):
    assert differences(case) == ()


def test_names_are_unique():
    assert len({case.name for case in CASES}) == len(CASES)


def test_a_wrong_amount_is_told_with_the_calculation():
    assert differences(changed(expected={"amount": 54_000})) == (
        "助成額：期待 54,000円、計算 45,000円",
        "　活動費　12回 × 2,500円　30,000円",
        "　会場費　6回 × 2,500円（実費4,000円、1回の上限2,500円まで）　15,000円",
        "　会場費　6回 × 実費0円　0円",
        "　上限　100,000円",
        "　助成額　45,000円",
    )


def test_a_wrong_verdict_is_told():
    assert differences(changed(expected={"eligible": "not_met"})) == (
        "判定：期待 不適合、結果 適合",
    )


def test_a_wrong_finding_is_told_with_its_reason():
    terms = {**FIRST["terms"], "criteria": ["in_city"]}
    case = changed(terms=terms, expected={"findings": {"in_city": "met", "frequency": "met"}})
    assert differences(case) == (
        "条件「frequency」は、この要領にありません。",
        "市内での開催：期待 適合、結果 要確認（まだ答えが入力されていません。）",
    )


def test_terms_that_cannot_be_read_are_a_difference():
    assert differences(changed(terms={"version": 1})) == (
        "読み取れません。terms：項目「components」がありません。",
    )


@pytest.mark.parametrize(
    ("document", "message"),
    [
        ({}, "cases：[ ] で囲んだ一覧で入れてください。"),
        ([1], "cases[0]：{ } で囲んだ項目の組で入れてください。"),
        ([{**FIRST, "expected": {}}], "cases[0].expected：amount・components・eligible・findings のどれかを書いてください。"),
        ([{**FIRST, "expected": {"amonut": 1}}], "cases[0].expected：知らない項目「amonut」があります。「amount」のことですか。"),
        ([{**FIRST, "expected": {"eligible": "yes"}}], "cases[0].expected.eligible：met・not_met・to_be_judged のどれかを入れてください。"),
        ([{"name": "名前だけ"}], "cases[0]：項目「source」がありません。"),
    ],
)  # fmt: skip
def test_a_malformed_file_is_told_kindly(document, message):
    with pytest.raises(CasesError) as caught:
        read_cases(document)
    assert str(caught.value) == message
