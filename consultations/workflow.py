"""How the log is written: each function is one transaction, and nothing else writes these tables."""

from django.db import IntegrityError, transaction

from consultations import consenting
from consultations.consenting import ConsentEnded
from consultations.models import Consultation, Introduction, Meeting, Voice
from consultations.permissions import may_reflect


class NotAllowed(Exception):
    """Somebody without Capability.REFLECT tried to write a reflection."""


class ChangedMeanwhile(Exception):
    """Somebody else saved the record after this person opened it; `record` is the newest one."""

    def __init__(self, record):
        self.record = record
        super().__init__(str(record.pk))


class AlreadyRecorded(Exception):
    """A meeting of this day and concept is in the book already."""


@transaction.atomic
def record(*, by, at, workers, introductions=(), **facts) -> Consultation:
    """Write a new consultation; `introductions` are (name, role), `by` is None in a loader."""
    _guard_reflection(by, facts)
    consultation = Consultation.objects.create(written_by=by, written_at=at, **facts)
    consultation.workers.set(workers)
    _introduce(consultation, introductions)
    return consultation


@transaction.atomic
def amend(consultation, *, by, at, seen, workers, introductions=(), **facts) -> Consultation:
    """Write the record anew; `seen` is the `version` that `by` had before their eyes."""
    _guard_reflection(by, facts)
    locked = Consultation.objects.select_for_update().get(pk=consultation.pk)
    if locked.version != seen:
        raise ChangedMeanwhile(locked)
    if facts["on"] != locked.on:  # a new day is a day, no longer only a month
        facts["month_only"] = False
    if facts["follow_up_on"] != locked.follow_up_on:
        facts["followed_up"] = False
    facts |= {"amended_by": by, "amended_at": at}
    for name, value in facts.items():
        setattr(locked, name, value)
    locked.save(update_fields=facts)
    locked.workers.set(workers)
    locked.introductions.all().delete()
    _introduce(locked, introductions)
    return locked


@transaction.atomic
def follow_up(consultation, *, by, at) -> None:
    """Note that the next contact has been made; the second time changes nothing."""
    locked = Consultation.objects.select_for_update().get(pk=consultation.pk)
    if locked.followed_up:
        return
    locked.followed_up, locked.amended_by, locked.amended_at = True, by, at
    locked.save(update_fields=["followed_up", "amended_by", "amended_at"])


def _guard_reflection(by, facts):
    if by is not None and "reflection" in facts and not may_reflect(by):
        raise NotAllowed


def _introduce(consultation, introductions):
    Introduction.objects.bulk_create(
        Introduction(consultation=consultation, name=name, role=role)
        for name, role in introductions
    )


def record_meeting(*, groups=(), **facts) -> Meeting:
    """Write a new meeting; raise AlreadyRecorded for a second one of the same day and concept."""
    return _write_meeting(Meeting(), groups, facts)


def amend_meeting(meeting, *, groups=(), **facts) -> Meeting:
    return _write_meeting(meeting, groups, facts)


def _write_meeting(meeting, groups, facts):
    for name, value in facts.items():
        setattr(meeting, name, value)
    try:
        with transaction.atomic():
            meeting.save()
            meeting.groups.set(groups)
    except IntegrityError as error:
        if "meeting_once" not in str(error):
            raise
        raise AlreadyRecorded from error
    return meeting


@transaction.atomic
def record_voice(*, by, at, consented_on=None, media=(), consent_until=None, **facts) -> Voice:
    """Write down what somebody said; without consent it appears nowhere.

    `manner` and `asked_by` say how the consent was got, `by` is None in a loader.
    """
    how = {name: facts.pop(name) for name in ("manner", "asked_by") if name in facts}
    voice = Voice.objects.create(**facts)
    if consented_on:
        said = {"on": consented_on, "media": list(media), "until": consent_until}
        consenting.agree(voice, by=by, at=at, said_by=voice.said_by, **said, **how)
        voice.refresh_from_db()
    return voice


@transaction.atomic
def amend_voice(voice, **facts) -> Voice:
    """Mend the words: other words need another consent. Raise ConsentEnded after a withdrawal."""
    locked = Voice.objects.select_for_update().get(pk=voice.pk)
    if locked.withdrawn_on:
        raise ConsentEnded
    for name, value in facts.items():
        setattr(locked, name, value)
    locked.save(update_fields=facts)
    locked.refresh_from_db()
    return locked
