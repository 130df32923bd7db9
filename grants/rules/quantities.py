"""What can be counted in a year of activity, and how it is called in Japanese."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from fractions import Fraction
from typing import ClassVar

from grants.rules.facts import Activity, Facts, Gathering
from grants.rules.shape import Record, reads, text

UNITS = {
    "gatherings": ("開催回数", "回"),
    "active_months": ("活動月数", "か月"),
    "active_days": ("活動日数", "日"),
    "attendances": ("延べ参加者数", "人"),
    "members": ("会員数", "人"),
    "helpers": ("担い手の人数", "人"),
    "households": ("世帯数", "世帯"),
    "receipt_year": ("助成を受ける年数", "年目"),
    "period_months": ("活動期間の月数", "か月"),
    "period_halves": ("活動期間の半期数", "期"),
}
KINDS = {"venue": "会場費", "rent": "家賃", "materials": "材料費", "food": "食材費"}


@dataclass(frozen=True)
class Scope:
    """What a calculation looks at: the whole year, or one gathering or month of it."""

    facts: Facts
    activity: Activity
    name: str = ""  # 「1回」「1か月」; empty for the year

    def narrowed(self, activity: Activity, name: str) -> Scope:
        """One piece of this; year-wide counts of what can be counted here fall away."""
        counts = tuple((key, n) for key, n in self.activity.counts if key not in COUNTED)
        return replace(self, activity=replace(activity, counts=counts), name=name)


@dataclass(frozen=True)
class Quantity(Record):
    """A number to pay by: "gatherings", or an average such as attendances per gathering."""

    inline: ClassVar[str] = "total"

    total: str = field(metadata=reads(text))
    per: str | None = field(default=None, metadata=reads(text))

    def of(self, scope: Scope) -> Fraction | None:
        """The number, or None where the facts do not tell it."""
        total = number(self.total, scope)
        if self.per is None or total is None:
            return None if total is None else Fraction(total)
        parts = number(self.per, scope)
        return None if parts is None else Fraction(total, parts or 1)

    @property
    def label(self) -> str:
        name, _unit = UNITS.get(self.total, (self.total, ""))
        if self.per is None:
            return name
        per_name, per_unit = UNITS.get(self.per, (self.per, ""))
        return f"1{per_unit or per_name}あたりの{name}"

    def shown(self, number: Fraction) -> str:
        """「12回」; an average shows one decimal."""
        unit = UNITS.get(self.total, (self.total, ""))[1]
        if number.denominator == 1:
            return f"{int(number):,}{unit}"
        return f"約{float(number):,.1f}{unit}"


def number(what: str, scope: Scope) -> int | None:
    """One of the counts, derived from gatherings and months where that can be done."""
    told = dict(scope.activity.counts).get(what)
    if told is not None or what not in COUNTED | OF_THE_YEAR.keys():
        return told
    if what in COUNTED:
        return COUNTED[what](scope.activity)
    return OF_THE_YEAR[what](scope.facts)


def _gatherings(activity: Activity) -> int | None:
    if activity.gatherings is None and all(m.gatherings is None for m in activity.months):
        return None
    held = sum(gathering.times for gathering in activity.gatherings or ())
    return held + sum(m.times * (m.gatherings or 0) for m in activity.months)


def _active_months(activity: Activity) -> int | None:
    """Months with a gathering; a month told as a whole is active unless it says 0 gatherings."""
    gatherings = activity.gatherings or ()
    if not (gatherings or activity.months):
        return None if activity.gatherings is None else 0
    if any(gathering.when is None for gathering in gatherings):
        return None
    active = [m for m in activity.months if m.gatherings != 0]
    named = {m.month for m in active if m.month} | {gathering.when for gathering in gatherings}
    return len(named) + sum(m.times for m in active if not m.month)


def _active_days(activity: Activity) -> int | None:
    """Days with a gathering; undated gatherings count as a day each."""
    if activity.months or activity.gatherings is None:
        return None
    dated = {gathering.date for gathering in activity.gatherings if gathering.date}
    return len(dated) + sum(g.times for g in activity.gatherings if not g.date)


def _attendances(activity: Activity) -> int | None:
    told: list[tuple[int, int | None]] = [(g.times, g.attendees) for g in activity.gatherings or ()]
    told += [(m.times, m.attendances) for m in activity.months]
    if not told and activity.gatherings is None:
        return None
    known = [times * people for times, people in told if people is not None]
    return sum(known) if len(known) == len(told) else None


def _receipt_year(facts: Facts) -> int | None:
    """1 in the first year of receipt; the present year counts."""
    if facts.received_years is None:
        return None
    return len({year for year in facts.received_years if year < facts.fiscal_year}) + 1


COUNTED: dict[str, Callable[[Activity], int | None]] = {
    "gatherings": _gatherings,
    "active_months": _active_months,
    "active_days": _active_days,
    "attendances": _attendances,
}
OF_THE_YEAR: dict[str, Callable[[Facts], int | None]] = {
    "receipt_year": _receipt_year,
    "period_months": lambda facts: len(facts.plan_months),
    "period_halves": lambda facts: len({4 <= month.month <= 9 for month in facts.plan_months}),
}


def by_gathering(activity: Activity) -> list[tuple[int, Activity]]:
    """The gatherings one by one, those alike counted together."""
    alike: dict[Gathering, int] = {}
    for gathering in activity.gatherings or ():
        key = replace(gathering, times=1, date=None, month=gathering.when)
        alike[key] = alike.get(key, 0) + gathering.times
    uncounted = sum(m.times * (m.gatherings or 0) for m in activity.months)
    if uncounted:
        alike[Gathering()] = alike.get(Gathering(), 0) + uncounted
    return [(times, Activity(gatherings=(gathering,))) for gathering, times in alike.items()]


def by_month(activity: Activity) -> list[tuple[int, Activity]]:
    """The months one by one; what has no month is left out."""
    gatherings, months = activity.gatherings or (), activity.months
    named = sorted({g.when for g in gatherings if g.when} | {m.month for m in months if m.month})
    found = [
        (
            1,
            Activity(
                gatherings=tuple(g for g in gatherings if g.when == month),
                months=tuple(m for m in months if m.month == month),
            ),
        )
        for month in named
    ]
    return found + [
        (m.times, Activity(months=(replace(m, times=1),))) for m in months if not m.month
    ]
