"""Who is linked with a group and its records: the people whom a story must not name."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from consultations.models import CaseStory, Consultation, Introduction, Person, StoryPerson
from consultations.stories import likeness, pseudonyms
from consultations.stories.pseudonyms import is_pseudonym
from ibasho.groups.models import Group
from ibasho.secrecy import Unreadable


@dataclass
class Linked:
    """Somebody as far as the records know; the same name is the same person."""

    name: str
    reading: str = ""
    staff: bool = False
    roles: list[str] = field(default_factory=list)
    phones: list[str] = field(default_factory=list)
    mails: list[str] = field(default_factory=list)
    addresses: list[str] = field(default_factory=list)

    def join(self, other: "Linked") -> None:
        self.reading = self.reading or other.reading
        self.staff = self.staff and other.staff
        for name in ("roles", "phones", "mails", "addresses"):
            known = getattr(self, name)
            known += [each for each in getattr(other, name) if each and each not in known]


def linked(group: Group) -> dict[str, Linked]:
    """Everybody linked with the group, in a fixed number of queries; the key is the folded name."""
    people: dict[str, Linked] = {}
    for one in _everybody(group):
        key = likeness.folded(one.name)[:200]
        if not key or is_pseudonym(one.name):
            continue
        if key in people:
            people[key].join(one)
        else:
            people[key] = one
    return people


def _everybody(group: Group) -> Iterator[Linked]:
    yield Linked(
        group.representative,
        group.representative_reading,
        roles=[_("代表者")],
        phones=[group.phone],
        addresses=[group.address],
    )
    for member in group.memberships.select_related("user"):
        yield Linked(member.user.name, roles=[member.get_part_display()], mails=[member.user.email])
    records = Consultation.objects.filter(group=group).prefetch_related("workers")
    for record in records.select_related("written_by", "amended_by", "asker_person"):
        yield Linked(record.asker_name, roles=[_("相談した人")])
        yield from _known([record.asker_person])
        yield from _staff([*record.workers.all(), record.written_by, record.amended_by])
    introductions = Introduction.objects.filter(consultation__group=group)
    for one in introductions.select_related("person", "introducer", "met"):
        yield Linked(one.name, roles=[one.role or _("紹介した人")])
        yield from _known([one.person, one.introducer, one.met])


def _known(people: Iterable[Person | None]) -> Iterator[Linked]:
    """People of the register. What is under seal is looked for in the text, and shown nowhere."""
    for person in filter(None, people):
        contact = likeness.numerals(likeness.folded(_contact(person)))
        yield Linked(
            person.name,
            person.reading,
            roles=[person.role],
            phones=likeness.PHONE.findall(contact),
            mails=likeness.MAIL.findall(contact),
        )


def _contact(person: Person) -> str:
    """Under a key that is lost it stays shut; whole numbers and addresses are found all the same."""
    try:
        return person.contact.reveal() if person.contact else ""
    except Unreadable:
        return ""


def _staff(users: Iterable) -> Iterator[Linked]:
    for user in filter(None, users):
        yield Linked(user.name, staff=True, roles=[_("職員")], mails=[user.email])


def of(story: CaseStory) -> list[pseudonyms.Person]:
    """The people to conceal in this story: those linked now, and those whom the writer added."""
    known = {row.key: row for row in story.people.all()}
    people = [
        pseudonyms.Person(
            key=key,
            name=one.name,
            reading=one.reading,
            staff=one.staff,
            lone=known[key].lone if key in known else True,
            phones=tuple(filter(None, one.phones)),
            mails=tuple(filter(None, one.mails)),
            addresses=tuple(filter(None, one.addresses)),
        )
        for key, one in linked(story.group).items()
    ]
    gone = known.keys() - {person.key for person in people}
    return people + [_written(known[key]) for key in sorted(gone)]


def _written(row: StoryPerson) -> pseudonyms.Person:
    return pseudonyms.Person(row.key, row.name, row.reading, row.staff, row.lone)


def harmless(story: CaseStory) -> tuple[str, ...]:
    """Phrases that stand in the story anyway; a family name within them tells nothing."""
    group = story.group
    return tuple(filter(None, (group.name, group.operator, group.venue, group.neighbourhood)))
