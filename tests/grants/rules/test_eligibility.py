"""The findings: every criterion at its edges, and the rhythm against brute force."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grants.rules.eligibility import Finding, Verdict, findings, overall
from grants.rules.facts import Facts
from grants.rules.terms import Terms

MET, NOT_MET, TO_BE_JUDGED = Verdict.MET, Verdict.NOT_MET, Verdict.TO_BE_JUDGED
YEAR = [date(2026 + (n > 8), (n + 3) % 12 + 1, 1) for n in range(12)]


def judged(criterion, **facts):
    part = {"key": "grant", "label": "助成金", "amount": 1}
    terms = Terms.from_json({"version": 1, "components": [part], "criteria": [criterion]})
    (found,) = findings(terms, Facts.from_json({"fiscal_year": 2026, **facts}))
    return found


def verdict(criterion, **facts):
    return judged(criterion, **facts).verdict


def in_months(months):
    return [{"month": f"{month:%Y-%m}"} for month in months]


def by_hand(months, plan, every):
    """The reading of DOMAIN §2, word for word, for k months instead of two."""
    width = min(every, len(plan))
    runs = [plan[n : n + width] for n in range(len(plan) - width + 1)]
    if all(any(month in months for month in run) for run in runs):
        return MET
    count = sum(month in plan for month in months)
    return TO_BE_JUDGED if count >= len(plan) / every else NOT_MET


@given(
    st.lists(st.sampled_from(YEAR), max_size=14),
    st.integers(0, 11).flatmap(lambda first: st.tuples(st.just(first), st.integers(first, 11))),
    st.integers(1, 4),
)
def test_frequency_is_what_it_says(months, edges, every):
    plan = YEAR[edges[0] : edges[1] + 1]
    found = verdict(
        {"key": "frequency", "every_months": every},
        gatherings=in_months(months),
        period={"first": f"{plan[0]:%Y-%m}", "last": f"{plan[-1]:%Y-%m}"},
    )
    assert found == by_hand(months, plan, every)


@given(st.integers(1, 14), st.integers(1, 4), st.integers(0, 11), st.data())
def test_without_months_only_the_sure_is_said(count, every, first, data):
    """Whatever months the gatherings turn out to lie in, a firm verdict must have been right."""
    plan = YEAR[first:]
    found = verdict(
        {"key": "frequency", "every_months": every},
        gatherings=[{"times": count}],
        period={"first": f"{plan[0]:%Y-%m}", "last": "2027-03"},
    )
    months = data.draw(st.lists(st.sampled_from(plan), min_size=count, max_size=count))
    later = by_hand(months, plan, every)
    assert found is not MET
    assert found is TO_BE_JUDGED or later is NOT_MET


def test_frequency_names_the_gap():
    months = [YEAR[n] for n in (0, 2, 5, 6, 8, 10, 11)]
    assert judged(
        {"key": "frequency", "every_months": 2, "clause": "第4条"}, gatherings=in_months(months)
    ) == Finding(
        criterion="frequency",
        verdict=TO_BE_JUDGED,
        title="開催の頻度",
        reason="7月・8月に開催がありません。12か月で7回の計画です。回数は足りているため、担当者が確かめます。",
        clause="第4条",
    )


@pytest.mark.parametrize(
    ("active", "expected"), [(12, MET), (11, MET), (10, TO_BE_JUDGED), (5, NOT_MET)]
)
def test_frequency_from_the_number_of_active_months(active, expected):
    found = verdict({"key": "frequency", "every_months": 2}, counts={"active_months": active})
    assert found is expected


def test_two_undated_gatherings_may_yet_fill_five_months():
    criterion, period = (
        {"key": "frequency", "every_months": 2},
        {"first": "2026-11", "last": "2027-03"},
    )
    assert verdict(criterion, gatherings=[{"times": 2}], period=period) is TO_BE_JUDGED
    assert verdict(criterion, gatherings=in_months([YEAR[8], YEAR[10]]), period=period) is MET
    assert verdict(criterion, gatherings=[{"times": 1}], period=period) is NOT_MET


def test_gatherings_outside_the_plan_do_not_count():
    facts = {"gatherings": in_months(YEAR), "period": {"first": "2026-10", "last": "2027-03"}}
    assert verdict({"key": "frequency", "every_months": 1}, **facts) is MET
    facts["gatherings"] = in_months(YEAR[:6])
    assert verdict({"key": "frequency", "every_months": 2}, **facts) is NOT_MET


def test_frequency_waits_for_a_plan():
    assert verdict({"key": "frequency", "every_months": 2}) is TO_BE_JUDGED
    assert verdict({"key": "frequency", "every_months": 2}, gatherings=[]) is NOT_MET


@pytest.mark.parametrize(
    ("minutes", "expected"),
    [([120], MET), ([119], TO_BE_JUDGED), ([90], TO_BE_JUDGED), ([89], NOT_MET)]
    + [([240, 120], MET), ([240, 100], TO_BE_JUDGED), ([240, 60], NOT_MET)]
    + [([240, None], TO_BE_JUDGED), ([60, None], NOT_MET), ([], TO_BE_JUDGED)],
)
def test_the_shortest_gathering_decides_the_duration(minutes, expected):
    held = [{"minutes": one} for one in minutes]
    criterion = {"key": "duration", "minutes": 120, "about_minutes": 90}
    assert verdict(criterion, gatherings=held) is expected


def test_duration_without_an_about_is_strict():
    assert verdict({"key": "duration", "minutes": 120}, gatherings=[{"minutes": 119}]) is NOT_MET


@pytest.mark.parametrize(
    ("criterion", "question", "wanted"),
    [
        ("in_city", "in_city", True),
        ("for_neighbours", "for_neighbours", True),
        ("open_to_community", "open_to_community", True),
        ("not_single_hobby", "single_hobby", False),
        ("continuous_plan", "continuous_plan", True),
    ],
)
def test_a_question_decides(criterion, question, wanted):
    assert verdict(criterion, **{question: wanted}) is MET
    assert verdict(criterion, **{question: not wanted}) is NOT_MET
    assert verdict(criterion, **{question: None}) is TO_BE_JUDGED


@pytest.mark.parametrize(
    ("non_profit", "neighbours", "expected"),
    [(True, True, MET), (True, None, TO_BE_JUDGED), (True, False, NOT_MET)]
    + [(None, None, TO_BE_JUDGED), (None, False, NOT_MET), (False, True, NOT_MET)],
)
def test_two_questions_decide_together(non_profit, neighbours, expected):
    facts = {"non_profit": non_profit, "mainly_neighbours": neighbours}
    assert verdict("non_profit_neighbours", **facts) is expected


def test_only_the_wrong_answer_is_the_reason():
    found = judged("non_profit_neighbours", non_profit=True, mainly_neighbours=False)
    assert found.reason == "会場の近所の人が中心の団体ではありません。"


@pytest.mark.parametrize(
    ("grant", "expected"),
    [("none", MET), ("city_different", TO_BE_JUDGED), ("other", NOT_MET), ("unknown", TO_BE_JUDGED)]
    + [(None, TO_BE_JUDGED)],
)
def test_another_grant(grant, expected):
    assert verdict("no_other_grant", other_grant=grant) is expected


SIZE = {"key": "size", "kind": "quantity", "quantity": "members", "title": "会員の人数"}


@pytest.mark.parametrize(
    ("limits", "members", "expected"),
    [({"at_least": 10, "about": 8}, n, v) for n, v in ((10, MET), (9, TO_BE_JUDGED), (7, NOT_MET))]
    + [({"at_most": 10, "about": 12}, n, v) for n, v in ((10, MET), (12, TO_BE_JUDGED))]
    + [({"at_most": 10}, 11, NOT_MET), ({"at_least": 10}, None, TO_BE_JUDGED)],
)
def test_a_quantity_within_its_range(limits, members, expected):
    counts = {} if members is None else {"members": members}
    assert verdict({**SIZE, **limits}, counts=counts) is expected


@pytest.mark.parametrize(
    ("years", "expected"),
    [([], MET), ([2023], MET), ([2024], NOT_MET), ([2025], NOT_MET), ([2026], MET)]
    + [(None, TO_BE_JUDGED)],
)
def test_lock_out_of_two_years(years, expected):
    criterion = {"key": "again", "kind": "lock_out", "years": 2}
    assert verdict(criterion, received_years=years) is expected


OWN = {"key": "insurance", "kind": "answers", "yes": ["has_insurance"], "title": "保険"}


def test_about_leaves_a_failure_to_a_person():
    found = judged({**OWN, "grade": "about"}, answers={"has_insurance": False})
    assert found.verdict is TO_BE_JUDGED
    assert found.reason == (
        "「保険」の質問に「いいえ」と答えています。おおよその目安のため、担当者が確かめます。"
    )


def finding(verdict, grade="must"):
    return Finding("key", verdict, "題", "理由。", grade=grade)


@pytest.mark.parametrize(
    ("found", "expected"),
    [
        ((), MET),
        ((finding(MET),), MET),
        ((finding(MET), finding(TO_BE_JUDGED)), TO_BE_JUDGED),
        ((finding(TO_BE_JUDGED), finding(NOT_MET), finding(MET)), NOT_MET),
        ((finding(MET), finding(NOT_MET, "note")), MET),
    ],
)
def test_overall_is_the_worst_that_counts(found, expected):
    assert overall(found) is expected
