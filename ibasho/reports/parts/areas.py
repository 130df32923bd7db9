"""Areas in the report: who looks after each, its districts and its groups."""

from dataclasses import dataclass

from django.db.models import Count

from ibasho.groups.models import Area


@dataclass(frozen=True)
class AreaLine:
    """An area (圏域) as it is on the day of the report."""

    name: str
    workers: tuple[str, ...]
    districts: tuple[str, ...]
    groups: int


def areas() -> tuple[AreaLine, ...]:
    """In three queries, however many there are."""
    rows = Area.objects.annotate(count=Count("groups")).prefetch_related(
        "charges__user", "districts"
    )
    return tuple(
        AreaLine(
            area.name,
            tuple(charge.user.name for charge in area.charges.all()),
            tuple(district.name for district in area.districts.all()),
            area.count,
        )
        for area in rows
    )
