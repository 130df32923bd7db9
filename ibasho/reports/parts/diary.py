"""Gatherings in the report: how often groups met, in which form, with how many people."""

from dataclasses import dataclass

from ibasho.dates import FiscalYear
from ibasho.groups import queries as groups
from ibasho.groups.models.gathering import Form
from ibasho.reports.definitions import ATTENDANCES, GATHERINGS
from ibasho.reports.figures import COUNTED, Figure


@dataclass(frozen=True)
class YearOfGatherings:
    """`forms`: how many of each form, in the order of `Diary.forms`."""

    fiscal_year: FiscalYear
    forms: tuple[int, ...]
    people: int
    helpers: int

    @property
    def count(self) -> int:
        return sum(self.forms)


@dataclass(frozen=True)
class Diary:
    """`years` are those of the span of which the diary holds something."""

    forms: tuple[str, ...]
    years: tuple[YearOfGatherings, ...]
    count: Figure
    people: Figure


def diary(first: FiscalYear, last: FiscalYear) -> Diary:
    """What the groups wrote into their diaries, in one query."""
    held = groups.held_by_form(first, last)
    years = tuple(
        _year(FiscalYear(year), [row for row in held if row.fiscal_year == year])
        for year in sorted({row.fiscal_year for row in held})
    )
    return Diary(
        forms=tuple(str(form.label) for form in Form),
        years=years,
        count=Figure(GATHERINGS, _sum(year.count for year in years), COUNTED),
        people=Figure(ATTENDANCES, _sum(year.people for year in years), COUNTED),
    )


def _year(year: FiscalYear, rows) -> YearOfGatherings:
    by_form = {row.form: row.gatherings for row in rows}
    return YearOfGatherings(
        year,
        tuple(by_form.get(form.value, 0) for form in Form),
        people=sum(row.people for row in rows),
        helpers=sum(row.helpers for row in rows),
    )


def _sum(numbers) -> int | None:
    """None where nothing was written down: no gathering known is not no gathering held."""
    known = list(numbers)
    return sum(known) if known else None
