"""Letters for the people of a draft: given, kept, put in place of names, put in order again."""

from django.db import transaction

from consultations.models import CaseStory, StoryPerson
from consultations.permissions import may_write
from consultations.stories import cast, pseudonyms
from consultations.stories.likeness import folded
from consultations.stories.telling import texts_of

PART = ("place", "told", "advice")
FRAME = ("title", "introduction", "afterword")


class NotAllowed(Exception):
    """This person does not write stories."""


class Frozen(Exception):
    """The story is published and stays as it is; a new version may be begun."""


def guard(by):
    if by is not None and not may_write(by):
        raise NotAllowed


def draft_of(story, *, by) -> CaseStory:
    """The draft, locked until the transaction ends; raise Frozen when it is published."""
    guard(by)
    stories = CaseStory.objects.select_for_update(of=["self"]).select_related("group")
    locked = stories.get(pk=story.pk)
    if locked.is_published:
        raise Frozen
    return locked


def edited(story, at) -> CaseStory:
    story.edited_at = at
    story.save()
    return story


def give_letters(story, fresh_texts=()):
    """Give everybody who appears a letter; who has one keeps it."""
    rows = {row.key: row for row in story.people.all()}
    known = {key: row.letter for key, row in rows.items() if row.letter is not None}
    people = cast.of(story)
    letters = pseudonyms.lettered(
        [*texts_of(story), *fresh_texts],
        people,
        known=known,
        first=story.first_letter,
        harmless=cast.harmless(story),
    )
    roles = {key: "、".join(one.roles) for key, one in cast.linked(story.group).items()}
    for person in people:
        row = rows.get(person.key) or StoryPerson(story=story, key=person.key, lone=person.lone)
        row.name, row.reading, row.staff = person.name[:100], person.reading, person.staff
        row.role = roles.get(person.key, row.role)[:200]
        row.letter = letters.get(person.key)
        row.save()


def hide_names(story, parts, *, names=PART) -> None:
    """Put letters into these texts of the parts (or of the story itself), without saving them."""
    people, harmless = cast.of(story), cast.harmless(story)
    rows = story.people.exclude(letter=None)
    letters = dict(rows.values_list("key", "letter"))
    for part in parts:
        for name in names:
            hidden = pseudonyms.concealed(getattr(part, name), people, letters, harmless)
            setattr(part, name, hidden)


@transaction.atomic
def conceal(story, *, by, at) -> None:
    """Put letters wherever a name is left, in every text of the draft."""
    locked = draft_of(story, by=by)
    give_letters(locked)
    parts = list(locked.parts.all())
    hide_names(locked, parts)
    for part in parts:
        part.save()
    hide_names(locked, [locked], names=FRAME)
    edited(locked, at)


@transaction.atomic
def name_also(story, *, by, at, name, reading="") -> None:
    """Somebody more whose name must not stand in the story."""
    locked = draft_of(story, by=by)
    key = folded(name)[:200]
    facts = {"name": name, "reading": reading, "own": True}
    locked.people.get_or_create(key=key, defaults=facts)
    give_letters(locked)
    edited(locked, at)


@transaction.atomic
def search_alone(story, person, *, by, lone) -> None:
    """Whether this family name, which may be a place too, tells somebody without a title."""
    locked = draft_of(story, by=by)
    locked.people.filter(pk=person.pk).update(lone=lone)


@transaction.atomic
def reletter(story, *, by, at, first_letter) -> None:
    """Letters in the order in which they appear now, from `first_letter` on."""
    locked = draft_of(story, by=by)
    locked.first_letter = first_letter
    change = pseudonyms.in_order(texts_of(locked), first=first_letter)
    for part in locked.parts.all():
        for name in PART:
            setattr(part, name, pseudonyms.relettered(getattr(part, name), change))
        part.save()
    for name in FRAME:
        setattr(locked, name, pseudonyms.relettered(getattr(locked, name), change))
    for row in locked.people.exclude(letter=None):
        row.letter = change.get(row.letter)
        row.save()
    give_letters(locked)
    edited(locked, at)
