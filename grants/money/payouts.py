"""A payment planned out of an accepted claim, or called off while nothing has left.

What writes takes `by` (a User) and `at` (an aware moment); NotAllowed says kindly why not.
"""

from django.db import transaction
from django.utils.translation import gettext as _

from grants.models import Application, Claim, Payment
from grants.models.claim import ClaimStatus
from grants.models.payment import PaymentStatus
from grants.money.balance import balance
from grants.permissions import NotAllowed, interested
from ibasho.accounts.permissions import Capability
from ibasho.text import yen


def held(application_id) -> Application:
    """The application, locked: whatever moves money of one grant begins here."""
    rows = Application.objects.select_for_update(of=["self"], no_key=True)
    return rows.select_related("group", "programme_year__programme").get(pk=application_id)


def why_no_paying(user, application: Application) -> str:
    """Why `user` may not move money of this grant; empty if they may."""
    if not user.may(Capability.PAY):
        return _("この手続きをする権限がありません。")
    if interested(user, application):
        return _("利害関係があると申し出ています。この手続きは、ほかの職員に頼んでください。")
    return ""


def may_pay(user, application: Application) -> None:
    if reason := why_no_paying(user, application):
        raise NotAllowed(reason)


@transaction.atomic
def plan_payment(claim: Claim, *, by, at, amount: int | None = None) -> Payment:
    """Plan to pay an accepted claim, or what of it failed before: `amount` yen, all unless told."""
    application = held(claim.application_id)
    may_pay(by, application)
    claim = Claim.objects.select_related("account").get(pk=claim.pk)
    amount = claim.amount if amount is None else amount
    if reason := _why_not(application, claim, amount):
        raise NotAllowed(reason)
    return Payment.objects.create(
        application=application,
        claim=claim,
        account=claim.account,
        kind=claim.kind,
        amount=amount,
        planned_by=by,
        planned_at=at,
        changed_by=by,
        changed_at=at,
    )


def _why_not(application, claim, amount) -> str:
    if claim.status != ClaimStatus.ACCEPTED:
        return _("まだ受理していない請求は、支払えません。")
    if claim.account.confirmed_at is None or claim.account.refused_at:
        return _("確かめていない口座、使わないと決めた口座には、支払えません。")
    left = balance(application).to_pay
    if not 0 < amount <= left:
        return _("支払えるのは、1円から%sまでです。") % yen(left)
    return ""


@transaction.atomic
def call_off(application: Application, *, by, at, reason: str) -> int:
    """Call off what is only planned, so that it never leaves; how many. Revoking asks for it."""
    held(application.pk)
    planned = Payment.objects.filter(application=application, status=PaymentStatus.PLANNED)
    return planned.update(
        status=PaymentStatus.CANCELLED, changed_by=by, changed_at=at, reason=reason
    )


def drop_claims(application: Application, *, by, at, reason: str) -> int:
    """Send back a claim that nobody has answered yet; how many. Revoking asks for it."""
    waiting = Claim.objects.filter(application=application, status=ClaimStatus.MADE)
    return waiting.update(
        status=ClaimStatus.SENT_BACK, answered_by=by, answered_at=at, reason=reason
    )
