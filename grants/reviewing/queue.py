"""The queue of the staff: applications by tab, filter and order, at a fixed cost."""

from django.db.models import Count, F, Q
from django.utils.translation import gettext_lazy as _

from grants.days import lateness
from grants.models import Application
from grants.reviewing import unread
from grants.states import State
from ibasho.dates import FiscalYear
from ibasho.text import fold

TABS = (
    State.SUBMITTED,
    State.UNDER_REVIEW,
    State.RETURNED,
    State.RECOMMENDED,
    State.AWARDED,
    State.REPORTED,
    State.SETTLED,
    State.CLOSED,
    State.DECLINED,
    State.REVOKED,
    State.WITHDRAWN,
)
# What a tab is called where it is not the state itself: what its applications wait for.
WAITING = {
    State.SUBMITTED: _("要受付"),
    State.AWARDED: _("実績待ち"),
    State.REPORTED: _("額の確定待ち"),
    State.SETTLED: _("精算待ち"),
}
NOBODY = "none"
ORDERS = {
    "-submitted": (F("submitted_at").desc(), "-receipt_number"),
    "submitted": (F("submitted_at").asc(), "receipt_number"),
    "group": ("group__reading", "group__name", "id"),
    "-amount": (F("requested_amount").desc(), "-receipt_number"),
    "amount": (F("requested_amount").asc(), "receipt_number"),
}
SHOWN = (
    "receipt_number",
    "state",
    "requested_amount",
    "awarded_amount",
    "granted_amount",
    "settled_amount",
    "submitted_at",
    "on_paper",
    "group__name",
    "programme_year__fiscal_year",
    "programme_year__programme__name",
    "worker__name",
    "worker__email",
)


def label(state: str) -> str:
    return WAITING.get(state) or State(state).label


def found(*, q="", fiscal_year=None, area=None, worker=None, late_on=None, unread_by=None):
    """Received applications that fit the filters, in every state.

    `worker` is the key of a user, or NOBODY for those that nobody looks after yet; with `late_on`
    (a day) only what should have gone on before it, with `unread_by` (a user) only what holds a
    message that they have not read.
    """
    rows = _pressing(Application.objects.received(), late_on, unread_by)
    if worker:
        rows = rows.filter(worker=None if worker == NOBODY else worker)
    if fiscal_year:
        rows = rows.in_year(FiscalYear(int(fiscal_year)))
    if area:
        rows = rows.filter(group__area=area)
    for word in fold(q).split():
        rows = rows.filter(Q(group__search__contains=word) | Q(receipt_number__icontains=word))
    return rows


def _pressing(rows, late_on, unread_by):
    """What is late, what waits to be read, or both; all where nothing is asked."""
    if late_on:
        rows = lateness.late(rows, on=late_on)
    return unread.waiting(rows, unread_by) if unread_by else rows


def counts(rows) -> dict[str, int]:
    """How many of the found rows stand in each state; the sum under the empty key."""
    by_state = dict(rows.order_by().values_list("state").annotate(Count("id")))
    return {"": sum(by_state.values()), **{tab: by_state.get(tab, 0) for tab in TABS}}


def chosen(rows, *, state="", sort="-submitted"):
    """One tab in the order asked for."""
    return (rows.filter(state=state) if state else rows).order_by(*ORDERS[sort])


def listed(rows, *, state="", sort="-submitted"):
    """One tab in the order asked for, with just what a row shows."""
    related = ("group", "programme_year__programme", "worker")
    return chosen(rows, state=state, sort=sort).select_related(*related).only(*SHOWN)


def ticked(keys):
    """The received applications with these keys, oldest first, with what a bulk action asks of them."""
    rows = Application.objects.received().filter(pk__in=keys)
    return rows.select_related("group__area", "worker").order_by("submitted_at", "receipt_number")


def to_decide(keys):
    """The same, with what a decision on many asks of them."""
    related = ("programme_year__programme", "recommended_by", "decided_by")
    return ticked(keys).select_related("group__area", *related).prefetch_related("interests")


def fiscal_years() -> list[int]:
    """The fiscal years that hold an application, newest first."""
    years = Application.objects.received().values_list("programme_year__fiscal_year", flat=True)
    return list(years.order_by("-programme_year__fiscal_year").distinct())
