"""The words of the letters and mails that an application brings about."""

from django.utils.translation import gettext as _

from grants.notices.changes import (
    change_decided,
    change_letter,
    change_received,
    change_refused_letter,
)
from grants.notices.frame import about, letter, mail
from grants.notices.reminders import reminder, reminder_to_staff
from grants.notices.settlement import (
    closed,
    report_received,
    report_to_correct,
    revocation_letter,
    revoked,
    settled,
    settlement_letter,
)
from ibasho.dates import era
from ibasho.text import yen

__all__ = [
    "award_letter",
    "change_decided",
    "change_letter",
    "change_received",
    "change_refused_letter",
    "claim_received",
    "claim_sent_back",
    "closed",
    "correction_letter",
    "decided",
    "decline_letter",
    "message",
    "not_paid",
    "paid",
    "receipt_letter",
    "received",
    "refund_demanded",
    "refund_letter",
    "refund_received",
    "reminder",
    "reminder_to_staff",
    "report_received",
    "report_to_correct",
    "revocation_letter",
    "revoked",
    "settled",
    "settlement_letter",
    "to_correct",
    "will_be_paid",
]


def receipt_letter(application) -> dict:
    return letter(application)


def correction_letter(application, message: str, due_on) -> dict:
    return letter(application, 理由=message, 期限=era(due_on))


def award_letter(application, *, amount: int, reason: str, conditions: str) -> dict:
    due_on = era(application.programme_year.report_due_on)
    known = {"交付決定額": yen(amount), "理由": reason, "条件": conditions}
    return letter(application, **known, 報告期限=due_on)


def decline_letter(application, *, reason: str) -> dict:
    return letter(application, 理由=reason)


def received(application) -> dict[str, str]:
    return mail(
        _("申請を受け付けました（受付番号 %s）") % application.receipt_number,
        [
            _("申請を受け付けました。"),
            _("受付番号は %s です。") % application.receipt_number,
            _("これから職員が内容を確かめます。結果が決まったらお知らせします。"),
        ],
    )


def to_correct(application, message: str, due_on) -> dict[str, str]:
    return mail(
        _("申請に直していただきたいところがあります（受付番号 %s）") % application.receipt_number,
        [
            message,
            "",
            _("%sまでに、マイページで直して、もう一度提出してください。") % era(due_on),
        ],
    )


def decided(application) -> dict[str, str]:
    return mail(
        _("申請の結果が決まりました（受付番号 %s）") % application.receipt_number,
        [_("申請の結果が決まりました。"), _("マイページで、結果と通知書をご覧ください。")],
    )


def message(application, *, words: str, from_staff: bool) -> dict[str, str]:
    """A copy of a message, and where to answer it: a reply to the mail itself reaches nobody."""
    page = _("マイページの「職員とのメッセージ」") if from_staff else _("申請のページ")
    return mail(
        _("新しいメッセージがあります（受付番号 %s）") % application.receipt_number,
        [
            _("%s　様") % application.group if from_staff else str(application.group),
            "",
            words,
            "",
            _("お返事は、%sに書いてください。このメールに返信しても届きません。") % page,
        ],
    )


# About money ---------------------------------------------------------------


def refund_letter(application, *, kept: int, amount: int, due_on, reason: str) -> dict:
    """`kept` is what was paid and has not come back, `amount` what is to come back of it."""
    how = _("窓口で現金で、または社協の口座への振込で返してください。振込先は電話でお答えします。")
    known = {"支払済みの額": yen(kept), "返還額": yen(amount), "期限": era(due_on)}
    return letter(application, **known, 返還方法=how, 理由=reason)


def claim_received(claim) -> dict[str, str]:
    return mail(
        about(_("助成金の請求を受け付けました"), claim.application),
        [
            _("助成金の請求を受け付けました。"),
            _("請求額は %s です。") % yen(claim.amount),
            _("会計の職員が口座を確かめます。振り込む日が決まったらお知らせします。"),
        ],
    )


def claim_sent_back(claim) -> dict[str, str]:
    return mail(
        about(_("助成金の請求を、もう一度出してください"), claim.application),
        [
            _("助成金の請求について、確かめてほしいことがあります。"),
            claim.reason,
            "",
            _("マイページで、もう一度請求してください。"),
        ],
    )


def will_be_paid(payment) -> dict[str, str]:
    told = {"day": era(payment.pay_on), "amount": yen(payment.amount)}
    return mail(
        about(_("助成金を振り込む日が決まりました"), payment.application),
        [_("%(day)sに、%(amount)sを振り込みます。") % told, _("口座を確かめてください。")],
    )


def not_paid(payment) -> dict[str, str]:
    """The bank could not pay it, or sent it back."""
    return mail(
        about(_("助成金を振り込めませんでした"), payment.application),
        [
            _("%s を、銀行で振り込めませんでした。") % yen(payment.amount),
            payment.reason,
            "",
            _("マイページで口座を確かめて、もう一度請求してください。"),
        ],
    )


def paid(payment) -> dict[str, str]:
    told = {"day": era(payment.paid_on), "amount": yen(payment.amount)}
    return mail(
        about(_("助成金をお支払いしました"), payment.application),
        [_("%(day)sに、%(amount)sをお支払いしました。") % told],
    )


def refund_demanded(refund) -> dict[str, str]:
    told = {"day": era(refund.due_on), "amount": yen(refund.amount)}
    return mail(
        about(_("助成金の一部を返してください"), refund.application),
        [
            _("%(day)sまでに、%(amount)sを返してください。") % told,
            _("わけと返し方は、マイページの「返還請求書」をご覧ください。"),
        ],
    )


def refund_received(refund, amount: int) -> dict[str, str]:
    return mail(
        about(_("返していただいたお金を受け取りました"), refund.application),
        [_("%s を受け取りました。ありがとうございました。") % yen(amount)],
    )
