"""Which gatherings count: those of enough people or minutes, with a mark, on certain days.

    {"at_least": {"attendees": 5, "minutes": 120}}     any count of a gathering may be named
    {"below": {"attendees": 10}}
    {"marks": ["meal"]}   {"without": ["online"]}
    {"weekdays": ["土", "日", "祝"]}   {"months": [7, 8]}

All that is said must hold. A gathering that does not tell what is asked leaves it open.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

import jpholiday

from grants.rules.facts import COUNT, Activity, Gathering, Pairs
from grants.rules.shape import Record, choice, listed, pairs, reads, text, whole
from ibasho.dates import WEEKDAYS

HOLIDAY = "祝"
TOLD = {
    "attendees": ("参加者", "人"),
    "minutes": ("時間", "分"),
    "helpers": ("担い手", "人"),
    "children": ("子ども", "人"),
}
MARKS = {"meal": "食事", "online": "オンライン", "outdoor": "屋外"}


@dataclass(frozen=True)
class Where(Record):
    """A question to each gathering, answered with yes, no, or None for open."""

    at_least: Pairs = field(default=(), metadata=pairs(COUNT))
    below: Pairs = field(default=(), metadata=pairs(COUNT))
    marks: tuple[str, ...] = field(default=(), metadata=reads(listed(text, 20)))
    without: tuple[str, ...] = field(default=(), metadata=reads(listed(text, 20)))
    weekdays: tuple[str, ...] = field(
        default=(), metadata=reads(listed(choice(*WEEKDAYS, HOLIDAY), 8))
    )
    months: tuple[int, ...] = field(default=(), metadata=reads(listed(whole(1, 12), 12)))

    def __post_init__(self) -> None:
        if not self.words:
            raise ValueError("どの開催を数えるかを、1つ以上書いてください。")

    def holds(self, gathering: Gathering) -> bool | None:
        return every(self._answers(gathering))

    def _answers(self, gathering: Gathering) -> Iterable[bool | None]:
        for name, bound in self.at_least:
            found = _told(gathering, name)
            yield None if found is None else found >= bound
        for name, bound in self.below:
            found = _told(gathering, name)
            yield None if found is None else found < bound
        yield set(self.marks) <= set(gathering.marks)
        yield not set(self.without) & set(gathering.marks)
        yield self._on_a_day(gathering)
        yield self._in_a_month(gathering)

    def _on_a_day(self, gathering: Gathering) -> bool | None:
        if not self.weekdays:
            return True
        day = gathering.date
        if day is None:
            return None
        holiday = HOLIDAY in self.weekdays and jpholiday.is_holiday(day)
        return holiday or WEEKDAYS[day.weekday()] in self.weekdays

    def _in_a_month(self, gathering: Gathering) -> bool | None:
        if not self.months:
            return True
        return gathering.when.month in self.months if gathering.when else None

    @property
    def words(self) -> str:
        """「参加者5人以上・食事あり」."""
        days = "・".join(self.weekdays)
        months = "・".join(f"{month}月" for month in self.months)
        return "・".join(
            [
                *(f"{_named(name, bound)}以上" for name, bound in self.at_least),
                *(f"{_named(name, bound)}未満" for name, bound in self.below),
                *(f"{MARKS.get(mark, mark)}あり" for mark in self.marks),
                *(f"{MARKS.get(mark, mark)}なし" for mark in self.without),
                *([f"{days}の開催"] if days else []),
                *([months] if months else []),
            ]
        )

    def narrowed(self, activity: Activity) -> Activity | None:
        """Only such gatherings and what they cost; None where it is not told which they are."""
        if activity.gatherings is None or any(month.gatherings for month in activity.months):
            return None
        answers = [(gathering, self.holds(gathering)) for gathering in activity.gatherings]
        if any(answer is None for _gathering, answer in answers):
            return None
        kept = tuple(gathering for gathering, answer in answers if answer)
        return replace(activity, gatherings=kept, months=(), costs=(), income=())


def every(answers: Iterable[bool | None]) -> bool | None:
    """No if one is no, else open if one is open."""
    told = set(answers)
    if False in told:
        return False
    return None if None in told else True


def some(answers: Iterable[bool | None]) -> bool | None:
    """Yes if one is yes, else open if one is open."""
    told = set(answers)
    if True in told:
        return True
    return None if None in told else False


def _told(gathering: Gathering, name: str) -> int | None:
    if name in ("attendees", "minutes"):
        found: int | None = getattr(gathering, name)
        return found
    return dict(gathering.counts).get(name)


def _named(name: str, bound: int) -> str:
    noun, unit = TOLD.get(name, (name, ""))
    return f"{noun}{bound:,}{unit}"
