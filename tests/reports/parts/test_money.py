"""Grants in the report: awarded, declined and withdrawn, the parts, and whose they are."""

from uuid import uuid4

import pytest
from django.db.models import Value

from grants import workflow
from grants.applying import assessment
from grants.queries import Award, has_grant
from ibasho.dates import FiscalYear
from ibasho.groups.models import Group
from ibasho.reports.parts import money as reported
from ibasho.reports.parts.money import Money, money
from tests.grants.factories import NOON, SUNDAYS, YEAR, a_group, a_programme_year, submitted


def recommended(application, *, by, amount):
    workflow.receive(application, by=by, at=NOON)
    for finding in assessment.unjudged(application):
        workflow.find(
            application, by=by, at=NOON, criterion=finding.criterion, verdict="met", reason="見本"
        )
    return workflow.recommend(application, by=by, at=NOON, amount=amount, reason="見本")


@pytest.fixture
def three(resident, stranger, worker, approver):
    """44,400 asked and 40,000 awarded; 15,000 declined; 30,000 still waiting."""
    year = a_programme_year()
    groups = [
        a_group(member=resident, name="見本の会"),
        a_group(member=resident, name="見本の庭"),
        a_group(member=stranger, name="見本の家"),
    ]
    shapes = [("1,200", SUNDAYS), ("0", SUNDAYS[:6]), ("0", SUNDAYS)]
    sent = [
        submitted(
            by=group.memberships.get().user, group=group, programme_year=year, fee=fee, days=d
        )
        for group, (fee, d) in zip(groups, shapes, strict=True)
    ]
    recommended(sent[0], by=worker, amount=40_000)
    workflow.award(sent[0], by=approver, at=NOON, amount=40_000, reason="見本")
    recommended(sent[1], by=worker, amount=0)
    workflow.decline(sent[1], by=approver, at=NOON, reason="見本")
    return groups


def test_a_year_counts_what_was_asked_and_what_was_awarded(three):
    before, year = money(YEAR.previous, YEAR).years
    assert (before.received, before.awarded_yen) == (0, 0)
    assert (year.received, year.awarded, year.declined) == (3, 1, 1)
    assert (year.requested_yen, year.awarded_yen) == (44_400 + 15_000 + 30_000, 40_000)


def test_the_parts_are_those_of_the_awarded(three):
    found = money(YEAR, YEAR)
    assert found.columns == {"activity": "活動費", "venue": "会場費"}
    assert [found.part(found.years[0], key) for key in found.columns] == [30_000, 14_400]


def test_an_award_names_its_group(three):
    awards = money(YEAR, YEAR).awards
    assert [(a.group, a.requested_yen, a.awarded_yen) for a in awards] == [
        ("見本の会", 44_400, 40_000)
    ]
    years = [YEAR.previous.year, YEAR.year, YEAR.next.year]
    held = has_grant(group="pk", fiscal_year="year")
    had = {year: Group.objects.annotate(year=Value(year)).filter(held) for year in years}
    assert {year: list(groups) for year, groups in had.items()} == {
        **dict.fromkeys(years, []),
        YEAR.year: [three[0]],
    }


def test_paper_has_room_for_so_many_awards_and_each_year_whole(monkeypatch):
    def won(year, count):
        return [Award(FiscalYear(year), uuid4(), "見本の会", 1, 1, None) for _ in range(count)]

    monkeypatch.setattr(reported, "MOST_AWARDS", 5)
    awards = (*won(2024, 1), *won(2025, 3), *won(2026, 2))
    money_ = Money((), awards, (), None, None, None)
    assert [award.fiscal_year.year for award in money_.printed] == [2025] * 3 + [2026] * 2
    assert money_.unprinted == 1
