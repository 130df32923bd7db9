"""Stories after the award: a diary kept, a report sent, checked and settled."""

from datetime import datetime, time

from grants import workflow
from grants.models import Application, ChangeRequest
from ibasho.dates import JAPAN
from ibasho.groups.models import Gathering
from tests.grants.factories import SUNDAYS, answers, awarded

APRIL = datetime(2027, 4, 5, 12, 0, tzinfo=JAPAN)  # when the year is over


def diary(application, *, by, days=SUNDAYS, fee=1_200, people=10, at=APRIL):
    """One gathering of three hours on each of the days."""
    return [
        Gathering.objects.create(
            group=application.group,
            on=day,
            starts_at=time(10),
            ends_at=time(13),
            people=people,
            helpers=2,
            venue_fee=fee,
            noted_by=by,
            noted_at=at,
        )
        for day in days
    ]


def reported(*, resident, worker, approver, days=SUNDAYS, fee=1_200, statement=None, **changes):
    """An award (12 gatherings at 1,200 yen, 44,400 yen unless told) of which `days` were held."""
    application = awarded(by=resident, worker=worker, approver=approver, **changes)
    diary(application, by=resident, days=days, fee=fee)
    return report(application, by=resident, statement=statement)


def report(application, *, by, statement=None, at=APRIL) -> Application:
    return workflow.report(application, by=by, at=at, statement=statement or {})


def settled(*, resident, worker, approver, amount=None, **told):
    """Reported, checked and settled at what the report comes to, unless told."""
    application = reported(resident=resident, worker=worker, approver=approver, **told)
    most = min(application.reports.get().amount, application.granted_amount)
    amount = most if amount is None else amount
    workflow.check_report(application, by=worker, at=APRIL, amount=amount)
    return workflow.settle(application, by=approver, at=APRIL, amount=amount)


def asked_to_change(application, *, by, at, days, fee="1,200", reason="会場が使えない月があるため"):
    """A change to these days, sent."""
    change = workflow.start_change(application, by=by, at=at, kind="change")
    told = answers(days=days, fee=fee)
    typed = {name: told[name] for name in ("days", "venue_fee")}
    workflow.write_change(change, by=by, typed=typed, reason=reason)
    return workflow.ask_change(change, by=by, at=at)


def changed(application, *, resident, worker, approver, at, **told) -> ChangeRequest:
    """Asked for, proposed as it was worked out, and approved."""
    change = asked_to_change(application, by=resident, at=at, **told)
    change = workflow.prepare_change(change, by=worker, at=at, amount=change.amount)
    return workflow.approve_change(change, by=approver, at=at, amount=change.amount)
