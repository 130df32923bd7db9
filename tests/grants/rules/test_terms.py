"""Terms: what is read, what is refused and how, and the override of a single year."""

import json
from pathlib import Path

import pytest

from grants.rules.terms import Terms, TermsError

PART = {"key": "grant", "label": "助成金", "amount": 5000}
BASE = {"version": 1, "components": [PART], "cap": 100_000, "criteria": ["in_city"]}
PLACES = Path("ibasho/seed/data/terms_places.json")


def with_amount(amount):
    return {**BASE, "components": [{**PART, "amount": amount}]}


def refusal(document):
    with pytest.raises(TermsError) as caught:
        Terms.from_json(document)
    return str(caught.value)


@pytest.mark.parametrize(
    ("document", "message"),
    [
        (None, "terms：{ } で囲んだ項目の組で入れてください。"),
        ([], "terms：{ } で囲んだ項目の組で入れてください。"),
        ({**BASE, "caap": 1}, "terms：知らない項目「caap」があります。「cap」のことですか。"),
        ({"version": 1}, "terms：項目「components」がありません。"),
        ({"components": [PART]}, "terms：項目「version」がありません。"),
        ({**BASE, "version": 2}, "terms.version：この形式（2）はまだ読み取れません。1 にしてください。"),
        ({**BASE, "version": True}, "terms.version：この形式（True）はまだ読み取れません。1 にしてください。"),
        ({**BASE, "components": []}, "terms.components：key の異なる費目を1つ以上書いてください。"),
        ({**BASE, "components": [PART, PART]}, "terms.components：key の異なる費目を1つ以上書いてください。"),
        ({**BASE, "cap": -1}, "terms.cap.yen：0から999,999,999までの数で入れてください。"),
        ({**BASE, "cap": True}, "terms.cap.yen：整数で入れてください（小数や文字は使えません）。"),
        ({**BASE, "criteria": ["in_city", "in_city"]}, "terms.criteria：同じ key の条件が2つあります。"),
        ({**BASE, "criteria": ["frequency"]}, "terms.criteria[0]：every_months か every_weeks のどちらか一方を書いてください。"),
        ({**BASE, "criteria": ["own"]}, "terms.criteria[0]：項目「kind」がありません（answers・frequency・duration・quantity・other_grant・lock_out・condition・one_of のどれか）。"),
        ({**BASE, "overrides": {"R3": {}}}, "terms.overrides.R3：年度は「2021」のように、西暦4桁で書いてください。"),
        ({**BASE, "overrides": {"2021": {"version": 1}}}, "terms.overrides.2021：version は年度ごとに変えられません。"),
        ({**BASE, "overrides": {"2021": {"cup": 1}}}, "terms.overrides.2021：知らない項目「cup」があります。「cap」のことですか。"),
        ({**BASE, "overrides": {"2021": {"overrides": {"2022": {}}}}}, "terms.overrides.2021.overrides：年度の特例の中に、さらに特例は書けません。"),
        (with_amount({"share": {"rate": "3/2", "of": 1}}), "terms.components[0].amount.share.rate：割合は「1/2」や「90%」の形で、1以下で入れてください。"),
        (with_amount({"share": {"rate": 0.5, "of": 1}}), "terms.components[0].amount.share.rate：割合は「1/2」や「90%」の形で、1以下で入れてください。"),
        (with_amount({"sum": []}), "terms.components[0].amount.sum.of：1つ以上書いてください。"),
        (with_amount({"cost": {"kinds": ["a"], "all_but": ["b"]}}), "terms.components[0].amount.cost：kinds と all_but は、どちらか一方だけ書いてください。"),
        (with_amount({"tier": {"by": "members", "steps": [{"at_least": 2, "yen": 1}, {"at_least": 1, "yen": 1}]}}), "terms.components[0].amount.tier：steps は at_least の小さい順に、重ならないように書いてください。"),
    ],
)  # fmt: skip
def test_what_is_refused_is_named(document, message):
    assert refusal(document) == message


@pytest.mark.parametrize("text", ["NaN", "Infinity", "1.0", "1e3", '"2500"', "null", "[]", "{}"])
def test_an_amount_is_a_whole_number_or_a_node(text):
    document = json.loads(json.dumps(with_amount("HERE")).replace('"HERE"', text))
    assert refusal(document).startswith("terms.components[0]")


def test_deep_nesting_is_refused():
    amount: object = 1
    for _ in range(50):
        amount = {"sum": [amount]}
    assert refusal(with_amount(amount)) == "全体：入れ子が深すぎます（30段まで）。"


def test_a_huge_document_is_refused():
    amount = {"sum": [{"sum": [1] * 5000}] * 5}
    assert refusal(with_amount(amount)) == "全体：項目が多すぎます（20,000個まで）。"


def test_a_broken_name_can_be_printed():
    refusal({**BASE, "\ud800": 1}).encode("utf-8")


def test_an_override_holds_in_its_year_alone():
    terms = Terms.from_json({**BASE, "overrides": {"2021": {"cap": 360_000, "criteria": []}}})
    usual, special = (
        Terms.from_json(BASE),
        Terms.from_json({**BASE, "cap": 360_000, "criteria": []}),
    )
    assert [terms.for_year(year) for year in (2020, 2021, 2022)] == [usual, special, usual]


def test_an_override_can_take_the_cap_away():
    terms = Terms.from_json({**BASE, "overrides": {"2021": {"cap": None}}})
    assert terms.for_year(2021).cap is None
    assert terms.to_json()["overrides"] == {"2021": {"cap": None}}


def test_what_is_written_spells_every_criterion_out():
    assert Terms.from_json(BASE).to_json() == {
        "version": 1,
        "components": [PART],
        "cap": 100_000,
        "criteria": [
            {"key": "in_city", "kind": "answers", "title": "市内での開催", "yes": ["in_city"]}
        ],
    }


def test_the_booklets_terms_can_be_read():
    terms = Terms.from_json(json.loads(PLACES.read_text(encoding="utf-8")))
    assert [criterion.key for criterion in terms.criteria] == [
        "in_city",
        "for_neighbours",
        "open_to_community",
        "frequency",
        "duration",
        "not_single_hobby",
        "non_profit_neighbours",
        "continuous_plan",
        "no_other_grant",
    ]
