"""What happens to groups, and who may make it happen."""

import threading
from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import connection

from ibasho.groups import workflow
from ibasho.groups.models import Group, Membership, Part, Status, StatusChange
from tests.groups.conftest import AT

pytestmark = pytest.mark.django_db


def test_a_resident_becomes_the_representative(resident):
    group = workflow.register(by=resident, at=AT, facts={"name": "見本の家"})
    members = Membership.objects.values_list("group", "user", "part", "since")
    assert list(members) == [(group.pk, resident.pk, Part.REPRESENTATIVE, AT)]
    assert Group.objects.get().registered_at == AT


def test_staff_registers_for_others(worker):
    workflow.register(by=worker, at=AT, facts={"name": "見本の家"})
    assert (Group.objects.count(), Membership.objects.count()) == (1, 0)


def test_others_register_nothing(auditor, accountant, admin_user):
    for person in (auditor, accountant, admin_user):
        with pytest.raises(workflow.NotAllowed):
            workflow.register(by=person, at=AT, facts={"name": "見本の家"})
    assert Group.objects.count() == 0


def test_two_people_may_use_one_name_but_a_double_press_finds_the_first(resident, stranger):
    first = workflow.register(by=resident, at=AT, facts={"name": "見本の家"})
    workflow.register(by=stranger, at=AT, facts={"name": "見本の家"})
    with pytest.raises(workflow.AlreadyRegistered) as again:
        workflow.register(by=resident, at=AT, facts={"name": "見本の家"})
    assert (again.value.group, Group.objects.count()) == (first, 2)


def test_a_registration_that_fails_leaves_nothing(resident):
    with pytest.raises(ValidationError):
        workflow.register(by=resident, at=AT, facts={"name": ""})
    assert (Group.objects.count(), Membership.objects.count()) == (0, 0)


@pytest.mark.django_db(transaction=True)
def test_two_presses_at_once_make_one_group(resident):
    start, found = threading.Barrier(2, timeout=10), []

    def press():
        try:
            start.wait()
            workflow.register(by=resident, at=AT, facts={"name": "見本の家"})
            found.append("new")
        except workflow.AlreadyRegistered:
            found.append("earlier")
        finally:
            connection.close()

    threads = [threading.Thread(target=press) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert (sorted(found), Group.objects.count()) == (["earlier", "new"], 1)


def test_members_and_workers_amend_and_the_old_stays_in_the_history(group, resident, worker):
    workflow.amend(group, by=resident, facts={"venue": "見本会館"})
    workflow.amend(group, by=worker, facts={"venue": "見本の家"})
    versions = group.history.order_by("pgh_id").values_list("venue", flat=True)
    assert list(versions) == ["", "見本会館", "見本の家"]


def test_strangers_and_readers_amend_nothing(group, stranger, auditor):
    for person in (stranger, auditor):
        with pytest.raises(workflow.NotAllowed):
            workflow.amend(group, by=person, facts={"venue": "x"})
    group.refresh_from_db()
    assert group.venue == ""


def _change(group, by, **changes):
    facts = {"status": Status.ACTIVE, "day": date(2020, 3, 15), "reason": "初回を開いた"}
    return workflow.change_status(group, by=by, at=AT, **facts | changes)


def test_the_latest_day_says_the_status(group, worker):
    _change(group, worker, status=Status.PAUSED, day=date(2026, 1, 1))
    _change(group, worker)
    found = Group.objects.with_status().get()
    assert (found.status, found.status_day) == (Status.PAUSED, date(2026, 1, 1))


def test_where_only_the_month_is_known_its_first_day_is_kept(group, worker):
    change = _change(group, worker, month_only=True)
    assert (change.day, change.month_only, change.noted_by, change.noted_at) == (
        date(2020, 3, 1),
        True,
        worker,
        AT,
    )


def test_the_same_change_is_noted_once(group, worker):
    _change(group, worker)
    with pytest.raises(workflow.AlreadyNoted):
        _change(group, worker, reason="もう一度")
    assert StatusChange.objects.count() == 1


def test_only_those_who_tend_groups_note_changes(group, resident, auditor):
    for person in (resident, auditor):
        with pytest.raises(workflow.NotAllowed):
            _change(group, person)
    assert StatusChange.objects.count() == 0
