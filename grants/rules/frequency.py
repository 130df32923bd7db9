"""How often: whether the months or weeks of a plan hold gatherings without too long a gap."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date, timedelta

from grants.rules.counting import months_holding
from grants.rules.facts import Facts, Month
from grants.rules.quantities import Scope, number


@dataclass(frozen=True)
class Rhythm:
    """The plan's months (or weeks), how many gatherings each is known to hold, and how many in all.

    Each run of so many of them is to hold `times` gatherings.
    """

    slots: tuple[date, ...]
    held: Counter[date]
    count: int
    undated: int  # of the count, those whose month (or week) is not told
    active: int | None  # how many slots hold as many as asked for, if the facts tell
    times: int = 1

    def gap(self, every: int) -> tuple[date, ...]:
        """The first run of `every` slots in the plan with too few gatherings; () if there is none."""
        width = min(every, len(self.slots))
        for start in range(len(self.slots) - width + 1):
            run = self.slots[start : start + width]
            if sum(self.held[slot] for slot in run) < self.times:
                return run
        return ()

    def surely_kept(self, every: int) -> bool:
        """No gap, or fewer empty slots than a gap is long."""
        width = min(every, len(self.slots))
        few_empty = self.active is not None and len(self.slots) - self.active < width
        return few_empty or not self.gap(every)

    def dense(self, every: int) -> bool:
        """As many gatherings as the rhythm asks for, wherever they lie."""
        return self.count * every >= len(self.slots) * self.times

    def hopeless(self, every: int) -> bool:
        """Too few gatherings for the rhythm in whatever months they lie."""
        return self.count < max(1, len(self.slots) // every) * self.times


def by_months(facts: Facts, times: int) -> Rhythm | None:
    """The rhythm of a plan in months, None where no gatherings have been told."""
    scope = Scope(facts, facts)
    told_active = number("active_months", scope)
    if number("gatherings", scope) is None and told_active is None:
        return None
    active = _active(facts, told_active, times)
    told = [(g.when, g.times) for g in facts.gatherings or ()]
    told += [(m.month, m.times * _at_least(m)) for m in facts.months]
    months = facts.plan_months
    if any(month and month not in months for month, _times in told):
        active = None  # it counts months that the plan does not cover
    return _rhythm(months, told, times, active, at_least=active or 0)


def _active(facts: Facts, told: object, times: int) -> int | None:
    """How many months hold as many as asked for, wherever in the plan they lie."""
    if times > 1:
        return months_holding(times, facts)
    return int(told) if isinstance(told, int) else None


def by_weeks(facts: Facts, times: int) -> Rhythm | None:
    """The rhythm of a plan in whole weeks from Monday, None where no gatherings have been told."""
    if number("gatherings", Scope(facts, facts)) is None:
        return None
    told = [(_monday(g.date) if g.date else None, g.times) for g in facts.gatherings or ()]
    told += [(None, m.times * _at_least(m)) for m in facts.months]
    return _rhythm(_weeks(facts), told, times, None)


def _weeks(facts: Facts) -> tuple[date, ...]:
    """The Mondays of the weeks that lie wholly within the plan's months."""
    months = facts.plan_months
    last = (months[-1] + timedelta(31)).replace(day=1) - timedelta(1)
    monday = _monday(months[0] + timedelta(6))
    count = ((last - monday).days + 1) // 7
    return tuple(monday + timedelta(7 * week) for week in range(count))


def _monday(day: date) -> date:
    return day - timedelta(day.weekday())


def _rhythm(
    slots: tuple[date, ...],
    told: list[tuple[date | None, int]],
    times: int,
    active: int | None,
    at_least: int = 0,
) -> Rhythm:
    held: Counter[date] = Counter()
    for slot, number_ in told:
        if slot in slots:
            held[slot] += number_
    undated = sum(number_ for slot, number_ in told if slot is None)
    count = max(undated + held.total(), at_least * times)
    return Rhythm(slots, held, count, undated, active, times)


def _at_least(month: Month) -> int:
    """How many gatherings a month told as a whole holds; one if it does not say."""
    return 1 if month.gatherings is None else month.gatherings
