"""How the log is written: each function is one transaction, and nothing else writes these tables."""

from django.db import IntegrityError, transaction

from consultations import consenting
from consultations.choices import Asker
from consultations.consenting import ConsentEnded
from consultations.log import confiding, drafts
from consultations.log.confiding import NotAllowed
from consultations.models import Consultation, Introduction, Meeting, Voice
from consultations.people import knowing


class ChangedMeanwhile(Exception):
    """Somebody else saved the record after this person opened it; `record` is the newest one."""

    def __init__(self, record):
        self.record = record
        super().__init__(str(record.pk))


class AlreadyRecorded(Exception):
    """This draft, or a meeting of this day and concept, is in the book already."""


@transaction.atomic
def record(
    *,
    by,
    at,
    workers,
    introductions=(),
    reflection="",
    confidence="",
    follows=None,
    draft=None,
    **facts,
) -> Consultation:
    """Write a new consultation; `by` is None in a loader.

    `introductions` are (name, role[, introducer[, met]]); `asker_contact` among the facts goes to
    the person who asked. `follows` is the record whose next contact this one was. `draft` is the
    id of the draft that it comes from, which it bears on; raise AlreadyRecorded if it has already.
    """
    facts |= _asker(facts, at=at)
    consultation = _create(draft, written_by=by, written_at=at, **facts)
    consultation.workers.set(workers)
    _introduce(consultation, introductions, at=at)
    if reflection:
        confiding.reflect(consultation, reflection, by=by, at=at)
    if confidence:
        confiding.confide(consultation, confidence, by=by, at=at)
    if follows is not None:
        follow_up(follows, by=by, at=at)
    drafts.forget(draft, by=by)
    return consultation


def _create(draft, **facts) -> Consultation:
    if draft is None:
        return Consultation.objects.create(**facts)
    try:
        with transaction.atomic():
            return Consultation.objects.create(pk=draft, **facts)
    except IntegrityError as error:
        if "consultation_pkey" not in str(error):
            raise
        raise AlreadyRecorded from error


@transaction.atomic
def amend(
    consultation,
    *,
    by,
    at,
    seen,
    workers,
    introductions=(),
    reflection=None,
    confidence=None,
    **facts,
) -> Consultation:
    """Write the record anew; `seen` is the `version` that `by` had before their eyes.

    A reflection or a confidence that is None stays as it is; "" takes it away.
    """
    locked = Consultation.objects.select_for_update().get(pk=consultation.pk)
    if locked.version != seen:
        raise ChangedMeanwhile(locked)
    known = knowing.people_of(locked)
    facts |= _asker(facts, at=at, known=known) | _what_follows(locked, facts)
    facts |= {"amended_by": by, "amended_at": at}
    if reflection is not None:
        confiding.reflect(locked, reflection, by=by, at=at)
    if confidence is not None:
        confiding.confide(locked, confidence, by=by, at=at)
    for name, value in facts.items():
        setattr(locked, name, value)
    locked.save(update_fields=facts)
    locked.workers.set(workers)
    _introduce(locked, introductions, at=at, known=known)
    drafts.forget_change(locked, by=by)
    return locked


def _what_follows(locked, facts) -> dict:
    """What a change brings with it: a new day is open again, a new referral has no outcome yet."""
    changed = {}
    if facts["on"] != locked.on:  # a new day is a day, no longer only a month
        changed["month_only"] = False
    if facts["follow_up_on"] != locked.follow_up_on:
        changed |= {"followed_up": False, "reminded_on": None}
    if facts.get("referred_to", locked.referred_to) != locked.referred_to:
        changed |= {"referral_outcome": "", "referral_note": ""}
    return changed


@transaction.atomic
def follow_up(consultation, *, by, at) -> None:
    """Note that the next contact has been made; the second time changes nothing."""
    locked = Consultation.objects.select_for_update().get(pk=consultation.pk)
    if locked.followed_up:
        return
    locked.followed_up, locked.amended_by, locked.amended_at = True, by, at
    locked.save(update_fields=["followed_up", "amended_by", "amended_at"])


@transaction.atomic
def note_outcome(consultation, *, by, at, outcome, note="") -> None:
    """Note what came of a referral; raise NotAllowed where nobody was referred to."""
    locked = Consultation.objects.select_for_update().get(pk=consultation.pk)
    if not locked.referred_to:
        raise NotAllowed
    locked.referral_outcome, locked.referral_note = outcome, note
    locked.amended_by, locked.amended_at = by, at
    locked.save(update_fields=["referral_outcome", "referral_note", "amended_by", "amended_at"])


def _asker(facts, *, at, known=()) -> dict:
    """The person who asked, entered when nobody knew them; a group or an agency is no person."""
    contact, name = facts.pop("asker_contact", ""), facts.get("asker_name", "")
    if facts.get("asker") != Asker.PERSON or not name:
        return {"asker_person": None}
    person = knowing.find_or_meet(name, at=at, contact=contact, known=known)
    return {"asker_person": person, "asker_name": person.name}


def _introduce(consultation, introductions, *, at, known=()):
    """Bring the introductions to these: those that are the same stay as they are."""
    standing = {row.name: row for row in consultation.introductions.all()}
    told = [_introduction(consultation, *each, at=at, known=known) for each in introductions]
    consultation.introductions.exclude(name__in=[row.name for row in told]).delete()
    for row in told:
        before = standing.get(row.name)
        if before is None:
            row.save(force_insert=True)
        elif _parts(before) != _parts(row):
            row.pk = before.pk
            row.save(force_update=True)


def _parts(row):
    return row.role, row.person_id, row.introducer_id, row.met_id


def _introduction(
    consultation, name, role="", introducer="", met="", *, at, known=()
) -> Introduction:
    def meet(typed):
        return knowing.find_or_meet(typed, at=at, known=known) if typed else None

    person = knowing.find_or_meet(name, role=role, at=at, known=known)
    return Introduction(
        consultation=consultation,
        name=person.name,
        role=role or person.role,
        person=person,
        introducer=meet(introducer),
        met=meet(met),
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
def record_voice(
    *, by=None, at=None, consented_on=None, media=(), consent_until=None, **facts
) -> Voice:
    """Write down what somebody said; without consent it appears nowhere.

    `manner` and `asked_by` say how the consent was got; `by` and `at` are None where the person
    wrote it down alone, or a loader did.
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
