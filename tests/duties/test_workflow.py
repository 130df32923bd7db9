"""A hand-over: everything at once, nothing unseen, and the history of it."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, connection, transaction

from consultations.models import Consultation
from grants import workflow as grants
from grants.models import Application, Assignment
from ibasho.duties import queries, workflow
from ibasho.duties.models import HandOver
from ibasho.groups.models import Area, Charge
from ibasho.letters.models import Mail
from tests.consultations.factories import DAY, WRITTEN, a_consultation, an_announcement
from tests.grants import factories, purse, stories

pytestmark = pytest.mark.django_db


@pytest.fixture
def full(worker, resident):
    """A worker with something open in every room."""
    area = Area.objects.create(name="見本の圏域")
    Charge.objects.create(user=worker, area=area)
    application = factories.submitted(by=resident)
    Application.objects.filter(pk=application.pk).update(worker=worker)
    call = a_consultation(workers=[worker], follow_up_on=DAY, idea="見本の思いつき")
    a_consultation(workers=[worker], follow_up_on=DAY, followed_up=True)
    meeting = an_announcement(host=worker, on=DAY + timedelta(days=9))
    an_announcement(host=worker, on=DAY - timedelta(days=9))
    return area, application, call, meeting


def give(giver, taker, by=None, seen=None):
    seen = seen or queries.duties_of(giver, on=DAY).mark
    return workflow.hand_over(
        giver=giver, taker=taker, by=by or giver, at=WRITTEN, seen=seen, words="よろしく"
    )


def test_everything_changes_hands_and_is_told(full, worker, worker2):
    area, application, call, meeting = full
    done = give(worker, worker2)
    assert done.told == {
        "areas": ["見本の圏域"],
        "applications": [str(application.pk)],
        "calls": [str(call.pk)],
        "meetings": [str(meeting.pk)],
    }
    assert list(Charge.objects.values_list("user", "area")) == [(worker2.pk, area.pk)]
    assert list(Assignment.objects.values_list("worker", "by")) == [(worker2.pk, worker.pk)]
    assert queries.duties_of(worker, on=DAY).empty
    assert queries.duties_of(worker2, on=DAY).told == done.told
    assert list(Mail.objects.filter(subject="担当の引き継ぎ").values_list("to", flat=True)) == [
        worker2.email
    ]


def test_what_was_granted_passes_as_long_as_it_runs(resident, worker, worker2, approver):
    told = {"resident": resident, "worker": worker, "approver": approver}
    year = factories.a_programme_year()
    for number, prepare in enumerate((purse.awarded, stories.reported, stories.settled)):
        group = factories.a_group(member=resident, name=f"見本{number}")
        prepare(**told, group=group, programme_year=year)
    ended = factories.a_group(member=resident, name="見本の取消")
    revoked = purse.awarded(**told, group=ended, programme_year=year)
    Application.objects.update(worker=worker)
    grants.revoke(revoked, by=approver, at=stories.APRIL, reason="見本のわけ")
    done = give(worker, worker2)
    running = Application.objects.filter(worker=worker2).order_by("state")
    assert [row.state for row in running] == ["awarded", "reported", "settled"]
    assert sorted(done.told["applications"]) == sorted(str(row.pk) for row in running)


def test_who_was_there_stays_noted(full, worker, worker2):
    give(worker, worker2)
    call = Consultation.objects.get(idea="見本の思いつき")
    assert (list(call.workers.all()), call.follow_up_by) == ([worker], worker2)
    assert list(Consultation.objects.due_by(DAY).to_be_called_by(worker2)) == [call]
    assert list(Consultation.objects.due_by(DAY).to_be_called_by(worker)) == []


def test_what_was_not_seen_does_not_pass(full, worker, worker2):
    seen = queries.duties_of(worker, on=DAY).mark
    a_consultation(workers=[worker], follow_up_on=DAY)
    with pytest.raises(workflow.ChangedMeanwhile):
        give(worker, worker2, seen=seen)
    assert (HandOver.objects.count(), Charge.objects.get().user) == (0, worker)


def test_one_thing_that_cannot_pass_holds_all(full, worker, worker2, monkeypatch):
    def refuse(*_args, **_kwargs):
        raise workflow.assigning.NotAllowed("見本のわけ")

    monkeypatch.setattr(workflow.assigning, "assign", refuse)
    with pytest.raises(workflow.NotAllowed, match="見本のわけ"), transaction.atomic():
        give(worker, worker2)
    assert (HandOver.objects.count(), Charge.objects.get().user) == (0, worker)


def test_only_oneself_or_who_decides_hands_over_and_only_to_who_may(
    full, worker, worker2, approver, auditor
):
    for giver, taker, by in [
        (worker, worker2, worker2),
        (worker, worker, worker),
        (worker, auditor, worker),
    ]:
        with pytest.raises(workflow.NotAllowed):
            give(giver, taker, by)
    give(worker, worker2, approver)
    assert HandOver.objects.get().by == approver


def test_an_area_that_both_look_after_is_not_doubled(full, worker, worker2):
    Charge.objects.create(user=worker2, area=full[0])
    give(worker, worker2)
    assert list(Charge.objects.values_list("user", flat=True)) == [worker2.pk]


def test_nothing_open_is_said(worker, worker2):
    with pytest.raises(workflow.NotAllowed, match="引き継ぐものはありません"):
        give(worker, worker2)


def test_the_history_is_only_added_to(full, worker, worker2):
    give(worker, worker2)
    for sql in ("UPDATE duties_handover SET words = ''", "DELETE FROM duties_handover"):
        with (
            pytest.raises(DatabaseError, match="Cannot"),
            transaction.atomic(),
            connection.cursor() as cursor,
        ):
            cursor.execute(sql)
