"""The day of a meeting, and what people say after it."""

from datetime import timedelta
from uuid import uuid4

import pytest

from consultations import announcing, signing, tending
from consultations.models import Answer, Voice
from ibasho.letters.models import Mail
from tests.consultations.factories import DAY, WRITTEN, a_meeting, an_announcement, signed_up

pytestmark = pytest.mark.django_db


def test_ticks_come_and_go_and_the_head_count_follows(worker):
    announcement = an_announcement(capacity=1)
    one = signed_up(announcement)
    announcing.came(one, at=WRITTEN)
    announcing.walk_in(announcement, by=worker, at=WRITTEN)  # welcome without a seat
    announcement.meeting.refresh_from_db()
    assert announcement.meeting.participants == 2
    announcing.came(one, at=WRITTEN)
    announcement.meeting.refresh_from_db()
    assert announcement.meeting.participants == 1
    assert announcement.signups.figures() == {
        "joined": 1, "waiting": 0, "cancelled": 0, "came": 1, "missed": 1, "walk_in": 1,
    }  # fmt: skip


def test_a_walk_in_takes_no_seat_of_those_who_wait(worker):
    announcement = an_announcement(capacity=1)
    one = signed_up(announcement, "見本 一")
    signed_up(announcement, "見本 二", "two@example.jp")
    announcing.walk_in(announcement, by=worker, at=WRITTEN)
    signing.cancel(one, at=WRITTEN)
    assert announcement.signups.joined().get().name == "見本 二"


def test_words_become_a_voice_with_the_consent_given_there():
    meeting, key = a_meeting(), uuid4()
    told = {"rating": "great", "words": "見本の感想です。", "speaker": "participant"}
    for _press in range(2):
        announcing.answer(meeting, key=key, at=WRITTEN, media=["report", "web"], **told)
    announcing.answer(meeting, key=uuid4(), at=WRITTEN, **told)
    announcing.answer(meeting, key=uuid4(), at=WRITTEN, rating="good", speaker="participant")
    voices = Voice.objects.order_by("consented_on").values_list("consented_on", "media", "meeting")
    assert list(voices) == [(DAY, ["report", "web"], meeting.pk), (None, [], meeting.pk)]
    assert Answer.objects.by_rating() == {"great": 2, "good": 1, "so_so": 0, "poor": 0}
    assert Voice.objects.allowed_in("report", on=DAY).count() == 1


def test_a_meeting_that_is_called_off_tells_everybody_once_and_seats_nobody(worker):
    announcement = an_announcement(capacity=1)
    one = signed_up(announcement, "見本 一", "one@example.jp")
    signed_up(announcement, "見本 二", "two@example.jp")
    signing.take(announcement, by=worker, at=WRITTEN, name="見本 電話")
    counts = [announcing.call_off(announcement, at=WRITTEN, why="台風のため") for _time in "ab"]
    told = Mail.objects.filter(subject__startswith="中止のお知らせ").order_by("to")
    assert (counts, list(told.values_list("to", flat=True))) == (
        [2, 0],
        ["one@example.jp", "two@example.jp"],
    )
    announcement.refresh_from_db()
    assert (announcement.is_open(DAY), announcement.called_off_why) == (False, "台風のため")
    signing.cancel(one, at=WRITTEN)
    assert announcement.signups.joined().count() == 0
    assert tending.remind(at=WRITTEN + timedelta(days=1), on=DAY) == 0
