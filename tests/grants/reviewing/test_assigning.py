"""Who is proposed to look after an application, and what giving it writes."""

import psycopg
import pytest
from django.db import DatabaseError, transaction

from grants import workflow
from grants.models import Assignment
from grants.reviewing import assigning
from grants.states import State
from ibasho.groups.models import Area, Charge
from tests.grants.factories import NOON, a_group, a_programme_year, recommended, submitted

pytestmark = pytest.mark.django_db


@pytest.fixture
def east(worker, worker2):
    area = Area.objects.create(name="見本東", order=1)
    Charge.objects.create(user=worker, area=area)
    Charge.objects.create(user=worker2, area=area)
    return area


def several(number, *, by, area):
    year = a_programme_year()
    return [
        submitted(by=by, programme_year=year, group=a_group(member=by, name=f"見本{n}", area=area))
        for n in range(number)
    ]


def planned(rows):
    plan = assigning.plan(rows, assigning.loads())
    return [plan.get(row.pk) for row in rows]


def test_the_one_with_less_to_do_comes_first_and_all_is_shared(resident, worker, worker2, east):
    *rows, taken = several(4, by=resident, area=east)
    assigning.assign(taken, by=worker, at=NOON, worker=worker)
    assert planned(rows) == [worker2, worker, worker2]


def test_who_has_it_already_keeps_it(resident, worker, worker2, east):
    rows = several(2, by=resident, area=east)
    rows[0] = assigning.assign(rows[0], by=worker, at=NOON, worker=worker)
    assert planned(rows) == [worker, worker2]


def test_an_area_without_anybody_gets_no_proposal(resident, worker, east):
    west = Area.objects.create(name="見本西", order=2)
    assert planned(several(1, by=resident, area=west)) == [None]


def test_no_area_gets_no_proposal(resident, worker, east):
    assert planned(several(1, by=resident, area=None)) == [None]


def test_loads_tell_areas_and_open_applications(resident, worker, worker2, approver, east):
    (row,) = several(1, by=resident, area=east)
    assigning.assign(row, by=worker, at=NOON, worker=worker)
    assert sorted(map(str, assigning.loads())) == [
        "見本 approver（いま0件）",
        "見本 worker2（見本東、いま0件）",
        "見本 worker（見本東、いま1件）",
    ]


def test_assigning_keeps_the_state_and_notes_it(resident, worker, worker2):
    row = assigning.assign(submitted(by=resident), by=worker, at=NOON, worker=worker2)
    row.refresh_from_db()
    assert (row.state, row.worker) == (State.SUBMITTED, worker2)
    noted = Assignment.objects.get()
    assert (noted.application, noted.worker, noted.by, noted.at) == (row, worker2, worker, NOON)
    with pytest.raises(DatabaseError) as refusal, transaction.atomic():
        noted.delete()
    assert isinstance(refusal.value.__cause__, psycopg.errors.RaiseException)


def test_what_was_granted_and_still_runs_may_change_hands(resident, worker, worker2, approver):
    application = recommended(by=resident, worker=worker)
    application = workflow.award(application, by=approver, at=NOON, amount=1)
    assert assigning.assign(application, by=worker, at=NOON, worker=worker2).worker == worker2


def test_what_has_ended_stays_with_whom_it_was(resident, worker, worker2, approver):
    application = recommended(by=resident, worker=worker)
    application = workflow.decline(application, by=approver, at=NOON, reason="見本の理由")
    with pytest.raises(workflow.NotAllowed, match="もう「不交付」です"):
        assigning.assign(application, by=worker, at=NOON, worker=worker2)


@pytest.mark.parametrize(
    ("by", "to", "words"),
    [
        ("auditor", "worker", "この手続きをする権限がありません。"),
        ("worker", "auditor", "見本 auditorさんは審査をする権限がありません。"),
        ("worker", "worker", "もう見本 workerさんが担当です。"),
        ("worker", None, "圏域を担当する職員がいません。担当する人を選んでください。"),
        ("worker", "worker2", ""),
    ],
)
def test_why_not(resident, worker, request, by, to, words):
    row = assigning.assign(submitted(by=resident), by=worker, at=NOON, worker=worker)
    people = [name and request.getfixturevalue(name) for name in (by, to)]
    assert assigning.why_not(people[0], row, people[1]) == words
