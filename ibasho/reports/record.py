"""The record (カルテ) of one group: what every room tells of it, in one story.

The rooms do not know each other; each hands over `Event`s of one shape, and here they are put
in order. The life of one group is some hundred events, so they are sorted where they stand:
a fixed number of queries, whatever is asked for.
"""

from collections import Counter
from dataclasses import dataclass

from consultations import events as listening
from grants import events as grants
from ibasho.dates import FiscalYear
from ibasho.groups import events as groups
from ibasho.groups.story import Event, Kind
from ibasho.letters import events as letters

ROOMS = (groups, listening, grants, letters)


@dataclass(frozen=True)
class Story:
    """`all` from the newest to the oldest."""

    all: tuple[Event, ...]

    @property
    def kinds(self) -> list[tuple[str, str]]:
        """The kinds that there are, in a fixed order, each with its number."""
        numbers = Counter(event.kind for event in self.all)
        return [(kind.value, f"{kind.label}（{numbers[kind]}）") for kind in Kind if numbers[kind]]

    @property
    def years(self) -> list[FiscalYear]:
        """The fiscal years in which something happened, the newest first."""
        return sorted({FiscalYear.of(event.on) for event in self.all}, reverse=True)

    def told(self, *, kind: str = "", year: str = "") -> list[Event]:
        """What is of this kind and in this fiscal year, as far as they are asked for."""
        return [
            event
            for event in self.all
            if (not kind or event.kind == kind)
            and (not year or FiscalYear.of(event.on).year == int(year))
        ]


def story_of(group, *, user) -> Story:
    """All that `user` may read of this group."""
    events = [event for room in ROOMS for event in room.events_of(group, user=user)]
    return Story(tuple(sorted(events, key=lambda event: event.order, reverse=True)))
