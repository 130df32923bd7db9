"""Facts: what is read, what is refused and how."""

import pytest

from grants.rules.facts import Facts, FactsError


def refusal(**facts):
    with pytest.raises(FactsError) as caught:
        Facts.from_json({"fiscal_year": 2026, **facts})
    return str(caught.value)


@pytest.mark.parametrize(
    ("facts", "message"),
    [
        ({"fiscal_year": None}, "facts：項目「fiscal_year」がありません。"),
        ({"fiscal_year": 26}, "facts.fiscal_year：1,989から2,100までの数で入れてください。"),
        ({"venue": 1}, "facts：知らない項目「venue」があります。使えるのは gatherings・months・costs・income・counts・fiscal_year・period・in_city・for_neighbours・open_to_community・single_hobby・non_profit・mainly_neighbours・continuous_plan・other_grant・answers・received_years・received_once・received_for・held・previous_year です。"),
        ({"in_city": 1}, "facts.in_city：true か false で入れてください。"),
        ({"in_city": "yes"}, "facts.in_city：true か false で入れてください。"),
        ({"other_grant": "yes"}, "facts.other_grant：none・city_different・other・unknown のどれかを入れてください。"),
        ({"gatherings": 12}, "facts.gatherings：[ ] で囲んだ一覧で入れてください。"),
        ({"gatherings": [{"times": 0}]}, "facts.gatherings[0].times：1から1,000までの数で入れてください。"),
        ({"gatherings": [{"venue_fee": -1}]}, "facts.gatherings[0].venue_fee：0から999,999,999までの数で入れてください。"),
        ({"gatherings": [{"venue_fee": True}]}, "facts.gatherings[0].venue_fee：整数で入れてください（小数や文字は使えません）。"),
        ({"gatherings": [{"venue_fee": 1200.0}]}, "facts.gatherings[0].venue_fee：整数で入れてください（小数や文字は使えません）。"),
        ({"gatherings": [{"venue_fee": float("nan")}]}, "facts.gatherings[0].venue_fee：整数で入れてください（小数や文字は使えません）。"),
        ({"gatherings": [{"date": "2026/04/05"}]}, "facts.gatherings[0].date：日付は「2026-04-05」の形で入れてください。"),
        ({"gatherings": [{"date": "2026-02-30"}]}, "facts.gatherings[0].date：「2026-02-30」という日はありません。"),
        ({"gatherings": [{"date": "2026-03-31"}]}, "facts：2026-03-31 は令和8年度の日ではありません。"),
        ({"gatherings": [{"date": "2027-04-01"}]}, "facts：2027-04-01 は令和8年度の日ではありません。"),
        ({"gatherings": [{"date": "2026-04-05", "times": 2}]}, "facts.gatherings[0]：日付のある開催は1回ずつ書いてください。"),
        ({"gatherings": [{"venue_fee": 1, "costs": {"venue": 1}}]}, "facts.gatherings[0]：会場費が二度（venue_fee と costs.venue）書かれています。"),
        ({"held": {"gatherings": [{"date": "2025-04-05"}]}}, "facts：2025-04-05 は令和8年度の日ではありません。"),
        ({"period": {"first": "2026-13", "last": "2027-03"}}, "facts.period.first：月は「2026-04」の形で入れてください。"),
        ({"period": {"first": "2026-10", "last": "2026-04"}}, "facts.period：終わりの月（last）が始まりの月（first）より前です。"),
        ({"counts": {"gatherings": 12}}, "facts：「gatherings」は計算で求める数です。counts には書けません。"),
        ({"answers": {"in_city": True}}, "facts：「in_city」は answers の中でなく、そのまま書いてください。"),
        ({"costs": {"": 1}}, "facts.costs：文字で入れてください。"),
        ({"costs": {"a\n": 1}}, "facts.costs：改行や制御文字は使えません。"),
        ({"costs": {"\ud800": 1}}, "facts.costs：改行や制御文字は使えません。"),
    ],
)  # fmt: skip
def test_what_is_refused_is_named(facts, message):
    assert refusal(**facts) == message


def test_edges_of_the_fiscal_year_are_within():
    days = [{"date": "2026-04-01"}, {"date": "2027-03-31"}]
    facts = Facts.from_json({"fiscal_year": 2026, "gatherings": days})
    assert facts.to_json() == {"fiscal_year": 2026, "gatherings": days}


def test_null_is_not_answered():
    told = {"fiscal_year": 2026, "in_city": None, "gatherings": None, "counts": None}
    assert Facts.from_json(told) == Facts.from_json({"fiscal_year": 2026})


def test_no_gatherings_is_an_answer():
    assert Facts.from_json({"fiscal_year": 2026, "gatherings": []}).to_json() == {
        "fiscal_year": 2026,
        "gatherings": [],
    }


def test_previous_year_may_hold_earlier_days():
    previous = {"gatherings": [{"date": "2025-05-01"}]}
    facts = Facts.from_json({"fiscal_year": 2026, "previous_year": previous})
    assert facts.to_json()["previous_year"] == previous


def test_plan_months_are_the_period_or_the_whole_year():
    period = {"first": "2026-12", "last": "2027-02"}
    facts = Facts.from_json({"fiscal_year": 2026, "period": period})
    assert [month.month for month in facts.plan_months] == [12, 1, 2]
    assert len(Facts.from_json({"fiscal_year": 2026}).plan_months) == 12
