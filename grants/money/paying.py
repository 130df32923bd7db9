"""Claims and payments from the accountant's side: each answered once, each with its outcome.

What writes takes `by` (a User) and `at` (an aware moment); NotAllowed says kindly why not.
"""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from grants import notices
from grants.door import tell
from grants.models import AccountReading, BankAccount, Claim, Payment
from grants.models.claim import ClaimStatus
from grants.models.payment import PaymentStatus
from grants.money.payouts import held, may_pay, plan_payment
from grants.permissions import NotAllowed
from ibasho.accounts.permissions import Capability
from ibasho.dates import day_in_japan, western


def read_number(account: BankAccount, *, by, at) -> str:
    """The number in full, for whoever pays; the reading is written down first."""
    if not by.may(Capability.PAY):
        raise NotAllowed(_("口座番号は、会計の職員だけが見られます。"))
    AccountReading.objects.create(account=account, by=by, at=at)
    return account.number.reveal()


def _claim(claim: Claim, by) -> Claim:
    """The claim with its application locked, if it still waits for an answer."""
    application = held(claim.application_id)
    may_pay(by, application)
    found = Claim.objects.select_related("account").get(pk=claim.pk)
    if found.status != ClaimStatus.MADE:
        told = {"name": found.answered_by, "status": found.get_status_display()}
        raise NotAllowed(_("%(name)sさんが先に答えました（%(status)s）。") % told)
    found.application = application
    return found


@transaction.atomic
def accept_claim(claim: Claim, *, by, at) -> Payment:
    """Vouch for the account, accept the claim, and plan its payment."""
    found = _claim(claim, by)
    account = BankAccount.objects.select_for_update().get(pk=found.account_id)
    if account.confirmed_at is None:
        account.confirmed_by, account.confirmed_at = by, at
        account.save()
    found.status, found.answered_by, found.answered_at = ClaimStatus.ACCEPTED, by, at
    found.save()
    return plan_payment(found, by=by, at=at)


@transaction.atomic
def send_back_claim(claim: Claim, *, by, at, reason: str) -> Claim:
    """The claim cannot be paid as it is; the group reads why and claims anew."""
    found = _claim(claim, by)
    found.status, found.answered_by, found.answered_at = ClaimStatus.SENT_BACK, by, at
    found.reason = reason
    found.save()
    tell(found.application, notices.claim_sent_back(found), at=at)
    return found


def _payment(payment: Payment, by, *sources: str) -> Payment:
    """The payment with its application locked, if it stands in one of these."""
    application = held(payment.application_id)
    may_pay(by, application)
    found = Payment.objects.select_related("account", "changed_by").get(pk=payment.pk)
    if found.status not in sources:
        told = {"name": found.changed_by, "status": found.get_status_display()}
        raise NotAllowed(_("%(name)sさんが先に「%(status)s」にしました。") % told)
    found.application = application
    return found


def _write(payment: Payment, *, by, at, **changes) -> Payment:
    for name, value in {**changes, "changed_by": by, "changed_at": at}.items():
        setattr(payment, name, value)
    payment.save()
    return payment


@transaction.atomic
def mark_paid(payment: Payment, *, by, at, on: date) -> Payment:
    """The bank paid it on that day; or it was paid at a counter, without a file."""
    found = _payment(payment, by, PaymentStatus.IN_FILE, PaymentStatus.PLANNED)
    earliest = found.pay_on or day_in_japan(found.planned_at)
    if not earliest <= on <= day_in_japan(at):
        told = {"first": western(earliest), "last": western(day_in_japan(at))}
        raise NotAllowed(_("支払った日は、%(first)sから%(last)sまでにしてください。") % told)
    by_hand = found.status == PaymentStatus.PLANNED
    _write(found, by=by, at=at, status=PaymentStatus.PAID, paid_on=on)
    if by_hand:  # the others were told the day when the file was made
        tell(found.application, notices.paid(found), at=at)
    return found


@transaction.atomic
def mark_failed(payment: Payment, *, by, at, reason: str, refuse_account: bool) -> Payment:
    """The bank could not pay it: the group is told, and asked for a right account."""
    found = _payment(payment, by, PaymentStatus.IN_FILE)
    return _not_there(found, PaymentStatus.FAILED, reason, refuse_account, by=by, at=at)


@transaction.atomic
def mark_returned(payment: Payment, *, by, at, reason: str, refuse_account: bool) -> Payment:
    """It was paid, and the bank gave it back."""
    found = _payment(payment, by, PaymentStatus.PAID)
    return _not_there(found, PaymentStatus.RETURNED, reason, refuse_account, by=by, at=at)


def _not_there(found, status, reason, refuse_account, *, by, at) -> Payment:
    _write(found, by=by, at=at, status=status, reason=reason)
    if refuse_account:
        refuse(found.account, by=by, at=at, reason=reason)
    tell(found.application, notices.not_paid(found), at=at)
    return found


@transaction.atomic
def refuse(account: BankAccount, *, by, at, reason: str) -> BankAccount:
    """Lay an account aside: nothing goes there any more."""
    found = BankAccount.objects.select_for_update().get(pk=account.pk)
    if found.refused_at is None:
        found.refused_by, found.refused_at, found.refused_reason = by, at, reason
        found.save()
    return found


@transaction.atomic
def cancel_payment(payment: Payment, *, by, at, reason: str) -> Payment:
    """Call one payment off while it is only planned; the group may claim anew."""
    found = _payment(payment, by, PaymentStatus.PLANNED)
    return _write(found, by=by, at=at, status=PaymentStatus.CANCELLED, reason=reason)
