"""The people whom the workers know: found by what is typed, and made one where two were the same."""

from dataclasses import dataclass

from django.db import transaction
from django.db.models import Q

from consultations.models import Consultation, Introduction, Merge, Person
from ibasho.text import fold

FILLED = ("reading", "role", "organisation", "contact")  # what an empty entry takes over
# Every column that points to a person, by "table.column" as Merge.moved tells it.
POINTERS = {
    "consultation.asker_person": (Consultation, "asker_person"),
    "introduction.person": (Introduction, "person"),
    "introduction.introducer": (Introduction, "introducer"),
    "introduction.met": (Introduction, "met"),
}


class Ambiguous(Exception):
    """Several people bear this name; `people` are they, each with a tag of its own."""

    def __init__(self, people):
        self.people = sorted(people, key=lambda person: person.tag)
        super().__init__("、".join(person.tag for person in self.people))


class CannotMerge(Exception):
    """One of the two has been merged or taken apart meanwhile."""


def find(typed: str, role: str = "", *, known=()) -> Person | None:
    """Whom the typed words mean: a tag, or a name that only one bears; raises Ambiguous.

    `known` are those of whom there is talk already: they come before all others.
    """
    for person in known:
        if typed in (person.name, person.tag) and _same_role([person], role):
            return person
    name = typed.partition("（")[0]
    bearing = list(Person.objects.standing().filter(name__in={typed, name}))
    tagged = [person for person in bearing if person.tag == typed]
    exact = [person for person in bearing if person.name == typed]
    same = tagged if len(tagged) == 1 else _same_role(exact, role)
    if len(same) > 1:
        raise Ambiguous(same)
    return same[0] if same else None


def people_of(consultation: Consultation) -> list[Person]:
    """The people of a record: their names mean them, whoever else bears the same."""
    rows = consultation.introductions.select_related("person", "introducer", "met")
    people = [each for row in rows for each in (row.person, row.introducer, row.met) if each]
    asker = consultation.asker_person
    return [*people, asker] if asker else people


def _same_role(people, role):
    """Another role is another person; without a role the name alone decides."""
    if not role:
        return people
    return [person for person in people if person.role in ("", role)]


def find_or_meet(typed: str, *, at, role: str = "", contact: str = "", known=()) -> Person:
    """The person of these words, entered now if nobody bears the name yet."""
    person = find(typed, role, known=known)
    if person is None:
        told = {"contact": contact} if contact else {}
        return Person.objects.create(name=typed, role=role, known_since=at, **told)
    news = {"role": role} if role and not person.role else {}
    news |= {"contact": contact} if contact and person.contact is None else {}
    for column, value in news.items():
        setattr(person, column, value)
    if news:
        person.save(update_fields=news)
    return person


def amend(person: Person, *, contact: str, **facts) -> None:
    """Write the entry anew; the contact stays under seal."""
    for name, value in facts.items():
        setattr(person, name, value)
    if contact != (person.contact.reveal() if person.contact else ""):
        person.contact = contact or None
    person.save()


def alike(person: Person):
    """Standing entries that could be the same person: same name or reading, however written."""
    same = Q(name=person.name)
    if person.reading:
        same |= Q(reading=person.reading)
    folded = fold(person.name).replace(" ", "")
    others = Person.objects.standing().exclude(pk=person.pk)
    close = [p.pk for p in others.matching(folded[:1]) if fold(p.name).replace(" ", "") == folded]
    return others.filter(same | Q(pk__in=close))


def what_moves(gone: Person) -> dict[str, list]:
    """The ids of all rows that point to this person, by table and column."""
    return {
        key: [str(pk) for pk in model.objects.filter(**{column: gone}).values_list("pk", flat=True)]
        for key, (model, column) in POINTERS.items()
    }


def what_fills(kept: Person, gone: Person) -> list[str]:
    """The columns of `kept` that are empty and get the words of `gone`."""
    return [name for name in FILLED if not getattr(kept, name) and getattr(gone, name)]


@dataclass(frozen=True)
class Preview:
    """What would come of a merge: rows by their words, and the empty columns that get filled."""

    moves: tuple[tuple[str, int], ...]
    fills: tuple[str, ...]


def preview(kept: Person, gone: Person) -> Preview:
    counts = {key: len(ids) for key, ids in what_moves(gone).items()}
    labels = {
        key: model._meta.get_field(column).verbose_name for key, (model, column) in POINTERS.items()
    }
    fills = tuple(str(Person._meta.get_field(name).verbose_name) for name in what_fills(kept, gone))
    return Preview(tuple((str(labels[key]), count) for key, count in counts.items()), fills)


@transaction.atomic
def merge(kept: Person, gone: Person, *, by, at) -> Merge:
    """Make `gone` part of `kept`; both rows stay, and `take_apart` leads back."""
    kept, gone = _both(kept, gone)
    moved, filled = what_moves(gone), what_fills(kept, gone)
    for key, (model, column) in POINTERS.items():
        model.objects.filter(pk__in=moved[key]).update(**{column: kept})
    for name in filled:
        setattr(kept, name, getattr(gone, name))
    kept.save(update_fields=filled)
    gone.merged_into = kept
    gone.save(update_fields=["merged_into"])
    return Merge.objects.create(kept=kept, gone=gone, by=by, at=at, moved=moved, filled=filled)


def _both(kept, gone):
    locked = Person.objects.standing().select_for_update().order_by("pk")
    found = {person.pk: person for person in locked.filter(pk__in=[kept.pk, gone.pk])}
    if len(found) < 2:
        raise CannotMerge
    return found[kept.pk], found[gone.pk]


@transaction.atomic
def take_apart(merged: Merge, *, by, at) -> None:
    """Undo a merge: what moved goes back, unless somebody has pointed it elsewhere since."""
    merged = Merge.objects.select_for_update().select_related("kept", "gone").get(pk=merged.pk)
    if merged.undone_at:
        raise CannotMerge
    kept, gone = merged.kept, merged.gone
    for key, (model, column) in POINTERS.items():
        rows = model.objects.filter(pk__in=merged.moved[key], **{column: kept})
        rows.update(**{column: gone})
    for name in merged.filled:
        if getattr(kept, name) == getattr(gone, name):
            setattr(kept, name, None if name == "contact" else "")
    kept.save(update_fields=merged.filled)
    gone.merged_into = None
    gone.save(update_fields=["merged_into"])
    merged.undone_by, merged.undone_at = by, at
    merged.save(update_fields=["undone_by", "undone_at"])
