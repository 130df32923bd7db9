"""What pages and other rooms ask of the applications."""

from dataclasses import dataclass, fields
from uuid import UUID

from django.db import connection
from django.db.models import Count, Exists, F, OuterRef, Q, Sum

from grants.models import Application, ProgrammeYear
from grants.states import State
from ibasho.dates import FiscalYear

AMOUNTS = ("requested_amount", "awarded_amount", "settled_amount")

# for the reports -------------------------------------------------------------


@dataclass(frozen=True)
class YearOfGrants:
    """One fiscal year: numbers of applications and sums in whole yen.

    `budget_yen` is that of all programmes; `settled` of the awards have their final amount.
    """

    fiscal_year: FiscalYear
    received: int
    awarded: int
    declined: int
    settled: int
    requested_yen: int
    awarded_yen: int
    settled_yen: int
    budget_yen: int


@dataclass(frozen=True)
class Award:
    """What one group asked for and got in one fiscal year, in whole yen.

    `settled_yen` is the final amount, None before it is fixed.
    """

    fiscal_year: FiscalYear
    group_id: UUID
    group: str
    requested_yen: int
    awarded_yen: int
    settled_yen: int | None


@dataclass(frozen=True)
class PartOfGrants:
    """One component (activity, venue) of the awarded applications, before the cap."""

    fiscal_year: FiscalYear
    key: str
    label: str
    yen: int


def _received_in(first: FiscalYear, last: FiscalYear):
    years = (first.year, last.year)
    received = Application.objects.received().filter(programme_year__fiscal_year__range=years)
    return received.annotate(year=F("programme_year__fiscal_year")).order_by()


def _granted_in(first: FiscalYear, last: FiscalYear):
    """Decided with an amount, whatever has become of it since."""
    return _received_in(first, last).filter(awarded_amount__isnull=False)


def has_grant(*, group: str, fiscal_year: str) -> Exists:
    """Whether the group in this column was awarded a grant of the fiscal year in that one: a
    condition for the query of somebody who reads another room too."""
    return Exists(
        Application.objects.received().filter(
            awarded_amount__isnull=False,
            group=OuterRef(group),
            programme_year__fiscal_year=OuterRef(fiscal_year),
        )
    )


def grants_by_year(first: FiscalYear, last: FiscalYear) -> tuple[YearOfGrants, ...]:
    """Each fiscal year of the span, also those without an application; withdrawn ones count as
    received."""
    rows = (
        _received_in(first, last)
        .values("year")
        .annotate(
            received=Count("pk"),
            awarded=Count("pk", filter=Q(awarded_amount__isnull=False)),
            declined=Count("pk", filter=Q(state=State.DECLINED)),
            settled=Count("pk", filter=Q(settled_amount__isnull=False)),
            requested_yen=Sum("requested_amount", default=0),
            awarded_yen=Sum("awarded_amount", default=0),
            settled_yen=Sum("settled_amount", default=0),
        )
    )
    found, budgets = {row.pop("year"): row for row in rows}, _budgets(first, last)
    counted = [each.name for each in fields(YearOfGrants)[1:-1]]
    return tuple(
        YearOfGrants(
            FiscalYear(year),
            **found.get(year, dict.fromkeys(counted, 0)),
            budget_yen=budgets.get(year, 0),
        )
        for year in range(first.year, last.year + 1)
    )


def _budgets(first: FiscalYear, last: FiscalYear) -> dict[int, int]:
    """The envelopes of each fiscal year together."""
    years = ProgrammeYear.objects.filter(fiscal_year__range=(first.year, last.year))
    rows = years.order_by().values("fiscal_year").annotate(yen=Sum("budget"))
    return dict(rows.values_list("fiscal_year", "yen"))


def awards_by_group(first: FiscalYear, last: FiscalYear) -> tuple[Award, ...]:
    """Every award of the span, by year and by the group's reading."""
    rows = (
        _granted_in(first, last)
        .order_by("year", "group__reading", "group__name", "pk")
        .values_list("year", "group", "group__name", *AMOUNTS)
    )
    return tuple(Award(FiscalYear(year), *rest) for year, *rest in rows)


def parts_by_year(first: FiscalYear, last: FiscalYear) -> tuple[PartOfGrants, ...]:
    """The components of the awarded applications, as their last submission worked them out."""
    with connection.cursor() as cursor:
        cursor.execute(PARTS, [first.year, last.year])
        return tuple(PartOfGrants(FiscalYear(year), *rest) for year, *rest in cursor.fetchall())


PARTS = """
SELECT y.fiscal_year, line ->> 'key', min(line ->> 'label'), sum((line ->> 'yen')::bigint)::bigint
FROM grants_submission s
JOIN grants_application a ON a.id = s.application_id
JOIN grants_programmeyear y ON y.id = a.programme_year_id
CROSS JOIN LATERAL jsonb_array_elements(s.breakdown -> 'lines') line
WHERE a.awarded_amount IS NOT NULL AND y.fiscal_year BETWEEN %s AND %s
  AND s.round = (SELECT max(round) FROM grants_submission WHERE application_id = a.id)
GROUP BY 1, 2
ORDER BY 1, 2
"""
