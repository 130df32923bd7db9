"""What pages and reports ask of groups, in a fixed number of queries."""

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Case, Count, F, Prefetch, Sum, When
from django.db.models.functions import ExtractYear

from ibasho.dates import FiscalYear
from ibasho.groups.models import Gathering, Group, Membership, StatusChange
from ibasho.groups.models.group import BY_READING

UNWRITTEN = "none"  # in an address: groups of which no status has been noted
ORDERS = {
    "day": (F("status_day").desc(nulls_last=True), *BY_READING),
    "new": ("-registered_at", "id"),
}


@dataclass(frozen=True)
class Period:
    """From `first` on until the day before `until` (None: still) the group was in `status`."""

    status: str
    first: date
    until: date | None
    month_only: bool


def lives(groups: Iterable[Group]) -> dict:
    """The periods of each group by its id, oldest first; one query, however many groups."""
    changes = defaultdict(list)
    for change in StatusChange.objects.filter(group__in=list(groups)).order_by("day", "id"):
        changes[change.group_id].append(change)
    return {group_id: _periods(own) for group_id, own in changes.items()}


def _periods(changes):
    ends = [later.day for later in changes[1:]] + [None]
    return tuple(
        Period(change.status, change.day, end, change.month_only)
        for change, end in zip(changes, ends, strict=True)
    )


def register_list(*, q="", status="", area="", sort=""):
    """The staff's list of groups; what is empty filters nothing."""
    groups = Group.objects.with_status().select_related("area", "district").matching(q)
    if status:
        groups = groups.filter(status=None if status == UNWRITTEN else status)
    if area:
        groups = groups.filter(area=area)
    ordered = groups.order_by(*ORDERS.get(sort, BY_READING))
    return ordered.reverse() if sort == "-reading" else ordered


def directory(*, q=""):
    """The places that the public may see, those of one neighbourhood together."""
    return Group.objects.published().matching(q).order_by("neighbourhood", *BY_READING)


def records():
    """Groups with all that the staff's page of one group shows."""
    people = Membership.objects.select_related("user").order_by("since", "id")
    changes = StatusChange.objects.select_related("noted_by").order_by("-day", "-id")
    return (
        Group.objects.with_status()
        .select_related("area", "district")
        .prefetch_related(Prefetch("memberships", people), Prefetch("changes", changes))
    )


# the diary ----------------------------------------------------------------


@dataclass(frozen=True)
class Held:
    """How many gatherings of one form, of how many groups, with how many people."""

    fiscal_year: int
    form: str
    gatherings: int
    groups: int
    people: int
    helpers: int


def held_by_form(first: FiscalYear, last: FiscalYear) -> tuple[Held, ...]:
    """The gatherings of all groups in a span of fiscal years, by year and form; one query."""
    year = ExtractYear("on") - Case(When(on__month__lt=4, then=1), default=0)
    rows = (
        Gathering.objects.filter(on__range=(first.first, last.last))
        .annotate(year=year)
        .order_by("year", "form")
        .values_list("year", "form")
        .annotate(
            Count("pk"),
            Count("group", distinct=True),
            Sum("people", default=0),
            Sum("helpers", default=0),
        )
    )
    return tuple(Held(*row) for row in rows)


def diary(group: Group, fiscal_year: FiscalYear):
    """The gatherings of one year, newest first, each with how many receipts it has."""
    rows = group.gatherings.in_year(fiscal_year).annotate(receipt_count=Count("receipts"))
    return rows.order_by("-on", "-starts_at")


def totals(rows: Iterable[Gathering]) -> dict[str, int]:
    """Sums of a diary: times, people, helpers, yen paid for the venue."""
    rows = list(rows)
    return {
        "times": len(rows),
        "people": sum(row.people or 0 for row in rows),
        "helpers": sum(row.helpers or 0 for row in rows),
        "venue_fee": sum(row.venue_fee for row in rows),
    }


def diary_years(group: Group, today: date) -> list[FiscalYear]:
    """The present fiscal year, and those of which the diary holds something, newest first."""
    known = {FiscalYear.of(day) for day in group.gatherings.dates("on", "month")}
    return sorted(known | {FiscalYear.of(today)}, key=lambda year: -year.year)


def chosen_year(typed: str | None, today: date) -> FiscalYear:
    """The fiscal year of an address; what cannot be read is the present one."""
    if typed and re.fullmatch(r"(19|20)[0-9]{2}", typed):
        return FiscalYear(int(typed))
    return FiscalYear.of(today)


def usual(group: Group, today: date) -> dict:
    """What the next entry begins with: today, and all else as it was the last time."""
    last = group.gatherings.order_by("-on", "-starts_at").first()
    if last is None:
        return {"on": today, "place": group.venue}
    alike = ("starts_at", "ends_at", "place", "helpers", "venue_fee", "form")
    return {"on": today, **{name: getattr(last, name) for name in alike}}
