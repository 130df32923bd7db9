"""What pages and reports ask of groups, in a fixed number of queries."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import F, Prefetch

from ibasho.groups.models import Group, Membership, StatusChange
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
