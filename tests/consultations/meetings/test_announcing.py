"""The day of a meeting, and what people say after it."""

from datetime import timedelta
from uuid import uuid4

import pytest

from consultations.meetings import announcing, signing, tending
from consultations.models import Answer, Meeting, Voice
from ibasho.dates import spoken
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


def moved(meeting, at=WRITTEN, **changes):
    """The meeting saved from its form with these changes."""
    kept = ("held_on", "starts_at", "ends_at", "concept", "place", "summary")
    facts = {name: getattr(meeting, name) for name in kept}
    return announcing.amend(Meeting.objects.get(pk=meeting.pk), at=at, **facts | changes)


def told_of_the_change():
    found = Mail.objects.filter(subject__startswith="変更のお知らせ").order_by("pk")
    return list(found.values_list("to", flat=True))


def test_another_day_or_place_is_told_to_all_who_are_coming(worker):
    announcement = an_announcement(capacity=1)
    signed_up(announcement, "見本 一", "one@example.jp")
    signed_up(announcement, "見本 二", "two@example.jp")
    signing.cancel(signed_up(announcement, "見本 三", "three@example.jp"), at=WRITTEN)
    signing.take(announcement, by=worker, at=WRITTEN, name="見本 電話")
    announcement.signups.joined().update(reminded_at=WRITTEN)
    meeting = announcement.meeting
    moved(meeting, summary="見本のようす")
    assert told_of_the_change() == []
    old, new = meeting.held_on, meeting.held_on + timedelta(days=1)
    meeting = moved(meeting, held_on=new, place="見本の新しい会場")
    assert sorted(told_of_the_change()) == ["one@example.jp", "two@example.jp"]
    body = Mail.objects.filter(subject__startswith="変更のお知らせ").first().body
    assert f"日：{spoken(old)} から {spoken(new)} に変わりました。" in body
    assert "から 見本の新しい会場 に変わりました。" in body
    assert announcement.signups.filter(reminded_at=None).count() == announcement.signups.count()


def test_another_address_in_the_announcement_is_told_too(worker):
    announcement = an_announcement()
    signed_up(announcement, "見本 一", "one@example.jp")
    names = ("title", "about", "capacity", "closes_on", "published")
    facts = {name: getattr(announcement, name) for name in names}
    announcing.announce(announcement.meeting, by=worker, at=WRITTEN, **facts)
    assert told_of_the_change() == []
    facts |= {"address": "見本市見本町1-1"}
    announcing.announce(announcement.meeting, by=worker, at=WRITTEN, **facts)
    assert told_of_the_change() == ["one@example.jp"]


def test_of_what_is_over_or_called_off_nobody_hears_any_more():
    over, off = an_announcement(), an_announcement(on=DAY + timedelta(days=20))
    for announcement in (over, off):
        signed_up(announcement)
    late = WRITTEN + timedelta(days=90)
    moved(over.meeting, at=late, place="見本の別の会場")
    announcing.call_off(off, at=WRITTEN, why="見本")
    moved(off.meeting, place="見本の別の会場")
    assert told_of_the_change() == []


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


def test_what_is_over_is_not_called_off_and_nobody_hears_of_it():
    announcement = an_announcement()
    signed_up(announcement)
    heard = Mail.objects.count()
    with pytest.raises(announcing.Over):
        announcing.call_off(announcement, at=WRITTEN + timedelta(days=90), why="見本")
    announcement.refresh_from_db()
    assert (announcement.called_off_at, Mail.objects.count()) == (None, heard)
