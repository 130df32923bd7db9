"""Every worked case goes through the form of terms: typed in, sent, and the same terms again."""

import json
from pathlib import Path

import pytest

from grants.forms.terms import WholeForm, typed_of
from grants.rules.terms import Terms

WRITTEN = Path(__file__).parent / "rules" / "worked_cases.json"
CASES = json.loads(WRITTEN.read_text(encoding="utf-8"))
TERMS = {json.dumps(case["terms"], ensure_ascii=False): case["name"] for case in CASES}
# What the form has no field for stays in the expert's JSON, and by which name.
EXPERT = {"overrides"}


def expert(typed: dict) -> set[str]:
    """The keys of the terms that are written as JSON."""
    rest = set(json.loads(typed.get("top-rest", "{}")))
    parts = {name for name, kind in typed.items() if name.endswith("-kind") and kind == "json"}
    return rest | parts


@pytest.mark.parametrize("written", TERMS, ids=[*TERMS.values()])
def test_the_same_terms_come_back(written):
    document = json.loads(written)
    typed = typed_of(document)
    form = WholeForm(typed, judged=True)
    assert form.is_valid(), {one.prefix: one.errors for one in form.forms if one.errors}
    assert form.terms.to_json() == Terms.from_json(document).to_json()


def test_how_many_need_no_json():
    found = [expert(typed_of(json.loads(written))) for written in TERMS]
    assert (found.count(set()), len(found)) == (70, 71)
    assert set().union(*found) == EXPERT


# Six rule sets as a clerk types them, and the name of a worked case that holds their terms.
SHEETS = {
    "前年度に22回開いた：経費62,000円": {
        "part-0": {"label": "活動費", "kind": "share", "rate": "100%", "which": "all_but", "costs": "食材費", "limit": "イ"},
        "part-1": {"use": "line", "kind": "tier", "by": "count-0", "steps": "0回から 10,000円\n10回以上 30,000円\n20回以上 50,000円"},
        "count-0": {"total": "開催回数", "basis": "previous_year"},
    },
    "経費−参加費の4分の3、14回": {
        "part-0": {"label": "活動費", "kind": "share", "rate": "3/4", "which": "all_but", "costs": "食材費", "minus_income": "on", "round_to": "100円", "limit": "行イ"},
        "part-1": {"use": "line", "kind": "lines", "how": "lowest", "of": "50000、ｳ"},
        "part-2": {"use": "line", "kind": "per_unit", "yen": "3,000", "per": "gatherings"},
    },
    "5人以上60分以上の回を月4回まで、冬の加算": {
        "part-0": {"label": "通いの場", "kind": "each_line", "unit": "month", "of_each": "い"},
        "part-1": {"use": "line", "kind": "per_unit", "yen": "１０００", "per": "count-0", "up_to": "4"},
        "part-2": {"label": "冬の加算", "kind": "per_unit", "yen": "300", "per": "count-1"},
        "count-0": {"total": "開催回数", "where": "only-0"},
        "count-1": {"total": "gatherings", "where": "only-1"},
        "only-0": {"at_least": "参加者 5人\n時間　60分"},
        "only-1": {"months": "12月、1月、2月"},
    },
    "8月から：備品75,000円、家賃36,000円": {
        "part-0": {"label": "備品", "kind": "share", "rate": "2/3", "which": "these", "costs": "equipment", "limit": "60,000", "once": "on", "years": "3", "key": "equipment"},
        "part-1": {"label": "家賃", "kind": "each_line", "unit": "month", "of_each": "ウ", "each_limit": "15,000"},
        "part-2": {"use": "line", "kind": "share", "rate": "1/2", "which": "these", "costs": "家賃"},
        "part-3": {"use": "line", "kind": "fixed", "yen": "120,000", "pro_by": "period_months", "out_of": "12"},
        "top": {"cap": "エ"},
    },
    "会員26人、140世帯、予算に合わせて90%": {
        "part-0": {"label": "活動費", "kind": "lines", "how": "highest", "of": "イ、20000"},
        "part-1": {"use": "line", "kind": "lines", "how": "sum", "of": "ウ、エ"},
        "part-2": {"use": "line", "kind": "fixed", "yen": "24,000", "if_what": "members", "if_at_least": "20", "otherwise": "12,000"},
        "part-3": {"use": "line", "kind": "bands", "by": "households", "steps": "100世帯まで 60円\nそれより上 30円"},
        "top": {"reduced_to": "90%", "to": "500", "mode": "down", "when": "after_cap"},
    },
    "食事の会は20回まで、食材費まで": {
        "part-0": {"label": "食事の会", "kind": "each_line", "unit": "gathering", "of_each": "イ", "up_to": "20", "only": "only-0"},
        "part-1": {"use": "line", "kind": "per_unit", "yen": "150", "per": "attendances", "limit": "ウ"},
        "part-2": {"use": "line", "kind": "share", "rate": "100%", "which": "these", "costs": "食材費"},
        "only-0": {"marks": "食事"},
        "count-0": {"total": "子どもの人数", "per": "延べ参加者数"},
        "own-0": {"title": "子どもの割合", "kind": "quantity", "what": "count-0", "at_least": "1/3", "about": "1/4"},
        "top": {"cap": "60,000"},
    },
}  # fmt: skip


def without_keys(document: dict) -> dict:
    """The keys of components and criteria are the form's own affair."""
    for row in (*document["components"], *document.get("criteria", ())):
        del row["key"]
    return document


@pytest.mark.parametrize("name", SHEETS)
def test_a_clerk_types_it(name):
    typed = {
        f"{row}-{field}": text for row, said in SHEETS[name].items() for field, text in said.items()
    }
    form = WholeForm(typed, judged=True)
    assert form.is_valid(), {one.prefix: one.errors for one in form.forms if one.errors}
    (expected,) = (case["terms"] for case in CASES if case["name"] == name)
    found = without_keys(form.terms.to_json())
    assert found == without_keys(Terms.from_json(expected).to_json())


WRONG = [
    ({"part-0-yen": "オ"}, ("part-0", "yen"), "「オ」はありません。"),
    ({"part-0-yen": "ア"}, ("part-0", "yen"), "「ア」はこの行を使って計算するため、ここでは使えません。"),
    ({"part-0-kind": "lines", "part-0-how": "sum", "part-0-of": "ア、三"}, ("part-0", "of"), "どの行を合わせるかを「ア、イ」のように、行の記号か金額で書いてください。"),
    ({"part-0-kind": "lines", "part-0-how": "less", "part-0-of": "5"}, ("part-0", "of"), "引かれる行と引く行を、2つ書いてください。"),
    ({"part-0-pro_by": "members"}, ("part-0", "out_of"), "全体はいくつかを書いてください。"),
    ({"part-0-rate": "2/1"}, ("part-0", "rate"), "割合は「1/2」や「90%」の形で、1以下で入れてください。"),
    ({"count-0-unit": "人"}, ("count-0", "total"), "何を数えるかを書いてください。"),
    ({"count-0-total": "会員数", "count-0-holding": "2"}, ("count-0", "__all__"), "holding は、active_months（活動月数）にだけ使えます。"),
    ({"only-0-months": "13月"}, ("only-0", "months"), "月を「7月、8月」のように書いてください。"),
    ({"only-0-weekdays": "げつ"}, ("only-0", "__all__"), "月・火・水・木・金・土・日・祝 のどれかを入れてください。"),
    ({"only-0-at_least": "参加者 五人"}, ("only-0", "at_least"), "1行に1つ、「参加者 5」のように書いてください。"),
    ({"cond-0-what": "members"}, ("cond-0", "at_least"), "以上・超・以下・未満のどれかに数を書いてください。"),
    ({"cond-0-kind": "any", "cond-0-of": "1"}, ("cond-0", "of"), "「条件 1」はこの行を使って計算するため、ここでは使えません。"),
    ({"own-0-title": "人数", "own-0-what": "members"}, ("own-0", "at_least"), "「いくつ以上か」と「いくつ以下か」のどちらか1つを書いてください。"),
    ({"own-0-title": "どれか", "own-0-kind": "one_of", "own-0-of": "1"}, ("own-0", "of"), "ほかの要件の番号を書いてください。"),
    ({"top-cap": "ヲ"}, ("top", "cap"), "1年の上限を0円から99,999,999円までの整数で入れてください。"),
    ({"top-reduced_to": "2/1"}, ("top", "reduced_to"), "割合は「1/2」や「90%」の形で、1以下で入れてください。"),
    ({"top-cap": "キ"}, ("top", "cap"), "「キ」はありません。"),
]  # fmt: skip
LINE = {
    "part-0-label": "活動費",
    "part-0-kind": "per_unit",
    "part-0-yen": "1",
    "part-0-per": "members",
}


@pytest.mark.parametrize(("changes", "place", "words"), WRONG)
def test_what_is_wrong_is_said_at_its_field(changes, place, words):
    form = WholeForm(LINE | changes, judged=True)
    assert not form.is_valid()
    wrong = {(one.prefix, name): said for one in form.forms for name, said in one.errors.items()}
    assert wrong == {place: [words]}


def test_nothing_is_a_number_too():
    typed = {"yen": "0", "if_what": "members", "if_at_least": "0", "otherwise": "0"}
    form = WholeForm(LINE | {f"part-0-{name}": text for name, text in typed.items()}, judged=True)
    assert form.is_valid()
    (amount,) = (part["amount"] for part in form.terms.to_json()["components"])
    assert amount["when"]["otherwise"] == 0
    assert amount["when"]["condition"]["at_least"] == 0
    assert amount["when"]["then"]["unit_rate"]["rate"] == 0
