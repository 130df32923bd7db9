"""How often: whether the months of a plan hold gatherings without too long a gap."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from grants.rules.facts import Facts, Month
from grants.rules.quantities import Scope, number


@dataclass(frozen=True)
class Rhythm:
    """The plan's months, which of them surely hold a gathering, and how many there are."""

    months: tuple[date, ...]
    held: frozenset[date]
    count: int
    undated: int  # of the count, those whose month is not told
    active: int | None  # how many months hold a gathering, if the facts tell

    def gap(self, every: int) -> tuple[date, ...]:
        """The first run of `every` months in the plan without a gathering; () if there is none."""
        width = min(every, len(self.months))
        for start in range(len(self.months) - width + 1):
            run = self.months[start : start + width]
            if not self.held.intersection(run):
                return run
        return ()

    def surely_kept(self, every: int) -> bool:
        """No gap, or fewer empty months than a gap is long."""
        width = min(every, len(self.months))
        few_empty = self.active is not None and len(self.months) - self.active < width
        return few_empty or not self.gap(every)

    def dense(self, every: int) -> bool:
        """As many gatherings as the rhythm asks for, wherever they lie."""
        return self.count * every >= len(self.months)

    def hopeless(self, every: int) -> bool:
        """Too few gatherings for the rhythm in whatever months they lie."""
        return self.count < max(1, len(self.months) // every)


def rhythm(facts: Facts) -> Rhythm | None:
    """The rhythm of a plan, None where no gatherings have been told."""
    scope = Scope(facts, facts)
    active = number("active_months", scope)
    if number("gatherings", scope) is None and active is None:
        return None
    told = [(g.when, g.times) for g in facts.gatherings or ()]
    told += [(m.month, m.times * _at_least(m)) for m in facts.months]
    months = facts.plan_months
    inside = [month for month, times in told for _ in range(times) if month in months]
    undated = sum(times for month, times in told if month is None)
    if any(month and month not in months for month, _times in told):
        active = None  # it counts months that the plan does not cover
    return Rhythm(
        months=months,
        held=frozenset(month for month in inside if month),
        count=max(undated + len(inside), active or 0),
        undated=undated,
        active=active,
    )


def _at_least(month: Month) -> int:
    """How many gatherings a month told as a whole holds; one if it does not say."""
    return 1 if month.gatherings is None else month.gatherings
