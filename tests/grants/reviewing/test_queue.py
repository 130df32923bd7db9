"""The queue: what it counts, finds and orders."""

import pytest

from grants import workflow
from grants.models import Programme
from grants.reviewing import queue
from grants.states import State
from ibasho.groups.models import Area
from tests.grants.factories import NOON, YEAR, a_draft, a_group, a_programme_year, submitted

pytestmark = pytest.mark.django_db


@pytest.fixture
def three(resident, worker):
    """あさひ in review with 44,400 yen, いろり submitted with 15,000 yen, うみ returned."""
    year, east = a_programme_year(), Area.objects.create(name="見本東", order=1)
    made = {}
    for name, reading, fee, area in (
        ("見本のいろり", "みほんのいろり", "0", None),
        ("見本のあさひ", "みほんのあさひ", "1,200", east),
        ("見本の海", "みほんのうみ", "0", None),
    ):
        group = a_group(member=resident, name=name, reading=reading, area=area)
        made[name] = submitted(by=resident, group=group, programme_year=year, fee=fee)
    workflow.receive(made["見本のあさひ"], by=worker, at=NOON)
    workflow.return_for_correction(
        made["見本の海"], by=worker, at=NOON, message="直してください", due_on=NOON.date()
    )
    a_draft(by=resident, group=a_group(member=resident, name="見本の下書き"), programme_year=year)
    return made


def names(rows):
    return [row.group.name for row in rows]


def test_counts_by_state_without_drafts(three):
    counted = queue.counts(queue.found())
    assert counted == dict.fromkeys(queue.TABS, 0) | {
        "": 3,
        State.SUBMITTED: 1,
        State.UNDER_REVIEW: 1,
        State.RETURNED: 1,
    }


@pytest.mark.parametrize(
    ("q", "expected"),
    [
        ("あさひ", ["見本のあさひ"]),
        ("アサヒ", ["見本のあさひ"]),
        ("うみ", ["見本の海"]),
        ("r8-0002", ["見本のあさひ"]),
        ("Ｒ８－０００２", ["見本のあさひ"]),
        ("見本 海", ["見本の海"]),
        ("下書き", []),
        ("%", []),
    ],
)
def test_search_by_group_or_receipt_number(three, q, expected):
    assert names(queue.listed(queue.found(q=q))) == expected


@pytest.mark.parametrize(
    ("sort", "expected"),
    [
        ("group", ["見本のあさひ", "見本のいろり", "見本の海"]),
        ("-submitted", ["見本の海", "見本のあさひ", "見本のいろり"]),
        ("submitted", ["見本のいろり", "見本のあさひ", "見本の海"]),
        ("-amount", ["見本のあさひ", "見本の海", "見本のいろり"]),
        ("amount", ["見本のいろり", "見本の海", "見本のあさひ"]),
    ],
)
def test_order(three, sort, expected):
    assert names(queue.listed(queue.found(), sort=sort)) == expected


def test_one_tab_one_area_one_year(three):
    area = Area.objects.get()
    assert names(queue.listed(queue.found(), state=State.RETURNED)) == ["見本の海"]
    assert names(queue.listed(queue.found(area=area.pk))) == ["見本のあさひ"]
    assert queue.counts(queue.found(fiscal_year=YEAR.year))[""] == 3
    assert queue.counts(queue.found(fiscal_year=YEAR.year - 1))[""] == 0


def test_the_years_that_hold_something(three):
    a_programme_year(fiscal_year=YEAR.previous)
    assert Programme.objects.get().years.count() == 2
    assert queue.fiscal_years() == [YEAR.year]
