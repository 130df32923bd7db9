"""Signing up for a meeting: asking, proving one's address, a seat or the row, and stepping back.

The row of the announcement is locked first by all that gives or frees a seat; PostgreSQL counts
once more by itself (`consultations.models.signup.WITHIN_CAPACITY`).
"""

import secrets
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Max
from django.utils.crypto import constant_time_compare, salted_hmac
from django.utils.translation import gettext as _

from consultations.meetings import notices
from consultations.models import Announcement, Place, SignUp, SignUpMail
from ibasho.dates import day_in_japan
from ibasho.letters import post

CODE_LASTS = timedelta(minutes=30)
MOST_TRIES = 5
MOST_CODES = 3  # to one address within CODE_LASTS: nobody floods a mailbox


class NotPossible(Exception):
    """What cannot be done: the text says kindly why; nothing was changed."""


class WrongCode(NotPossible):
    """The number is not the one of the mail, or it is too late for it."""


@transaction.atomic
def ask(announcement: Announcement, *, at: datetime, name, email, **more) -> SignUp:
    """Keep what was asked and send the number that proves the address; no seat is given yet."""
    _must_be_open(announcement, at)
    earlier = announcement.signups.filter(email=email.lower(), code_at__gt=at - CODE_LASTS)
    if earlier.count() >= MOST_CODES:
        raise NotPossible(_("確認番号のメールを何度か送りました。届かないときは、お電話ください。"))
    signup = SignUp.objects.create(
        announcement=announcement,
        place=Place.PENDING,
        name=name,
        email=email.lower(),
        asked_at=at,
        **more,
    )
    _send_code(signup, at)
    return signup


def _send_code(signup, at) -> None:
    number = f"{secrets.randbelow(1_000_000):06d}"
    signup.code_hash, signup.code_at = _hashed(signup, number), at
    signup.save(update_fields=["code_hash", "code_at"])
    send(signup, at, notices.code(signup, number))


def _hashed(signup, number) -> str:
    return salted_hmac(
        "consultations.signup", f"{signup.pk}{number}", algorithm="sha256"
    ).hexdigest()


def send(signup, at, words) -> None:
    """A mail that goes when the name goes; nobody without an address is written to."""
    if signup.email:
        mail = post.put(to=signup.email, at=at, **words)
        SignUpMail.objects.create(signup=signup, mail=mail)


def _must_be_open(announcement, at) -> None:
    if not announcement.is_open(day_in_japan(at)):
        raise NotPossible(_("申込みの受付は終わりました。お電話でお問い合わせください。"))


def prove(signup: SignUp, *, code: str, at: datetime) -> SignUp:
    """Give a seat, or a place in the row, for the right number; a second time changes nothing."""
    if not _is_right(signup, code, at):
        raise WrongCode(_("確認番号がちがいます。メールの6けたの数字を、もう一度入れてください。"))
    with transaction.atomic():
        announcement = _lock(signup.announcement_id)
        mine = announcement.signups.select_for_update().get(pk=signup.pk)
        mine.announcement = announcement
        if mine.place != Place.PENDING:
            return mine
        _must_be_open(announcement, at)
        _must_be_new(announcement, mine.email, mine.name)
        return _place(mine, at)


@transaction.atomic
def _is_right(signup, code, at) -> bool:
    """Whether this is the number of the mail. A wrong one counts: that is kept whatever follows."""
    mine = SignUp.objects.select_for_update().get(pk=signup.pk)
    if mine.place != Place.PENDING:
        return True
    if mine.code_tries >= MOST_TRIES or at >= mine.code_at + CODE_LASTS:
        raise WrongCode(_("この確認番号は、もう使えません。はじめから申し込んでください。"))
    right = constant_time_compare(mine.code_hash, _hashed(mine, code))
    mine.code_tries += not right
    mine.save(update_fields=["code_tries"])
    return right


def _must_be_new(announcement, email, name) -> None:
    if email and announcement.signups.known().filter(email=email, name=name).exists():
        raise NotPossible(_("このお名前とメールアドレスの申込みは、もう受け付けています。"))


def _lock(pk) -> Announcement:
    found = Announcement.objects.select_related("meeting").select_for_update(of=["self"])
    return found.get(pk=pk)


def _place(signup, at) -> SignUp:
    """Number it, and seat it if a seat is free; the announcement is locked."""
    announcement = signup.announcement
    last = announcement.signups.aggregate(last=Max("number", default=0))["last"]
    signup.number, signup.placed_at = last + 1, at
    signup.place = Place.JOINED if _free(announcement) else Place.WAITING
    signup.save()
    send(signup, at, notices.placed(signup))
    return signup


def _free(announcement) -> bool:
    if announcement.signups.waiting().exists():
        return False
    return _seats_left(announcement) != 0


def _seats_left(announcement) -> int | None:
    """How many seats are free; None where their number is not limited."""
    if announcement.capacity is None:
        return None
    return max(0, announcement.capacity - announcement.signups.joined().count())


@transaction.atomic
def take(announcement: Announcement, *, by, at: datetime, name, email="", **more) -> SignUp:
    """Staff write down who rang up; no number is asked for, and the last day does not bind."""
    locked = _lock(announcement.pk)
    _must_be_new(locked, email.lower(), name)
    signup = SignUp(
        announcement=locked, name=name, email=email.lower(), asked_at=at, taken_by=by, **more
    )
    return _place(signup, at)


@transaction.atomic
def cancel(signup: SignUp, *, at: datetime) -> SignUp:
    """Step back, by one's own page or through staff; the next in the row gets the seat."""
    announcement = _lock(signup.announcement_id)
    mine = announcement.signups.select_for_update().get(pk=signup.pk)
    mine.announcement = announcement
    if not mine.holds_a_place:
        return mine
    mine.place, mine.cancelled_at = Place.CANCELLED, at
    mine.save(update_fields=["place", "cancelled_at"])
    send(mine, at, notices.cancelled(mine))
    move_up(announcement, at=at)
    return mine


def move_up(announcement: Announcement, *, at: datetime) -> None:
    """Seat those who wait, in their order, as far as seats are free; the caller holds the lock."""
    left = _seats_left(announcement)
    if announcement.called_off_at or day_in_japan(at) > announcement.meeting.held_on:
        return
    for signup in announcement.signups.waiting()[:left]:
        signup.announcement = announcement
        signup.place, signup.placed_at = Place.JOINED, at
        signup.save(update_fields=["place", "placed_at"])
        send(signup, at, notices.moved_up(signup))
