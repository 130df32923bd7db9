"""Counting a year of activity: gatherings, months, weeks, days, hours, people, years of receipt."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from datetime import date as Day
from datetime import timedelta
from fractions import Fraction

from grants.rules.facts import Activity, Facts, Gathering
from ibasho.dates import FiscalYear

Told = tuple[int, int | None]  # how often, and the number each time, None if not told


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


def _active_weeks(activity: Activity) -> int | None:
    """Weeks from Monday to Sunday with a gathering, where every date is told."""
    if activity.months or activity.gatherings is None:
        return None
    days = [gathering.date for gathering in activity.gatherings]
    return None if None in days else len({day - timedelta(day.weekday()) for day in days if day})


def _hours(activity: Activity) -> Fraction | None:
    """The time of all gatherings, exact to the minute."""
    if activity.months or activity.gatherings is None:
        return None
    minutes = _all([(g.times, g.minutes) for g in activity.gatherings])
    return None if minutes is None else Fraction(minutes, 60)


def _attendances(activity: Activity) -> int | None:
    told: list[Told] = [(g.times, g.attendees) for g in activity.gatherings or ()]
    told += [(m.times, m.attendances) for m in activity.months]
    return None if not told and activity.gatherings is None else _all(told)


def added_up(name: str, activity: Activity) -> int | None:
    """A count that gatherings and months tell each for itself."""
    pieces = [(g.times, g.counts) for g in activity.gatherings or ()]
    pieces += [(m.times, m.counts) for m in activity.months]
    return _all([(times, dict(counts).get(name)) for times, counts in pieces]) if pieces else None


def _all(told: list[Told]) -> int | None:
    """The sum, or None where one of them is not told."""
    known = [times * number for times, number in told if number is not None]
    return sum(known) if len(known) == len(told) else None


def months_holding(at_least: int, activity: Activity) -> int | None:
    """Months with so many gatherings or more, where every gathering's month is told."""
    gatherings, months = activity.gatherings or (), activity.months
    if activity.gatherings is None and not months:
        return None
    if any(g.when is None for g in gatherings) or any(m.gatherings is None for m in months):
        return None
    named: Counter[Day | None] = Counter()
    for gathering in gatherings:
        named[gathering.when] += gathering.times
    for month in months:
        named[month.month] += (month.gatherings or 0) if month.month else 0
    loose = sum(m.times for m in months if not m.month and (m.gatherings or 0) >= at_least)
    return loose + sum(1 for held in named.values() if held >= at_least)


def _receipt_year(facts: Facts) -> int | None:
    """1 in the first year of receipt; the present year counts."""
    if facts.received_years is None:
        return None
    return len({year for year in facts.received_years if year < facts.fiscal_year}) + 1


def _receipt_run(facts: Facts) -> int | None:
    """Which year of receipt without a break this is: 1 after a year without."""
    if facts.received_years is None:
        return None
    run = 1
    while facts.fiscal_year - run in facts.received_years:
        run += 1
    return run


def _months_to_year_end(facts: Facts) -> int:
    year = FiscalYear(facts.fiscal_year)
    first = facts.period.first if facts.period else year.first
    return sum(month >= first for month in year.months)


COUNTED: dict[str, Callable[[Activity], Fraction | int | None]] = {
    "gatherings": _gatherings,
    "active_months": _active_months,
    "active_weeks": _active_weeks,
    "active_days": _active_days,
    "hours": _hours,
    "attendances": _attendances,
}
OF_THE_YEAR: dict[str, Callable[[Facts], int | None]] = {
    "receipt_year": _receipt_year,
    "receipt_run": _receipt_run,
    "months_to_year_end": _months_to_year_end,
    "period_months": lambda facts: len(facts.plan_months),
    "period_halves": lambda facts: len({4 <= month.month <= 9 for month in facts.plan_months}),
}


def by_gathering(activity: Activity) -> list[tuple[int, Activity]]:
    """The gatherings one by one as their days follow, those alike counted together."""
    alike: dict[Gathering, int] = {}
    for gathering in sorted(activity.gatherings or (), key=_day):
        key = replace(gathering, times=1)
        alike[key] = alike.get(key, 0) + gathering.times
    uncounted = sum(m.times * (m.gatherings or 0) for m in activity.months)
    if uncounted:
        alike[Gathering()] = alike.get(Gathering(), 0) + uncounted
    return [(times, Activity(gatherings=(gathering,))) for gathering, times in alike.items()]


def _day(gathering: Gathering) -> Day:
    """What has no day comes last."""
    return gathering.date or gathering.month or Day.max


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
