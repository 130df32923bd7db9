"""The records behind a figure as rows of a list: where each leads, and what stands in its columns."""

from collections.abc import Callable
from dataclasses import dataclass

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from grants.reviewing import queue
from ibasho.dates import both, day_in_japan
from ibasho.groups.models import Status
from ibasho.text import yen


@dataclass(frozen=True)
class Row:
    """`cells` begin with the words of the link; the columns of money stand right."""

    url: str
    cells: tuple[str, ...]


@dataclass(frozen=True)
class Listing:
    """How records of one kind are listed: their heads, their order and joins, and the row of one."""

    heads: tuple[str, ...]
    ordered: Callable[[QuerySet], QuerySet]
    row: Callable


def _day(moment) -> str:
    return both(day_in_japan(moment)) if moment else ""


def _yen(amount: int | None) -> str:
    return "" if amount is None else yen(amount)


def _application(one) -> Row:
    return Row(
        reverse("application", args=[one.pk]),
        (
            one.receipt_number,
            one.group.name,
            str(queue.label(one.state)),
            _day(one.sent),
            _day(one.decided_at),
            _yen(one.requested_amount),
            _yen(one.awarded_amount),
            _yen(one.settled_amount),
        ),
    )


def _group(one) -> Row:
    status = str(Status(one.then).label)
    where = one.area.name if one.area else ""
    return Row(reverse("staff_group", args=[one.pk]), (one.name, status, where, one.neighbourhood))


def _payment(one) -> Row:
    asked = one.application
    told = (asked.receipt_number, asked.group.name, one.get_kind_display(), both(one.paid_on))
    return Row(reverse("application", args=[asked.pk]), (*told, yen(one.amount)))


def _receipt(one) -> Row:
    asked = one.refund.application
    told = (asked.receipt_number, asked.group.name, both(one.received_on), yen(one.amount))
    return Row(reverse("application", args=[asked.pk]), told)


def _budget(one) -> Row:
    return Row(reverse("programmes"), (str(one.programme), str(one.year), yen(one.budget)))


GRANT = (_("受付番号"), _("団体"))
LISTINGS = {
    "applications": Listing(
        (
            *GRANT,
            *(_("状態"), _("提出日"), _("決定日"), _("申請額"), _("交付決定額"), _("確定額")),
        ),
        lambda rows: rows.select_related("group").order_by("receipt_number", "pk"),
        _application,
    ),
    "groups": Listing(
        (_("団体"), _("その日の状況"), _("圏域"), _("町名")),
        lambda rows: rows.select_related("area"),
        _group,
    ),
    "payments": Listing(
        (*GRANT, _("種類"), _("支払った日"), _("金額")),
        lambda rows: rows.select_related("application__group").order_by("paid_on", "pk"),
        _payment,
    ),
    "receipts": Listing(
        (*GRANT, _("受け取った日"), _("金額")),
        lambda rows: rows.select_related("refund__application__group").order_by(
            "received_on", "pk"
        ),
        _receipt,
    ),
    "budgets": Listing(
        (_("助成事業"), _("年度"), _("予算")),
        lambda rows: rows.select_related("programme").order_by("programme__name", "pk"),
        _budget,
    ),
}


def talks(rows: QuerySet) -> QuerySet:
    """Consultations are listed as everywhere, so only their joins and order are ours."""
    joined = rows.select_related("group", "area").prefetch_related("workers")
    return joined.order_by("-on", "-at_time", "-written_at", "id")
