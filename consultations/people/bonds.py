"""Who knows whom: what the introductions of all records say about one group or one person."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef, Q

from consultations.models import Consultation, Introduction, Person
from ibasho.groups.models import Group

MOST = 200


@dataclass(frozen=True)
class Bond:
    """On a day `introducer` (None: the worker) brought `person` together with `met`.

    `met` is a name: of a person, of the group, or of whom the record was about.
    """

    on: date
    person: Person
    introducer: Person | None
    met: str
    record_id: object


def of_group(group: Group) -> list[Bond]:
    """All introductions in the records of this group, oldest first; one query."""
    return [_bond(row) for row in _rows(Q(consultation__group=group))]


def of_person(person: Person) -> list[Bond]:
    """All introductions in which this person had a part."""
    return [_bond(row) for row in _rows(Q(person=person) | Q(introducer=person) | Q(met=person))]


def _rows(which):
    related = ("person", "introducer", "met", "consultation__group")
    rows = Introduction.objects.select_related(*related).filter(which, person__isnull=False)
    return rows.order_by("consultation__on", "id")[:MOST]


def _bond(row):
    record = row.consultation
    met = row.met.name if row.met else record.about
    return Bond(record.on, row.person, row.introducer, met, record.pk)


def records_of(person: Person):
    """The records in which this person asked, was introduced, introduced somebody or met somebody."""
    rows = Introduction.objects.filter(consultation=OuterRef("pk"))
    part = Q(person=person) | Q(introducer=person) | Q(met=person)
    there = Q(asker_person=person) | Exists(rows.filter(part))
    return list(Consultation.objects.filter(there).select_related("group")[:MOST])


def alone():
    """Groups in whose records nobody has been introduced to anybody."""
    known = Introduction.objects.filter(consultation__group=OuterRef("pk"))
    return Group.objects.filter(~Exists(known))
