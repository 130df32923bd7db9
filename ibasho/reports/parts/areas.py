"""Areas in the report: who looks after each, its districts and groups, and how much was talked."""

from dataclasses import dataclass

from django.db.models import Count, Prefetch

from consultations.figures.dimensions import NONE, dimensions
from consultations.figures.statistics import Asked, Statistics
from ibasho.dates import FiscalYear
from ibasho.groups.models import Area, District
from ibasho.reports.parts.listening import granted


@dataclass(frozen=True)
class DistrictLine:
    """A district (地域社協) and how many groups belong to it."""

    name: str
    groups: int


@dataclass(frozen=True)
class AreaLine:
    """An area (圏域) as it is on the day of the report."""

    name: str
    workers: tuple[str, ...]
    districts: tuple[str, ...]
    groups: int
    by_district: tuple[DistrictLine, ...] = ()


@dataclass(frozen=True)
class AreaTalks:
    """Consultations of one area, as many counts as there are `Talks.labels`."""

    name: str
    counts: tuple[int, ...]


@dataclass(frozen=True)
class Talks:
    """By area and fiscal year, or by month where the span is one year; empty without an area."""

    labels: tuple[str, ...] = ()
    lines: tuple[AreaTalks, ...] = ()


def areas() -> tuple[AreaLine, ...]:
    """In four queries, however many there are."""
    # Counting forgets the order of the model, so it is said again.
    counted = District.objects.annotate(count=Count("groups")).order_by("reading", "name")
    rows = Area.objects.annotate(count=Count("groups")).order_by("order", "name")
    rows = rows.prefetch_related("charges__user", Prefetch("districts", counted))
    return tuple(
        AreaLine(
            area.name,
            tuple(charge.user.name for charge in area.charges.all()),
            tuple(district.name for district in area.districts.all()),
            area.count,
            tuple(DistrictLine(each.name, each.count) for each in area.districts.all()),
        )
        for area in rows
    )


def talks(first: FiscalYear, last: FiscalYear) -> Talks:
    """Every record of the span by its area; what names none stands last, where there is any."""
    known = dimensions(first, last)
    along = known["month" if first == last else "year"]
    counting = Statistics(Asked(first, last, {}), granted=granted(), dimensions=known)
    found = counting.cross("area", along.key)
    lines = tuple(
        AreaTalks(str(label), tuple(found.cell(value, each) for each, _label in along.values))
        for value, label in known["area"].values
        if value != NONE or found.row_totals[NONE]
    )
    if not any(found.row_totals[value] for value, _label in known["area"].values if value != NONE):
        return Talks()
    return Talks(tuple(str(label) for _value, label in along.values), lines)
