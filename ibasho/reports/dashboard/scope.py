"""What a dashboard is asked for: a fiscal year until a day, an area, and one line of a table."""

from dataclasses import dataclass, replace
from datetime import date
from urllib.parse import urlencode

from django.db.models import Case, CharField, F, Q, QuerySet, Value, When
from django.db.models.functions import Cast, ExtractMonth

from ibasho.dates import FiscalYear

NONE = "none"  # in an address: what belongs to no area
OTHER = "other"  # in an address: a day outside of the fiscal year
MONTHS = tuple(str(month) for month in (*range(4, 13), 1, 2, 3))


@dataclass(frozen=True)
class Scope:
    """`until` is the last day that is counted. `month` and `value` (a state) narrow to one line.

    All but the first two are as they stand in an address; empty is everything.
    """

    year: FiscalYear
    until: date
    area: str = ""
    month: str = ""
    value: str = ""

    @property
    def before(self) -> "Scope":
        """The same, a year earlier."""
        return replace(self, year=self.year.previous, until=a_year_before(self.until))

    @property
    def query(self) -> str:
        told = {"area": self.area, "month": self.month, "value": self.value}
        span = {"fiscal_year": self.year.year, "until": self.until.isoformat()}
        return urlencode(span | {name: value for name, value in told.items() if value})


def a_year_before(day: date) -> date:
    """29 February becomes the 28th."""
    last = 28 if (day.month, day.day) == (2, 29) else day.day
    return day.replace(year=day.year - 1, day=last)


def in_area(rows: QuerySet, scope: Scope, *, field: str) -> QuerySet:
    if not scope.area:
        return rows
    return rows.filter(**{field: None if scope.area == NONE else int(scope.area)})


def in_month(rows: QuerySet, scope: Scope, *, day: str) -> QuerySet:
    if not scope.month:
        return rows
    if scope.month == OTHER:
        return rows.exclude(_within(scope, day))
    return rows.filter(_within(scope, day), **{f"{day}__month": int(scope.month)})


def by_month(scope: Scope, *, day: str) -> Case:
    """The month of a day, OTHER outside of the fiscal year: the key of a group in SQL."""
    month = Cast(ExtractMonth(day), CharField())
    return Case(When(_within(scope, day), then=month), default=Value(OTHER))


def by_area(field: str) -> Case:
    """The key of an area, NONE without one."""
    key = Cast(F(field), CharField())
    return Case(When(**{field: None}, then=Value(NONE)), default=key, output_field=CharField())


def _within(scope: Scope, day: str) -> Q:
    return Q(**{f"{day}__range": (scope.year.first, scope.year.last)})
