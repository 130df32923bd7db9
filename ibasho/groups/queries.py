"""What pages and reports ask of groups, in a fixed number of queries."""

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Case, Count, F, Prefetch, Q, Sum, When
from django.db.models.functions import ExtractYear

from ibasho.dates import FiscalYear
from ibasho.groups.models import (
    Gathering,
    Group,
    Listing,
    ListingState,
    Membership,
    Status,
    StatusChange,
)
from ibasho.groups.models.group import BY_READING
from ibasho.groups.places import Place, place_of

UNWRITTEN = "none"  # in an address: groups of which no status has been noted
# And those that have paused, graduated or ended: they are supported all the same.
STILL_SUPPORTED = "after"
AFTERWARDS = [Status.PAUSED, Status.GRADUATED, Status.ENDED]
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
        groups = groups.filter(_standing(status))
    if area:
        groups = groups.filter(area=area)
    ordered = groups.order_by(*ORDERS.get(sort, BY_READING))
    return ordered.reverse() if sort == "-reading" else ordered


def _standing(status) -> Q:
    if status == STILL_SUPPORTED:
        return Q(status__in=AFTERWARDS)
    return Q(status=None if status == UNWRITTEN else status)


def places() -> list[Place]:
    """All places that the public may see; two queries, and a city has dozens of them."""
    return sorted(map(place_of, _published()), key=lambda place: place.order)


def place(pk) -> Place | None:
    """One of them."""
    found = _published().filter(pk=pk).first()
    return found and place_of(found)


def _published():
    shown = Listing.objects.filter(state=ListingState.SHOWN)
    return Group.objects.published().prefetch_related(Prefetch("listings", shown, to_attr="shown"))


def photo(pk) -> Listing | None:
    """The listing whose photo the public may see now."""
    groups = Group.objects.published().filter(pk=pk)
    shown = Listing.objects.filter(group__in=groups.values("pk"), state=ListingState.SHOWN)
    return shown.exclude(photo="").first()


@dataclass(frozen=True)
class Listings:
    """Where the words of a group stand: `shown` now, `latest` written (and not taken back)."""

    shown: Listing | None
    latest: Listing | None

    @property
    def waits(self) -> bool:
        return bool(self.latest) and self.latest.state == ListingState.PROPOSED

    @property
    def remark(self) -> str:
        """What staff asked to be written otherwise; empty when nothing is to be done."""
        declined = self.latest and self.latest.state == ListingState.DECLINED
        return self.latest.remark if declined else ""


def listings(group) -> Listings:
    """One query."""
    states = [ListingState.PROPOSED, ListingState.SHOWN, ListingState.DECLINED]
    found = list(group.listings.filter(state__in=states).select_related("proposed_by"))
    shown = [each for each in found if each.state == ListingState.SHOWN and group.published]
    return Listings(shown[0] if shown else None, found[0] if found else None)


def proposals():
    """What groups have laid before the staff, the oldest first."""
    waiting = Listing.objects.filter(state=ListingState.PROPOSED)
    return waiting.select_related("group", "proposed_by").order_by("proposed_at", "id")


def records():
    """Groups with all that the staff's page of one group shows."""
    people = Membership.objects.select_related("user").order_by("since", "id")
    return (
        Group.objects.with_status()
        .select_related("area", "district")
        .prefetch_related(Prefetch("memberships", people))
    )


def versions(group):
    """All that was ever noted of this life, entry by entry, each from its first version on."""
    kept = StatusChange.pgh_event_model.objects.filter(group=group)
    return kept.select_related("noted_by", "amended_by").order_by("pgh_obj_id", "pgh_id")


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


def held_by_group(first: FiscalYear, last: FiscalYear) -> dict:
    """Of each group by its id how often it met in these years, and how many people came."""
    rows = Gathering.objects.filter(on__range=(first.first, last.last)).order_by()
    found = rows.values_list("group").annotate(Count("pk"), Sum("people", default=0))
    return {group: (times, people) for group, times, people in found}


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
