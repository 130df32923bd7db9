"""The words from the report to the end: what it came to, what follows, or that it was revoked."""

from django.utils.translation import gettext as _

from grants.notices.frame import letter, mail
from ibasho.dates import era
from ibasho.text import yen


def settlement_letter(application, *, amount: int, kept: int, reason: str) -> dict:
    """`kept` is what was paid and has not come back."""
    known = {
        "交付決定額": yen(application.granted_amount),
        "確定額": yen(amount),
        "支払済みの額": yen(kept),
        "これからのお金": _what_follows(amount - kept),
    }
    return letter(application, **known, 理由=reason)


def _what_follows(more: int) -> str:
    """In one sentence, what moves after the amount is fixed: yen to the group, or back."""
    if more > 0:
        return _("%sを追加でお支払いします。マイページで請求してください。") % yen(more)
    if more < 0:
        return _("%sを返していただきます。くわしくは返還請求書をお送りします。") % yen(-more)
    return _("追加のお支払いも、返していただくお金もありません。")


def revocation_letter(application, *, kept: int, reason: str) -> dict:
    known = {
        "交付決定額": yen(application.granted_amount),
        "支払済みの額": yen(kept),
        "これからのお金": _what_follows(-kept),
    }
    return letter(application, **known, 理由=reason)


def report_received(application) -> dict[str, str]:
    return mail(
        _("実績報告を受け取りました（受付番号 %s）") % application.receipt_number,
        [
            _("実績報告を受け取りました。"),
            _("これから職員が内容を確かめて、助成金の額を決めます。決まったらお知らせします。"),
        ],
    )


def report_to_correct(application, message: str, due_on) -> dict[str, str]:
    return mail(
        _("実績報告に直していただきたいところがあります（受付番号 %s）")
        % application.receipt_number,
        [
            message,
            "",
            _("%sまでに、マイページで直して、もう一度報告してください。") % era(due_on),
        ],
    )


def settled(application) -> dict[str, str]:
    return mail(
        _("助成金の額が決まりました（受付番号 %s）") % application.receipt_number,
        [
            _("実績報告をもとに、助成金の額が決まりました。"),
            _("マイページで、額と通知書をご覧ください。"),
        ],
    )


def closed(application) -> dict[str, str]:
    return mail(
        _("助成の手続きがすべて終わりました（受付番号 %s）") % application.receipt_number,
        [_("助成の手続きがすべて終わりました。ありがとうございました。")],
    )


def revoked(application) -> dict[str, str]:
    return mail(
        _("交付決定を取り消しました（受付番号 %s）") % application.receipt_number,
        [
            _("助成金の交付決定を取り消しました。"),
            _("わけと、これからのことは、マイページの通知書をご覧ください。"),
        ],
    )
