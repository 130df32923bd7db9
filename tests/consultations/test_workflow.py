"""Writing the log: whole or not at all, and never over somebody else without a word."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError

from consultations import consenting, workflow
from consultations.choices import Media
from consultations.log.confiding import own_reflection
from consultations.models import Consultation, Introduction, Meeting, Voice
from tests.consultations.factories import DAY, WRITTEN, a_consented_voice, a_consultation, a_meeting

pytestmark = pytest.mark.django_db
FACTS = {"on": DAY, "channel": "phone", "asker": "person", "what_happened": "見本の話"}
LATER = WRITTEN + timedelta(hours=1)


def introduced(record):
    return list(record.introductions.values_list("name", "role"))


def amend(record, **fields):
    plain = FACTS | {"follow_up_on": None, "workers": [], "at": LATER, "seen": record.version}
    return workflow.amend(record, **(plain | fields))


def test_a_record_is_written_with_its_workers_and_introductions(worker, worker2):
    record = workflow.record(
        by=worker,
        at=WRITTEN,
        workers=[worker, worker2],
        introductions=[("見本C", "主任児童委員"), ("見本D", "")],
        reflection="見本のふりかえり",
        **FACTS,
    )
    record.refresh_from_db()
    assert (record.written_by, record.written_at, record.version) == (worker, WRITTEN, "")
    assert set(record.workers.all()) == {worker, worker2}
    assert introduced(record) == [("見本C", "主任児童委員"), ("見本D", "")]
    assert own_reflection(record, worker) == "見本のふりかえり"


def test_nothing_is_written_when_an_introduction_fails(worker):
    twice = [("見本C", ""), ("見本C", "")]
    with pytest.raises(IntegrityError):
        workflow.record(by=worker, at=WRITTEN, workers=[], introductions=twice, **FACTS)
    assert Consultation.objects.count() == 0


def test_who_may_not_reflect_cannot_write_a_reflection(approver, worker):
    with pytest.raises(workflow.NotAllowed):
        workflow.record(by=approver, at=WRITTEN, workers=[], reflection="見本", **FACTS)
    record = a_consultation(reflection="見本の気づき", author=worker)
    with pytest.raises(workflow.NotAllowed):
        amend(record, by=approver, reflection="")
    assert own_reflection(record, worker) == "見本の気づき"


def test_amending_without_the_reflection_keeps_it(approver, worker):
    record = a_consultation(reflection="見本の気づき", author=worker)
    amend(record, by=approver, what_happened="直した話", introductions=[("見本E", "")])
    record.refresh_from_db()
    assert (record.what_happened, own_reflection(record, worker)) == ("直した話", "見本の気づき")
    assert (record.amended_by, record.amended_at) == (approver, LATER)
    assert introduced(record) == [("見本E", "")]
    assert list(Consultation.objects.matching("直した話")) == [record]


def test_amending_from_an_old_page_is_refused_and_shows_the_newest(worker, worker2):
    record = a_consultation()
    amend(record, by=worker, what_happened="先の話", seen="")
    with pytest.raises(workflow.ChangedMeanwhile) as caught:
        amend(record, by=worker2, what_happened="後の話", seen="")
    assert caught.value.record.amended_by == worker
    record.refresh_from_db()
    assert record.what_happened == "先の話"


def test_a_month_becomes_a_day_only_when_the_day_is_changed(worker):
    record = a_consultation(on=date(2016, 6, 1), month_only=True)
    kept = amend(record, by=worker, on=date(2016, 6, 1))
    assert (kept.month_only, kept.day_words) == (True, "2016年6月（平成28年6月）")
    told = amend(kept, by=worker, on=date(2016, 6, 9))
    assert (told.month_only, told.day_words) == (False, "2016年6月9日（平成28年6月9日）")


def test_a_new_day_to_call_opens_the_follow_up_again(worker):
    record = a_consultation(follow_up_on=DAY)
    workflow.follow_up(record, by=worker, at=WRITTEN)
    workflow.follow_up(record, by=worker, at=LATER)
    record.refresh_from_db()
    assert (record.followed_up, record.amended_at) == (True, WRITTEN)
    again = amend(record, by=worker, follow_up_on=DAY + timedelta(days=7))
    assert again.followed_up is False


def test_a_meeting_of_the_same_day_and_concept_is_written_once():
    meeting = a_meeting(concept="見本の会合")
    with pytest.raises(workflow.AlreadyRecorded):
        workflow.record_meeting(held_on=DAY, concept="見本の会合")
    other = workflow.record_meeting(held_on=DAY, concept="別の会合", participants=3)
    with pytest.raises(workflow.AlreadyRecorded):
        workflow.amend_meeting(other, concept="見本の会合")
    assert set(Meeting.objects.all()) == {meeting, other}


def test_another_broken_promise_of_the_table_is_not_called_a_double():
    with pytest.raises(IntegrityError):
        workflow.record_meeting(held_on=None, concept="見本の会合")


def test_the_first_withdrawal_counts_and_ends_every_change():
    voice = a_consented_voice(withdrawn_on=DAY)
    consenting.withdraw(voice, by=None, at=LATER, on=DAY + timedelta(days=1))
    with pytest.raises(workflow.ConsentEnded):
        workflow.amend_voice(voice, words="書きかえ")
    voice.refresh_from_db()
    assert (voice.withdrawn_on, voice.words) == (DAY, "見本の声です。")
    assert list(Voice.objects.allowed_in(Media.REPORT, on=DAY)) == []


def test_an_introduction_belongs_to_one_record():
    record = a_consultation()
    Introduction.objects.create(consultation=record, name="見本C")
    assert list(Introduction.objects.filter(consultation=a_consultation())) == []
