"""Money that comes back (返還): demanded with a letter and a day, received in one or more parts."""

from datetime import date

from django.db import transaction
from django.db.models import Sum
from django.utils.translation import gettext as _

from grants import notices
from grants.door import issue, tell
from grants.models import Application, Refund, RefundReceipt
from grants.models.refund import RefundStatus
from grants.money.balance import balance
from grants.money.payouts import held, may_pay
from grants.permissions import NotAllowed
from ibasho.dates import day_in_japan
from ibasho.letters.models import Kind
from ibasho.text import yen


@transaction.atomic
def demand_refund(application: Application, *, by, at, due_on: date, reason="") -> Refund:
    """Ask for all that is to come back and was not asked for yet, with the numbered letter."""
    locked = held(application.pk)
    may_pay(by, locked)
    known = balance(locked)
    if not known.to_demand:
        raise NotAllowed(_("返してもらうお金はありません。"))
    if due_on <= day_in_japan(at):
        raise NotAllowed(_("返還の期限は、あしたより後の日にしてください。"))
    words = notices.refund_letter(
        locked, kept=known.kept, amount=known.to_demand, due_on=due_on, reason=reason
    )
    refund = Refund.objects.create(
        application=locked,
        amount=known.to_demand,
        due_on=due_on,
        reason=reason,
        letter=issue(locked, Kind.REFUND, words, by=by, at=at),
        demanded_by=by,
        demanded_at=at,
    )
    tell(locked, notices.refund_demanded(refund), at=at)
    return refund


def outstanding(refund: Refund) -> int:
    """What of it has not come yet, in whole yen."""
    come = refund.receipts.aggregate(yen=Sum("amount", default=0))["yen"]
    return refund.amount - come if refund.status == RefundStatus.DEMANDED else 0


def _open(refund: Refund, by) -> Refund:
    application = held(refund.application_id)
    may_pay(by, application)
    found = Refund.objects.select_related("ended_by").get(pk=refund.pk)
    if found.status != RefundStatus.DEMANDED:
        told = {"name": found.ended_by, "status": found.get_status_display()}
        raise NotAllowed(_("%(name)sさんが先に「%(status)s」にしました。") % told)
    found.application = application
    return found


@transaction.atomic
def receive_refund(refund: Refund, *, by, at, on: date, amount: int | None = None) -> RefundReceipt:
    """`amount` yen have come on that day, all that was missing unless told."""
    found = _open(refund, by)
    missing = outstanding(found)
    amount = missing if amount is None else amount
    if not 1 <= amount <= missing:
        raise NotAllowed(_("受け取る額は、1円から%sまでにしてください。") % yen(missing))
    if not day_in_japan(found.demanded_at) <= on <= day_in_japan(at):
        raise NotAllowed(_("受け取った日は、返還を請求した日から今日までにしてください。"))
    receipt = RefundReceipt.objects.create(
        refund=found, amount=amount, received_on=on, by=by, at=at
    )
    if amount == missing:
        found.status, found.ended_by, found.ended_at = RefundStatus.RECEIVED, by, at
        found.save()
    tell(found.application, notices.refund_received(found, amount), at=at)
    return receipt


@transaction.atomic
def cancel_refund(refund: Refund, *, by, at, reason: str) -> Refund:
    """Take a demand back of which nothing has come, for example to set another day."""
    found = _open(refund, by)
    if outstanding(found) != found.amount:
        raise NotAllowed(_("もう受け取ったお金があるので、請求を取り消せません。"))
    found.status, found.ended_by, found.ended_at = RefundStatus.CANCELLED, by, at
    found.ended_reason = reason
    found.save()
    return found
