"""A place as the public sees it: the words the group agreed to, else what the register says."""

import re
from dataclasses import dataclass
from uuid import UUID

from ibasho.groups.models import Group, Listing, Weekday
from ibasho.text import fold

REGISTER = ("name", "reading", "operator", "about", "neighbourhood", "venue", "venue_address")
REGISTER += ("schedule",)


@dataclass(frozen=True)
class Place:
    """No name of a person; `contact` is empty unless somebody agreed to show it."""

    pk: UUID
    name: str
    reading: str
    operator: str
    about: str
    welcome: str
    neighbourhood: str
    venue: str
    venue_address: str
    schedule: str
    weekdays: frozenset[int]
    fee: str
    contact: str
    photo: bool
    photo_alt: str
    status_words: str

    @property
    def order(self) -> tuple:
        """Of one neighbourhood together, in the order of the kana."""
        return (self.neighbourhood, self.reading or self.name, self.name, self.pk)

    @property
    def weekday_words(self) -> str:
        return "、".join(str(Weekday(day).label) for day in sorted(self.weekdays))

    def matches(self, words: str) -> bool:
        """Whether all the words stand somewhere in what is public: never in what is not."""
        said = fold(
            " ".join(
                [self.name, self.reading, self.operator, self.neighbourhood, self.venue, self.about]
            )
        )
        return all(word in said for word in fold(words).split())


def place_of(group: Group) -> Place:
    """`group` comes `with_status()` and with `shown`, the list of its one listing or none."""
    source = group.shown[0] if group.shown else Listing(**of_register(group))
    return Place(
        pk=group.pk,
        name=source.name,
        reading=source.reading,
        operator=source.operator,
        about=source.about,
        welcome=source.welcome,
        neighbourhood=source.neighbourhood,
        venue=source.venue,
        venue_address=source.venue_address,
        schedule=source.schedule,
        weekdays=frozenset(source.weekdays),
        fee=source.fee,
        contact=source.contact,
        photo=bool(source.photo),
        photo_alt=source.photo_alt,
        status_words=group.status_words if group.status else "",
    )


def weekdays_in(schedule: str) -> list[int]:
    """The days of the week that a schedule in words names: 「毎月第1日曜日」 → [6]."""
    named = re.findall(r"([月火水木金土日])曜", schedule)
    return sorted({"月火水木金土日".index(letter) for letter in named} & set(Weekday.values))


def of_register(group: Group) -> dict:
    """What a listing would say if it said what the register does."""
    facts = {name: getattr(group, name) for name in REGISTER}
    return facts | {"weekdays": weekdays_in(group.schedule)}
