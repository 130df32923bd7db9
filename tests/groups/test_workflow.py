"""What happens to groups, and who may make it happen."""

import threading
from datetime import UTC, date, datetime

import pytest
from django.core.exceptions import ValidationError
from django.db import DatabaseError, IntegrityError, connection, transaction

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


def _versions(change):
    rows = StatusChange.pgh_event_model.objects.filter(pgh_obj_id=change.pk).order_by("pgh_id")
    return list(rows.values_list("pgh_label", "status", "amended_why"))


def test_a_wrong_entry_is_mended_and_what_it_said_stays_in_the_history(group, worker):
    change = _change(group, worker)
    workflow.correct_status(
        change, by=worker, at=AT, why="聞きちがい", status=Status.TRIAL, day=date(2020, 4, 1),
        reason="ためしに開いた",
    )  # fmt: skip
    change.refresh_from_db()
    assert (change.status, change.day, change.amended_by) == ("trial", date(2020, 4, 1), worker)
    assert _versions(change) == [("insert", "active", ""), ("update", "trial", "聞きちがい")]


def test_an_entry_of_what_never_was_goes_and_the_history_says_why(group, worker):
    change = _change(group, worker)
    workflow.take_out_status(change, by=worker, at=AT, why="別の団体のこと")
    assert StatusChange.objects.count() == 0
    assert _versions(change)[-1] == ("delete", "active", "別の団体のこと")


def test_only_those_who_tend_groups_mend(group, worker, auditor):
    change = _change(group, worker)
    with pytest.raises(workflow.NotAllowed):
        workflow.take_out_status(change, by=auditor, at=AT, why="x")
    assert StatusChange.objects.count() == 1


INSERT = """INSERT INTO groups_statuschange
    (group_id, status, day, month_only, reason, noted_at, amended_why)
    VALUES (%s, %s, %s, %s, '', %s, '')"""


def _run(sql, values):
    with connection.cursor() as cursor, transaction.atomic():
        cursor.execute(sql, values)


def test_two_statuses_on_one_day_are_refused_and_in_one_month_are_not(group, worker):
    _change(group, worker, status=Status.PAUSED)
    with pytest.raises(workflow.AlreadyNoted):
        _change(group, worker, status=Status.ENDED)
    with pytest.raises(DatabaseError, match="change_one_a_day"):
        _run(INSERT, [group.pk, "ended", date(2020, 3, 15), False, AT])
    for status in ("preparing", "trial"):  # the day of neither is known
        _run(INSERT, [group.pk, status, date(2020, 3, 1), True, AT])
    assert StatusChange.objects.count() == 3


def test_what_lies_ahead_is_refused_by_the_day_of_japan(group):
    # Three in the afternoon of the 22nd in London is the 23rd in Japan.
    late = datetime(2026, 11, 22, 15, 0, tzinfo=UTC)
    _run(INSERT, [group.pk, "active", date(2026, 11, 23), False, late])
    with pytest.raises(DatabaseError, match="change_has_happened"):
        _run(INSERT, [group.pk, "paused", date(2026, 11, 24), False, late])


def test_the_history_of_a_life_is_only_added_to(group, worker):
    _change(group, worker)
    for sql in (
        "UPDATE groups_statuschangeevent SET reason = ''",
        "DELETE FROM groups_statuschangeevent",
    ):
        with pytest.raises(DatabaseError, match="Cannot"):
            _run(sql, [])


def test_what_has_not_happened_is_no_double(group, worker):
    with pytest.raises(IntegrityError, match="change_has_happened"):
        _change(group, worker, day=date(2026, 11, 24))
