"""The amount: its laws on random terms and facts, and what the breakdown says."""

import json
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from grants.rules.amount import Breakdown, Line, breakdown
from grants.rules.facts import Facts
from grants.rules.terms import Terms
from tests.grants.rules.strategies import FACTS, TERMS

PLACES = Terms.from_json(
    json.loads(Path("ibasho/seed/data/terms_places.json").read_text(encoding="utf-8"))
)
FEES = st.lists(st.integers(0, 6000), max_size=50)


def year(*gatherings, **more):
    return Facts.from_json({"fiscal_year": 2026, "gatherings": list(gatherings), **more})


def paid(fees):
    return breakdown(PLACES, year(*({"venue_fee": fee} for fee in fees))).amount


def through_json(thing):
    return json.loads(json.dumps(thing.to_json(), ensure_ascii=False))


@given(FEES)
def test_amount_is_the_booklets_formula(fees):
    assert paid(fees) == min(100_000, sum(2500 + min(fee, 2500) for fee in fees))


@given(FEES, st.integers(0, 6000))
def test_one_more_gathering_never_lowers_the_amount(fees, fee):
    assert paid([*fees, fee]) >= paid(fees)


@given(FEES.filter(bool), st.integers(0, 3000), st.data())
def test_a_dearer_venue_never_lowers_the_amount(fees, more, data):
    place = data.draw(st.integers(0, len(fees) - 1))
    dearer = [fee + (more if n == place else 0) for n, fee in enumerate(fees)]
    assert paid(dearer) >= paid(fees)


@settings(max_examples=300)
@given(TERMS, FACTS)
def test_lines_less_cut_are_the_amount_for_any_terms(terms, facts):
    found = breakdown(Terms.from_json(terms), Facts.from_json(facts))
    assert sum(line.yen for line in found.lines) - found.cut == found.amount
    assert found.amount >= 0
    assert found.cut >= 0


@given(TERMS, FACTS)
def test_amount_keeps_to_the_cap_unless_rounded_up(terms, facts):
    terms["rounding"] = None
    terms["overrides"] = {}
    found = breakdown(Terms.from_json(terms), Facts.from_json(facts))
    assert found.cap is None or found.amount <= found.cap


@given(TERMS, FACTS)
def test_json_and_back_changes_nothing(terms, facts):
    read, told = Terms.from_json(terms), Facts.from_json(facts)
    found = breakdown(read, told)
    assert Terms.from_json(through_json(read)) == read
    assert Facts.from_json(through_json(told)) == told
    assert Breakdown.from_json(through_json(found)) == found


@given(TERMS, FACTS, st.randoms(use_true_random=False))
def test_order_of_gatherings_does_not_matter(terms, facts, random):
    read = Terms.from_json(terms)
    before = breakdown(read, Facts.from_json(facts))
    if facts["gatherings"]:
        random.shuffle(facts["gatherings"])
    after = breakdown(read, Facts.from_json(facts))
    assert (after.amount, after.lines, after.cut) == (before.amount, before.lines, before.cut)
    assert after.one_more == before.one_more


@given(TERMS, FACTS)
def test_a_row_of_three_alike_is_three_rows(terms, facts):
    together = [{"times": 3, "venue_fee": 900}]
    apart = [{"venue_fee": 900}] * 3
    read = Terms.from_json(terms)
    one, other = (Facts.from_json({**facts, "gatherings": rows}) for rows in (together, apart))
    assert breakdown(read, one).to_json() == breakdown(read, other).to_json()


def test_lines_explain_the_venue_by_fee():
    found = breakdown(PLACES, year({"times": 6, "venue_fee": 4000}, {"times": 6, "venue_fee": 0}))
    assert found.lines == (
        Line("activity", "活動費", "12回 × 2,500円", 30000),
        Line("venue", "会場費", "6回 × 2,500円（実費4,000円、1回の上限2,500円まで）", 15000),
        Line("venue", "会場費", "6回 × 実費0円", 0),
    )
    assert (found.subtotal("activity"), found.subtotal("venue")) == (30000, 15000)
    assert (found.cap, found.cut, found.one_more, found.missing) == (100_000, 0, 5000, ())


def test_cut_and_the_end_of_what_one_more_adds():
    found = breakdown(PLACES, year({"times": 24, "venue_fee": 3000}))
    assert (found.amount, found.cut, found.one_more) == (100_000, 20_000, 0)
    assert found.as_text()[-2:] == ("上限を超えるため引く額　20,000円", "助成額　100,000円")


def test_one_more_near_the_cap_adds_only_what_is_left():
    assert breakdown(PLACES, year({"times": 19, "venue_fee": 2600})).one_more == 5000
    assert breakdown(PLACES, year({"times": 39, "venue_fee": 0})).one_more == 2500
    assert breakdown(PLACES, year({"times": 22, "venue_fee": 2000})).one_more == 1000


def test_one_more_of_an_empty_plan_is_a_free_gathering():
    assert breakdown(PLACES, year()).one_more == 2500


def test_what_was_not_told_is_said():
    found = breakdown(PLACES, Facts.from_json({"fiscal_year": 2026}))
    assert found.missing == ("開催回数が未入力のため、0円として計算しています。",)
    assert breakdown(PLACES, year({"times": 3})).missing == (
        "会場費が未入力の回は、0円として計算しています。",
    )


def test_a_venue_fee_of_the_whole_year_cannot_be_shared_out():
    found = breakdown(PLACES, year({"times": 3, "venue_fee": 0}, costs={"venue": 54_000}))
    assert found.subtotal("venue") == 0
    assert found.missing == ("1回ごとに分けられないものは、計算に入っていません。",)


def test_of_two_kinds_as_frequent_the_dearer_is_the_usual():
    cheap, dear = {"times": 2, "venue_fee": 0}, {"times": 2, "venue_fee": 2000}
    assert breakdown(PLACES, year(cheap, dear)).one_more == 4500
    assert breakdown(PLACES, year(dear, cheap)).one_more == 4500


def test_lines_stand_in_the_same_order_whatever_was_typed_first():
    cheap, dear = {"venue_fee": 100}, {"venue_fee": 2000}
    assert breakdown(PLACES, year(cheap, dear)).lines == breakdown(PLACES, year(dear, cheap)).lines
