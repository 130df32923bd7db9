"""What the stories of money begin with: a claim, a payment on each step of its way, a settlement."""

from datetime import date, datetime, time, timedelta

from grants import workflow
from grants.models import Application, Payment
from grants.money import claiming, filing, paying
from grants.money.claiming import NewAccount
from grants.transfer.account import Account, Deposit
from ibasho.dates import JAPAN, day_in_japan
from ibasho.groups.models import Gathering
from tests.grants import factories
from tests.grants.factories import NOON, SUNDAYS

MONDAY = date(2026, 4, 13)
AFTER = datetime(2026, 4, 14, 12, 0, tzinfo=JAPAN)
NEXT_MAY = datetime(2027, 5, 10, 12, 0, tzinfo=JAPAN)
HOLDER = "ﾐﾎﾝﾉｶｲ"
NUMBER = "1234567"


def new_account(*, bank="9900", branch="058", number=NUMBER, holder=HOLDER, told_as="10530"):
    """ゆうちょ 10530-12345671 unless told."""
    return NewAccount(Account(bank, branch, Deposit.ORDINARY, number, holder), told_as)


def claimed(application, *, by, amount=None, account=None, at=NOON):
    """A claim for all of it unless told, into a new account."""
    amount = application.awarded_amount if amount is None else amount
    return claiming.claim(
        application, by=by, at=at, amount=amount, account=account or new_account()
    )


def planned(application, *, by, accountant, at=NOON, **claim) -> Payment:
    return paying.accept_claim(claimed(application, by=by, at=at, **claim), by=accountant, at=at)


def filed(*payments, accountant, on=MONDAY, at=NOON):
    return filing.make_file([each.pk for each in payments], by=accountant, at=at, on=on)


def paid(application, *, by, accountant, at=NOON, **claim) -> Payment:
    """Claimed, filed for the next open day, and paid on it."""
    payment = planned(application, by=by, accountant=accountant, at=at, **claim)
    on = filing.days.next_open(day_in_japan(at))
    filed(payment, accountant=accountant, on=on, at=at)
    return paying.mark_paid(payment, by=accountant, at=at + timedelta(days=10), on=on)


def awarded(*, resident, worker, approver, **changes) -> Application:
    return factories.awarded(by=resident, worker=worker, approver=approver, **changes)


def settled(application, *, by, worker, approver, gatherings=12, at=NEXT_MAY) -> Application:
    """Reported out of so many gatherings at 1,200 yen, checked, and fixed at what they come to."""
    for day in SUNDAYS[:gatherings]:
        Gathering.objects.create(
            group=application.group,
            on=day,
            starts_at=time(10),
            ends_at=time(13),
            venue_fee=1_200,
            noted_by=by,
            noted_at=at,
        )
    reported = workflow.report(application, by=by, at=at, statement={})
    amount = min(reported.reports.get().amount, reported.granted_amount)
    workflow.check_report(reported, by=worker, at=at, amount=amount)
    return workflow.settle(reported, by=approver, at=at, amount=amount)
