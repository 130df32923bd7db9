"""Days called to mind by mail: to the group before and after, to the staff once it is late."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import transaction

from grants import notices
from grants.models import Application, Correction, Refund, Reminder, What
from grants.models.refund import RefundStatus
from grants.states import State
from ibasho.dates import day_in_japan
from ibasho.letters import post

# So many days before the last one.
AHEAD = {"report": 14, "correction": 3, "refund": 7}
LATE = (What.REPORT_LATE, What.CORRECTION_LATE, What.REFUND_LATE)


@dataclass(frozen=True)
class Due:
    application: Application
    what: What
    due_on: date


def due(*, on: date) -> list[Due]:
    """What is to be called to mind on that day and has not been yet."""
    found = [*_reports(on), *_corrections(on), *_refunds(on)]
    known = Reminder.objects.filter(application__in=[one.application.pk for one in found])
    sent = set(known.values_list("application", "what", "due_on"))
    return [one for one in found if (one.application.pk, one.what, one.due_on) not in sent]


def _what(kind: str, due_on: date, on: date) -> What | None:
    if due_on < on:
        return What(f"{kind}_late")
    return What(f"{kind}_soon") if due_on - timedelta(days=AHEAD[kind]) <= on else None


def _named(rows: Iterable[tuple[Application, date]], kind: str, on: date) -> Iterable[Due]:
    for application, due_on in rows:
        if what := _what(kind, due_on, on):
            yield Due(application, what, due_on)


def _reports(on: date) -> Iterable[Due]:
    until = on + timedelta(days=AHEAD["report"])
    rows = Application.objects.filter(state=State.AWARDED, report_due_on__lte=until)
    rows = rows.exclude(corrections__answered_at=None, corrections__isnull=False)
    rows = rows.select_related("group", "worker")
    return _named(((row, row.report_due_on) for row in rows), "report", on)


def _corrections(on: date) -> Iterable[Due]:
    until = on + timedelta(days=AHEAD["correction"])
    rows = Correction.objects.filter(
        answered_at=None,
        due_on__lte=until,
        application__state__in=[State.RETURNED, State.AWARDED],
    ).select_related("application__group", "application__worker")
    return _named(((row.application, row.due_on) for row in rows), "correction", on)


def _refunds(on: date) -> Iterable[Due]:
    until = on + timedelta(days=AHEAD["refund"])
    rows = Refund.objects.filter(status=RefundStatus.DEMANDED, due_on__lte=until)
    rows = rows.select_related("application__group", "application__worker")
    return _named(((row.application, row.due_on) for row in rows), "refund", on)


def remind_all(*, at: datetime) -> int:
    """Call everything to mind that is due; how many. A second run on the same day finds nothing."""
    return sum(remind(one, at=at) for one in due(on=day_in_japan(at)))


@transaction.atomic
def remind(one: Due, *, at: datetime) -> bool:
    """Write it down and put the mails into the outbox, or neither; False if somebody was first."""
    _row, made = Reminder.objects.get_or_create(
        application=one.application, what=one.what, due_on=one.due_on, defaults={"at": at}
    )
    if not made:
        return False
    words = notices.reminder(one.application, one.what, one.due_on)
    people = one.application.group.memberships.values_list("user__email", flat=True)
    for address in people:
        post.put(to=address, at=at, **words)
    if one.what in LATE and one.application.worker:
        told = notices.reminder_to_staff(one.application, one.what, one.due_on)
        post.put(to=one.application.worker.email, at=at, **told)
    return True
