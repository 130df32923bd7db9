"""Announcing a meeting, its handouts, the day itself, and the answers that come after."""

from datetime import datetime

from django.db import IntegrityError, transaction
from django.db.models import Max

from consultations import workflow
from consultations.choices import Manner
from consultations.meetings import notices, signing
from consultations.models import Announcement, Answer, Meeting, Place, SignUp
from ibasho.accounts.models import User
from ibasho.dates import day_in_japan


class TooFew(Exception):
    """More people have a seat already than the new capacity has; `seated` is how many."""

    def __init__(self, seated: int):
        self.seated = seated
        super().__init__(str(seated))


class Over(Exception):
    """The day has gone by: there is nothing left to call off."""


@transaction.atomic
def amend(meeting: Meeting, *, at: datetime, **facts) -> Meeting:
    """Write a meeting anew; whoever is coming reads by mail that its day or place has changed."""
    announcement = _locked(meeting)
    before = notices.whereabouts(announcement) if announcement else {}
    amended = workflow.amend_meeting(meeting, **facts)
    if announcement:
        announcement.meeting = amended
        _tell_moved(announcement, before, at)
    return amended


def _locked(meeting) -> Announcement | None:
    found = Announcement.objects.select_for_update(of=["self"]).select_related("meeting")
    return found.filter(pk=meeting.pk).first()


def _tell_moved(announcement, before: dict[str, str], at) -> None:
    """A mail to all who are coming; none when nothing of it changed, or it is over or called off."""
    over = announcement.meeting.held_on < day_in_japan(at)
    if over or announcement.called_off_at or notices.whereabouts(announcement) == before:
        return
    coming = announcement.signups.known()
    for signup in coming.exclude(email=""):
        signup.announcement = announcement
        signing.send(signup, at, notices.moved(signup, before=before))
    coming.update(reminded_at=None)  # the new day is called to mind again


@transaction.atomic
def announce(meeting: Meeting, *, by: User, at: datetime, **facts) -> Announcement:
    """Write what the public reads; more seats than before go to those who wait.

    Whoever writes it first looks after the meeting.
    """
    announcement, _made = Announcement.objects.select_for_update(of=["self"]).get_or_create(
        meeting=meeting, defaults=facts | {"host": by}
    )
    seated = announcement.signups.joined().count()
    if facts["capacity"] is not None and facts["capacity"] < seated:
        raise TooFew(seated)
    announcement.meeting = meeting
    before = notices.whereabouts(announcement)
    for name, value in facts.items():
        setattr(announcement, name, value)
    announcement.save()
    _tell_moved(announcement, before, at)
    signing.move_up(announcement, at=at)
    return announcement


@transaction.atomic
def call_off(announcement: Announcement, *, at: datetime, why: str) -> int:
    """It will not be held: said on its page, and by mail to all who were coming; how many mails.

    A second time changes nothing. Who has no mail address is to be rung up. Raise Over afterwards.
    """
    locked = Announcement.objects.select_for_update(of=["self"]).select_related("meeting")
    mine = locked.get(pk=announcement.pk)
    if mine.called_off_at:
        return 0
    if mine.meeting.held_on < day_in_japan(at):
        raise Over
    mine.called_off_at, mine.called_off_why = at, why
    mine.save(update_fields=["called_off_at", "called_off_why"])
    told = list(mine.signups.known().exclude(email=""))
    for signup in told:
        signup.announcement = mine
        signing.send(signup, at, notices.called_off(signup))
    return len(told)


@transaction.atomic
def came(signup: SignUp, *, at: datetime) -> SignUp:
    """Tick somebody off at the door, or take the tick away; the head count follows."""
    mine = _of_the_day(signup)
    mine.came_at = None if mine.came else at
    mine.save(update_fields=["came_at"])
    _count_heads(mine.announcement.meeting)
    return mine


@transaction.atomic
def walk_in(announcement: Announcement, *, by, at: datetime, name="") -> SignUp:
    """Somebody came who had not signed up: welcome, seats or not."""
    locked = Announcement.objects.select_for_update().get(pk=announcement.pk)
    last = locked.signups.aggregate(last=Max("number", default=0))["last"]
    signup = SignUp.objects.create(
        announcement=locked,
        place=Place.WALK_IN,
        number=last + 1,
        name=name,
        asked_at=at,
        came_at=at,
        taken_by=by,
    )
    _count_heads(locked.meeting)
    return signup


def _of_the_day(signup) -> SignUp:
    """The sign-up, with its announcement locked, so that two helpers count one after the other."""
    Announcement.objects.select_for_update().get(pk=signup.announcement_id)
    return SignUp.objects.select_related("announcement__meeting").get(pk=signup.pk)


def _count_heads(meeting) -> None:
    heads = SignUp.objects.filter(announcement=meeting.pk, came_at__isnull=False).count()
    meeting.participants = heads
    meeting.save(update_fields=["participants"])


@transaction.atomic
def answer(meeting: Meeting, *, key, at, rating, wish="", words="", speaker="", media=()) -> Answer:
    """Keep what somebody thought; words become a voice, with the consent given there and then.

    `key` comes with the form: the same form sent twice is one answer.
    """
    if standing := Answer.objects.filter(pk=key).first():
        return standing
    on = day_in_japan(at)
    try:
        with transaction.atomic():
            given = Answer.objects.create(
                pk=key, meeting=meeting, rating=rating, wish=wish, given_on=on
            )
    except IntegrityError:  # the other press was first
        return Answer.objects.get(pk=key)
    if words:
        given.voice = workflow.record_voice(
            by=None,
            at=at,
            words=words,
            speaker=speaker,
            heard_on=on,
            meeting=meeting,
            consented_on=on if media else None,
            media=list(media),
            manner=Manner.QUESTIONNAIRE,
        )
        given.save(update_fields=["voice"])
    return given
