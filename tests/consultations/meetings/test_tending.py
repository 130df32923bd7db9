"""Reminding, thanking and forgetting: each once, and names do not outlive their use."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, connection, transaction

from consultations.meetings import announcing, signing, tending
from consultations.models import SignUp, SignUpMail
from consultations.tasks import tend_meetings
from ibasho.letters.models import Mail
from tests.consultations.factories import DAY, WRITTEN, an_announcement, asked, signed_up

pytestmark = pytest.mark.django_db
SOON, EVE = DAY + timedelta(days=10), DAY + timedelta(days=8)


def written_to(subject):
    return list(Mail.objects.filter(subject__startswith=subject).values_list("to", flat=True))


def test_who_has_a_seat_is_reminded_once(worker):
    announcement = an_announcement(capacity=2, on=SOON)
    signed_up(announcement, "見本 一", "one@example.jp")
    gone = signed_up(announcement, "見本 二", "two@example.jp")
    signing.cancel(gone, at=WRITTEN)
    signing.take(announcement, by=worker, at=WRITTEN, name="見本 電話")
    signed_up(announcement, "見本 三", "three@example.jp")  # waits
    at = WRITTEN + timedelta(days=8)
    counts = [tending.remind(at=at, on=day) for day in (EVE - timedelta(days=1), EVE, EVE)]
    assert (counts, written_to("もうすぐです")) == ([0, 1, 0], ["one@example.jp"])


def test_who_signed_up_a_moment_ago_is_not_reminded_of_it():
    signed_up(an_announcement(on=SOON), at=WRITTEN + timedelta(days=8))
    assert tending.remind(at=WRITTEN + timedelta(days=8, hours=1), on=EVE) == 0


def test_who_came_is_thanked_once_the_day_after():
    announcement = an_announcement()
    here = signed_up(announcement, "見本 一", "one@example.jp")
    signed_up(announcement, "見本 二", "two@example.jp")
    announcing.came(here, at=WRITTEN)
    later = DAY + timedelta(days=1)
    counts = [tending.thank(at=WRITTEN, on=day) for day in (DAY, later, later)]
    assert (counts, written_to("ご参加")) == ([0, 1, 0], ["one@example.jp"])
    assert "/meetings/questions/" in Mail.objects.get(subject__startswith="ご参加").body


def test_three_months_later_nobody_can_be_named_and_all_are_still_counted(worker):
    announcement = an_announcement(capacity=1)
    one = signed_up(announcement, "見本 一", phone="0422-00-0000", note="車いすで行きます")
    signed_up(announcement, "見本 二", "two@example.jp")
    announcing.came(one, at=WRITTEN)
    announcing.walk_in(announcement, by=worker, at=WRITTEN, name="見本 通りがかり")
    before = announcement.signups.figures()
    other = Mail.objects.create(
        to="x@example.jp", subject="他", written_at=WRITTEN, next_at=WRITTEN
    )
    last = DAY + tending.KEPT
    assert tending.forget(at=WRITTEN, on=last) == 0
    assert tending.forget(at=WRITTEN, on=last + timedelta(days=1)) == 3
    kept = {value for row in SignUp.objects.values_list(*tending.NOTHING) for value in row}
    assert (kept, announcement.signups.figures()) == ({""}, before)
    assert (list(Mail.objects.all()), SignUpMail.objects.count()) == ([other], 0)


def test_what_never_was_proved_is_thrown_away_after_a_day():
    asked(an_announcement(on=SOON))
    tending.forget(at=WRITTEN + timedelta(hours=23), on=DAY)
    assert SignUp.objects.count() == 1
    tending.forget(at=WRITTEN + timedelta(hours=25), on=DAY)
    assert (SignUp.objects.count(), Mail.objects.count()) == (0, 0)


def test_the_database_knows_no_half_forgetting():
    signed_up(an_announcement())
    half = "UPDATE consultations_signup SET forgotten_at = now(), email = ''"
    with connection.cursor() as cursor, transaction.atomic():
        with pytest.raises(DatabaseError, match="signup_forgotten_whole"):
            cursor.execute(half)
        transaction.set_rollback(True)


def test_the_job_does_it_every_day(time_machine):
    time_machine.move_to(WRITTEN + timedelta(days=8))
    signed_up(an_announcement(on=SOON), at=WRITTEN)
    tend_meetings(0)
    assert written_to("もうすぐです") == ["hanako@example.jp"]
