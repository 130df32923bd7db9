"""Documents that nobody should have written: a sentence with the place, never a traceback."""

import copy
import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from hypothesis import given
from hypothesis import strategies as st

from grants.rules.amount import breakdown
from grants.rules.eligibility import findings
from grants.rules.facts import Facts, FactsError
from grants.rules.terms import Terms, TermsError
from tests.grants.rules.strategies import FACTS, TERMS

HOSTILE = st.sampled_from(
    [None, True, -1, 10**30, 1.5, float("nan"), float("inf"), "", "½", "1/0", "0/1", "\ud800"]
    + [[], {}, [[]], {"": 1}, {"sum": []}, {"not": {"not": 1}}, "gatherings", [None] * 3]
)


def _places(document, path=()):
    """Every place in a document, as the way to it."""
    if path:
        yield path
    inside = document.items() if isinstance(document, dict) else ()
    inside = enumerate(document) if isinstance(document, list) else inside
    for key, value in inside:
        yield from _places(value, (*path, key))


def _put(document, path, value):
    changed = copy.deepcopy(document)
    place = changed
    for key in path[:-1]:
        place = place[key]
    place[path[-1]] = value
    return changed


@given(TERMS, FACTS, st.data())
def test_one_wrong_value_anywhere_is_read_or_told_with_its_place(terms, facts, data):
    document = {"terms": terms, "facts": facts}
    path = data.draw(st.sampled_from(list(_places(document))))
    changed = _put(document, path, data.draw(HOSTILE))
    try:
        read, told = Terms.from_json(changed["terms"]), Facts.from_json(changed["facts"])
    except (TermsError, FactsError) as error:
        assert str(error).startswith(("terms", "facts"))
        str(error).encode("utf-8")
    else:
        assert breakdown(read, told).amount >= 0
        assert len(findings(read, told)) == len(read.for_year(told.fiscal_year).criteria)


@pytest.mark.parametrize(
    ("amount", "message"),
    [
        ({"when": {"then": 1}}, "when：項目「condition」がありません。"),
        ({"when": {"condition": {}, "then": 1}}, "when.condition：条件は answer・quantity・amount・all・any・not のどれか1つで書いてください。"),
        ({"when": {"condition": {"quantity": "members"}, "then": 1}}, "when.condition：at_least・above・at_most・below のどれかを書いてください。"),
        ({"when": {"condition": {"quantity": "members", "at_least": 1.5}, "then": 1}}, "when.condition.at_least：整数で入れてください（小数や文字は使えません）。"),
        ({"when": {"condition": {"quantity": "members", "at_least": "half"}, "then": 1}}, "when.condition.at_least：整数か、「1/2」「50%」の形の割合で入れてください。"),
        ({"when": {"condition": {"any": []}, "then": 1}}, "when.condition.of：1つ以上書いてください。"),
        ({"only": {"where": {}, "of": 1}}, "only.where：どの開催を数えるかを、1つ以上書いてください。"),
        ({"only": {"where": {"weekdays": ["日曜"]}, "of": 1}}, "only.where.weekdays[0]：月・火・水・木・金・土・日・祝 のどれかを入れてください。"),
        ({"bands": {"by": "members", "steps": [{"rate": 1}, {"up_to": 5, "rate": 1}]}}, "bands：steps は up_to の小さい順に書いてください（up_to を省けるのは最後だけです）。"),
        ({"unit_rate": {"rate": 1, "per": {"total": "gatherings", "holding": 2}}}, "unit_rate.per：holding は、active_months（活動月数）にだけ使えます。"),
        ({"unit_rate": {"rate": 1, "per": {"total": []}}}, "unit_rate.per.total：1つ以上書いてください。"),
        ({"share": {"rate": "1/0", "of": 1}}, "share.rate：割合は「1/2」や「90%」の形で、1以下で入れてください。"),
        ({"unit_rtae": {"rate": 1, "per": "gatherings"}}, "：金額か、次の名前を1つだけ書いてください：unit_rate・tier・cost・income・each・sum・lowest・highest・at_most・less・share・pro_rata・round・once・when・bands・only・using"),
    ],
)  # fmt: skip
def test_what_a_node_refuses_is_named(amount, message):
    part = {"key": "grant", "label": "助成金", "amount": amount}
    with pytest.raises(TermsError) as caught:
        Terms.from_json({"version": 1, "components": [part]})
    joint = "" if message.startswith("：") else "."
    assert str(caught.value) == f"terms.components[0].amount{joint}{message}"


@pytest.mark.parametrize(
    ("facts", "message"),
    [
        ({"gatherings": [{"counts": {"attendances": 1}}]}, "facts.gatherings[0]：「attendances」は、開催や月の counts には書けません。"),
        ({"gatherings": [{"counts": {"meals": 1}}], "counts": {"meals": 1}}, "facts：「meals」が、1年の counts と開催や月の counts の両方にあります。"),
        ({"gatherings": [{"marks": "meal"}]}, "facts.gatherings[0].marks：[ ] で囲んだ一覧で入れてください。"),
        ({"received_for": {"van": 2024}}, "facts.received_for.van：[ ] で囲んだ一覧で入れてください。"),
    ],
)  # fmt: skip
def test_what_the_facts_refuse_is_named(facts, message):
    with pytest.raises(FactsError) as caught:
        Facts.from_json({"fiscal_year": 2026, **facts})
    assert str(caught.value) == message


@pytest.mark.parametrize(
    ("content", "told"),
    [
        ('[{"name": "a", "name": "b"}]', "に「name」という項目が、同じところに2回あります。"),
        ("[{]", "は JSON として読み取れません（1行3文字目）。"),
        ("[" * 100_000, "は JSON として読み取れません（入れ子が深すぎます）。"),
        ("[" + "9" * 5000 + "]", "は JSON として読み取れません（数が大きすぎます）。"),
    ],
)
def test_a_file_is_told_by_its_place(tmp_path, content, told):
    file = tmp_path / "cases.json"
    file.write_text(content, encoding="utf-8")
    with pytest.raises(CommandError) as caught:
        call_command("worked_cases", str(file), stdout=StringIO())
    assert (str(caught.value), caught.value.returncode) == (f"{file} {told}", 1)


def test_each_case_can_explain_itself(tmp_path):
    case = {
        "name": "会員割",
        "source": "わたしの計算",
        "how": "600×30＋400×2",
        "terms": {
            "version": 1,
            "components": [
                {
                    "key": "members",
                    "label": "会員割",
                    "amount": {
                        "bands": {
                            "by": "members",
                            "steps": [{"up_to": 30, "rate": 600}, {"rate": 400}],
                        }
                    },
                }
            ],
        },
        "facts": {"fiscal_year": 2026, "counts": {"members": 32}},
        "expected": {"components": {"members": 18_800}},
    }
    file, out = tmp_path / "cases.json", StringIO()
    file.write_text(json.dumps([case]), encoding="utf-8")
    call_command("worked_cases", str(file), "--explain", stdout=out)
    assert out.getvalue().splitlines() == [
        "○ 会員割（わたしの計算）",
        "    会員割　30人 × 600円　18,000円",
        "    会員割　2人（30人を超える分） × 400円　800円",
        "    助成額　18,800円",
        "1件すべて一致しました。",
    ]
