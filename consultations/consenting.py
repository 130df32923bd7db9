"""The ledger of consent is written here alone: given, extended, withdrawn."""

from django.db import transaction

from consultations.choices import Act, Manner
from consultations.models import CaseStory, Consent, Voice
from consultations.permissions import may_write


class NotAllowed(Exception):
    """This person does not write the ledger."""


class ConsentEnded(Exception):
    """The consent was withdrawn; nothing is written after that."""


class NothingAgreed(Exception):
    """There is no consent that could be extended or withdrawn."""


@transaction.atomic
def agree(thing, *, by, at, on, media, until=None, manner=Manner.SPOKEN, said_by="", asked_by=None):
    """Note that somebody agrees, or agrees for longer; `by` is None in a loader."""
    last = _last(thing, by)
    act = Act.EXTENDED if last and _words(thing) == last.words else Act.GIVEN
    facts = {"on": on, "media": media, "until": until, "manner": manner, "said_by": said_by}
    return _note(thing, act, by=by, at=at, asked_by=asked_by, **facts)


@transaction.atomic
def withdraw(thing, *, by, at, on, manner=Manner.SPOKEN, said_by=""):
    """From this day on it stands nowhere; the first withdrawal counts, a second changes nothing."""
    try:
        last = _last(thing, by)
    except ConsentEnded:
        return None
    if last is None:
        raise NothingAgreed
    return _note(thing, Act.WITHDRAWN, by=by, at=at, on=on, manner=manner, said_by=said_by)


def _last(thing, by) -> Consent | None:
    """The last entry of a voice or a story, which is locked until the transaction ends."""
    if by is not None and not may_write(by):
        raise NotAllowed
    type(thing).objects.select_for_update().get(pk=thing.pk)
    last = thing.consents.order_by("id").last()
    if last and last.act == Act.WITHDRAWN:
        raise ConsentEnded
    return last


def _note(thing, act, *, by, at, **facts) -> Consent:
    facts |= {"voice": thing} if isinstance(thing, Voice) else {"story": thing}
    facts |= {"noted_at": at} if at else {}
    return Consent.objects.create(act=act, words=_words(thing), noted_by=by, **facts)


def _words(thing) -> str:
    """What is agreed to: the words of a voice, the whole text of a story."""
    if isinstance(thing, CaseStory):
        return story_words(thing)
    return Voice.objects.values_list("words", flat=True).get(pk=thing.pk)


def story_words(story: CaseStory) -> str:
    parts = [f"{part.head}\n{part.place}\n{part.told}\n{part.advice}" for part in story.parts.all()]
    return "\n\n".join([story.title, story.introduction, *parts, story.afterword])
