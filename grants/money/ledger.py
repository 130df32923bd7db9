"""The money of one application as a story: claims, payments and refunds, for the group and staff."""

from dataclasses import dataclass
from datetime import datetime, time

from django.db.models import Prefetch
from django.utils.translation import gettext as _

from grants.models import Application, BankAccount, Claim, Payment, Refund, RefundReceipt
from grants.models.claim import ClaimStatus
from grants.models.payment import PaymentStatus
from grants.models.refund import RefundStatus
from grants.money.balance import Balance, balance
from grants.transfer import banks
from ibasho.dates import JAPAN, both
from ibasho.text import yen

COLOURS = {
    ClaimStatus.MADE: "waiting",
    ClaimStatus.ACCEPTED: "good",
    ClaimStatus.SENT_BACK: "bad",
    ClaimStatus.WITHDRAWN: "neutral",
    PaymentStatus.PLANNED: "waiting",
    PaymentStatus.IN_FILE: "active",
    PaymentStatus.PAID: "good",
    PaymentStatus.FAILED: "bad",
    PaymentStatus.RETURNED: "bad",
    PaymentStatus.CANCELLED: "neutral",
    RefundStatus.DEMANDED: "waiting",
    RefundStatus.RECEIVED: "good",
    RefundStatus.CANCELLED: "neutral",
}


@dataclass(frozen=True)
class Story:
    """`accounts` are those of the group that can be used again, the last one first."""

    balance: Balance
    claims: list[Claim]
    payments: list[Payment]
    refunds: list[Refund]
    accounts: list[BankAccount]

    @property
    def waiting(self) -> Claim | None:
        """The claim that nobody has answered yet."""
        return next((one for one in self.claims if one.status == ClaimStatus.MADE), None)

    @property
    def begun(self) -> bool:
        return bool(self.claims or self.refunds)


def story(application: Application) -> Story:
    """In six queries, however much there is."""
    receipts = Prefetch("receipts", RefundReceipt.objects.select_related("by"))
    return Story(
        balance=balance(application),
        claims=list(application.claims.select_related("account", "made_by", "answered_by")),
        payments=[
            _coloured(one)
            for one in application.payments.select_related("account", "changed_by", "planned_by")
        ],
        refunds=[
            _coloured(one)
            for one in application.refunds.select_related("letter", "demanded_by").prefetch_related(
                receipts
            )
        ],
        accounts=list(application.group.bank_accounts.usable().order_by("-written_at")[:5]),
    )


def _coloured(row):
    row.colour = COLOURS[row.status]
    return row


def missing(refund: Refund) -> int:
    """What of a prefetched refund has not come yet, in whole yen."""
    come = sum(receipt.amount for receipt in refund.receipts.all())
    return refund.amount - come if refund.status == RefundStatus.DEMANDED else 0


def events(known: Story) -> list[dict]:
    """What happened with the money, as templates/_partials/_timeline.html shows it."""
    told = [event for one in known.claims for event in _of_claim(one)]
    told += [event for one in known.payments for event in _of_payment(one)]
    told += [event for one in known.refunds for event in _of_refund(one)]
    return told


def moment(event: dict) -> datetime:
    """For putting events in order: a day that was only typed counts as its end."""
    on = event["on"]
    return on if isinstance(on, datetime) else datetime.combine(on, time.max, tzinfo=JAPAN)


def _event(on, title, text="", kind="") -> dict:
    return {"on": on, "title": title, "text": text, "kind": kind}


def _of_claim(claim: Claim) -> list[dict]:
    asked = _("%(kind)s　%(amount)s") % {
        "kind": claim.get_kind_display(),
        "amount": yen(claim.amount),
    }
    told = [_event(claim.made_at, _("助成金を請求しました"), asked)]
    if claim.status == ClaimStatus.SENT_BACK:
        title = _("請求について、確かめてほしいことの連絡がありました")
        told.append(_event(claim.answered_at, title, claim.reason, "bad"))
    if claim.status == ClaimStatus.WITHDRAWN:
        told.append(_event(claim.answered_at, _("請求を取り下げました")))
    return told


def _of_payment(payment: Payment) -> list[dict]:
    amount = {"amount": yen(payment.amount)}
    at = payment.changed_at
    if payment.status == PaymentStatus.PLANNED:
        title = _("%(amount)sの支払いの準備をしています") % amount
        return [_event(at, title, _("振り込む日が決まったら、お知らせします。"))]
    if payment.status == PaymentStatus.IN_FILE:
        told = amount | {"day": both(payment.pay_on)}
        return [_event(at, _("%(day)sに%(amount)sを振り込みます") % told)]
    if payment.status == PaymentStatus.PAID:
        title = _("%(amount)sをお支払いしました") % amount
        return [_event(payment.paid_on, title, str(payment.account), "good")]
    if payment.status == PaymentStatus.CANCELLED:
        return [_event(at, _("%(amount)sの支払いを取りやめました") % amount, payment.reason)]
    title = _("%(amount)sを振り込めませんでした") % amount
    return [_event(at, title, payment.reason, "bad")]


def _of_refund(refund: Refund) -> list[dict]:
    told = {"amount": yen(refund.amount), "day": both(refund.due_on)}
    title = _("%(day)sまでに%(amount)sを返してください") % told
    found = [_event(refund.demanded_at, title, refund.reason, "bad")]
    if refund.status == RefundStatus.CANCELLED:
        title = _("%(amount)sの返還の請求を取り消しました") % told
        found.append(_event(refund.ended_at, title, refund.ended_reason))
    return found + [
        _event(one.received_on, _("%sを返していただきました") % yen(one.amount), kind="good")
        for one in refund.receipts.all()
    ]


def account_rows(account: BankAccount) -> list[dict]:
    """A known account, its number masked, as templates/_partials/_summary_list.html shows it."""
    return [
        _row(_("銀行"), f"{account.bank_name}（{account.bank_code}）"),
        _row(_("支店"), f"{account.branch_name}（{account.branch_code}）"),
        _row(_("預金の種類"), account.get_deposit_display()),
        _row(_("口座番号"), account.masked),
        _row(_("口座名義"), account.holder),
    ]


def new_rows(new, passbook: str) -> list[dict]:
    """A new account (grants.money.claiming.NewAccount) in full, for whoever has just typed it; of ゆうちょ
    with what stands in the `passbook`."""
    told = new.account
    bank, branch = banks.bank_of(told.bank), banks.branch_of(told.bank, told.branch)
    rows = [_row(_("通帳の記号と番号"), passbook)] if passbook else []
    number = _("口座番号（ほかの銀行から振り込むときの番号）") if passbook else _("口座番号")
    return [
        *rows,
        _row(_("銀行"), str(bank)),
        _row(_("支店"), str(branch)),
        _row(_("預金の種類"), told.deposit.label),
        _row(number, told.number),
        _row(_("口座名義"), told.holder),
    ]


def _row(label, value) -> dict:
    return {"label": label, "value": value}
