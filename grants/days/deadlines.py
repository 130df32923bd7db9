"""The days that must not be missed: applications, reports, corrections, refunds, windows."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from grants.days import lateness
from grants.models import Application, ProgrammeYear, Refund
from grants.models.refund import RefundStatus
from grants.states import State

MOST = 500  # of one kind on one page
WORDS = {
    State.SUBMITTED: _("受付"),
    State.UNDER_REVIEW: _("審査"),
    State.RETURNED: _("補正の期限（団体）"),
    State.RECOMMENDED: _("決裁"),
    State.AWARDED: _("実績報告の期限（団体）"),
    State.REPORTED: _("額の確定"),
    State.SETTLED: _("精算"),
}


@dataclass(frozen=True)
class Deadline:
    """One day; `about` is the group or the programme, `key` the same for the same day ever after."""

    on: date
    words: str
    about: str
    number: str
    worker: str
    url: str
    key: str


def upcoming(*, on: date, worker=None) -> list[Deadline]:
    """Everything that is open on that day, also what is late, soonest first.

    With `worker` only what that person looks after.
    """
    rows = lateness.with_due_day(Application.objects.filter(state__in=lateness.LATE_FROM))
    refunds = Refund.objects.filter(status=RefundStatus.DEMANDED)
    if worker:
        rows, refunds = rows.filter(worker=worker), refunds.filter(application__worker=worker)
    found = [*_of_applications(rows), *_of_refunds(refunds), *_of_windows(on)]
    return sorted(found, key=lambda one: (one.on, one.about))


def _of_applications(rows) -> Iterable[Deadline]:
    waiting = rows.filter(due_on__isnull=False).select_related("group", "worker")
    shown = waiting.order_by("due_on", "pk")[:MOST]
    for row in shown:
        words = WORDS[row.state]
        yield _deadline(row, row.due_on, words, f"{row.pk}-{row.state}")


def _of_refunds(refunds) -> Iterable[Deadline]:
    related = ("application__group", "application__worker")
    for refund in refunds.select_related(*related).order_by("due_on", "pk")[:MOST]:
        words = _("返還の期限（団体）")
        yield _deadline(refund.application, refund.due_on, words, f"{refund.pk}-refund")


def _deadline(application, on, words, key) -> Deadline:
    return Deadline(
        on=on,
        words=str(words),
        about=application.group.name,
        number=application.receipt_number,
        worker=str(application.worker or ""),
        url=reverse("application", args=[application.pk]),
        key=key,
    )


def _of_windows(on: date) -> Iterable[Deadline]:
    years = ProgrammeYear.objects.filter(published=True, closes_on__gte=on)
    for year in years.select_related("programme"):
        yield Deadline(
            on=year.closes_on,
            words=str(_("申請の受付の終わり")),
            about=str(year),
            number="",
            worker="",
            url=reverse("programmes"),
            key=f"window-{year.pk}",
        )


def by_month(found: Iterable[Deadline]) -> list[tuple[date, list[Deadline]]]:
    """The days of each month under its first day."""
    months: dict[date, list[Deadline]] = {}
    for one in found:
        months.setdefault(one.on.replace(day=1), []).append(one)
    return list(months.items())
