"""From answers to facts to a verdict: the same for a draft, a submission and the pre-check."""

import pytest

from grants.applying import assessment
from grants.rules.eligibility import Verdict
from tests.grants import factories

pytestmark = pytest.mark.django_db


def draft_amount(resident, **changes):
    draft = factories.a_draft(by=resident, **changes)
    return assessment.current(draft).breakdown


def test_twelve_at_1200(resident):
    found = draft_amount(resident)
    assert (found.amount, found.cut, found.one_more) == (44_400, 0, 3_700)


def test_the_longest_plan_is_calculated(resident):
    year = factories.YEAR
    days = [year.first.fromordinal(year.first.toordinal() + n) for n in range(365)]
    found = draft_amount(resident, days=days, fee="100,000")
    assert (found.amount, found.cut, found.one_more) == (100_000, 1_725_000, 0)


def test_a_blank_draft_has_an_amount_of_nothing_and_no_verdict_of_not_met(resident):
    found = assessment.current(factories.a_blank_draft(by=resident))
    assert found.breakdown.amount == 0
    assert found.overall is Verdict.TO_BE_JUDGED


@pytest.mark.parametrize("members", ["2147483648", "0", "99999999"])
def test_wrong_answers_are_left_out_of_the_facts(resident, members):
    draft = factories.a_draft(by=resident, members=members, period_last="2030-05")
    assert assessment.current(draft).breakdown.amount == 44_400


def test_what_was_sent_does_not_follow_the_terms_of_today(resident):
    sent = factories.submitted(by=resident)
    year = sent.programme_year
    year.terms = factories.TERMS | {"cap": 1_000}
    kept = {"number": 1, "terms": year.terms, "at": factories.NOON, "by": resident}
    year.editions.create(**kept)
    year.save()
    assert assessment.current(sent).breakdown.amount == 44_400


def test_what_a_page_carries_can_be_read_back(resident):
    draft = factories.a_blank_draft(by=resident)
    factories.drafts.save_answers(draft, {"address": "見本"}, by=resident, at=factories.NOON)
    edition = assessment.edition(draft)
    assert (edition["seen"]["address"], edition["seen"]["phone"]) == (2, 1)
    assert assessment.seen_in(assessment.carried(edition["seen"])) == edition["seen"]


@pytest.mark.parametrize(
    "text", ["", " ", "\x00", "a", "a:", "a:-1", "a:１", "a:1e3", "a:" + "9" * 99]
)
def test_what_nobody_carried_counts_as_unseen(text):
    assert assessment.seen_in(text) == {}


class TestCheck:
    told = {
        **dict.fromkeys(assessment.ANSWERS, "yes"),
        "single_hobby": "no",
        "gatherings": 12,
        "interval": "1",
        "minutes": 120,
        "venue_fee": 1_200,
        "other_grant": "none",
    }

    def of(self, **changes):
        return assessment.of_check(factories.a_programme_year(), self.told | changes)

    def test_an_ordinary_place(self):
        found = self.of()
        assert (found.breakdown.amount, found.overall) == (44_400, Verdict.MET)

    @pytest.mark.parametrize(
        ("gatherings", "interval", "verdict"),
        [
            (6, "2", Verdict.MET),
            (6, "1", Verdict.MET),
            (12, "3", Verdict.TO_BE_JUDGED),
            (4, "3", Verdict.NOT_MET),
            (12, "unknown", Verdict.TO_BE_JUDGED),
        ],
    )
    def test_how_often(self, gatherings, interval, verdict):
        assert self.of(gatherings=gatherings, interval=interval).overall is verdict


def test_the_years_of_receipt_come_from_the_register(resident, worker, approver):
    """Where the terms ask for them: an award of the year before makes this one the second."""
    steps = [{"at_least": 1, "yen": 30_000}, {"at_least": 2, "yen": 20_000}]
    part = {
        "key": "grant",
        "label": "助成金",
        "amount": {"tier": {"by": "receipt_year", "steps": steps}},
    }
    terms = {"version": 1, "components": [part]}
    group = factories.a_group(member=resident)
    before = factories.a_programme_year(fiscal_year=factories.YEAR.previous)
    year = factories.a_programme_year(terms=terms)
    draft = factories.a_draft(by=resident, group=group, programme_year=year)
    assert assessment.current(draft).breakdown.amount == 30_000
    days = [day.replace(year=day.year - 1) for day in factories.SUNDAYS]
    at = factories.NOON.replace(year=2025)
    people = {"by": resident, "worker": worker, "approver": approver}
    factories.awarded(group=group, programme_year=before, days=days, at=at, **people)
    assert assessment.current(draft).breakdown.amount == 20_000
    assert assessment.current(draft).facts.received_years == (2025,)
