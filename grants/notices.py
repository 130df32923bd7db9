"""The words of the letters and mails that an application brings about."""

from django.conf import settings
from django.utils.translation import gettext as _

from ibasho.dates import era
from ibasho.text import yen


def _frozen(application) -> dict[str, str]:
    return application.submissions.latest("round").answers


def _letter(application, **values: str) -> dict:
    """What `issue` fills the letter's text with, and whom it goes to."""
    answers, year = _frozen(application), application.programme_year
    known = {
        "団体名": answers["group_name"],
        "代表者名": answers["representative"],
        "助成事業": year.programme.name,
        "年度": str(year.year),
        "受付番号": application.receipt_number,
        "申請額": yen(application.requested_amount),
    }
    addressee = [
        f"〒{answers['postal_code']}　{answers['address']}",
        answers["group_name"],
        _("代表 %s 様") % answers["representative"],
    ]
    return {"values": known | values, "addressee": addressee}


def receipt_letter(application) -> dict:
    return _letter(application)


def correction_letter(application, message: str, due_on) -> dict:
    return _letter(application, 理由=message, 期限=era(due_on))


def award_letter(application, *, amount: int, reason: str, conditions: str) -> dict:
    due_on = era(application.programme_year.report_due_on)
    known = {"交付決定額": yen(amount), "理由": reason, "条件": conditions}
    return _letter(application, **known, 報告期限=due_on)


def decline_letter(application, *, reason: str) -> dict:
    return _letter(application, 理由=reason)


def settlement_letter(application, *, amount: int, reason: str) -> dict:
    known = {"交付決定額": yen(application.granted_amount), "確定額": yen(amount)}
    return _letter(application, **known, 理由=reason)


def revocation_letter(application, *, reason: str) -> dict:
    return _letter(application, 交付決定額=yen(application.granted_amount), 理由=reason)


def _mail(subject: str, lines: list[str]) -> dict[str, str]:
    council = settings.COUNCIL
    closing = ["", council["name"], _("電話 %(phone)s") % council, council["hours"]]
    return {"subject": subject, "body": "\n".join([*lines, *closing])}


def received(application) -> dict[str, str]:
    return _mail(
        _("申請を受け付けました（受付番号 %s）") % application.receipt_number,
        [
            _("申請を受け付けました。"),
            _("受付番号は %s です。") % application.receipt_number,
            _("これから職員が内容を確かめます。結果が決まったらお知らせします。"),
        ],
    )


def to_correct(application, message: str, due_on) -> dict[str, str]:
    return _mail(
        _("申請に直していただきたいところがあります（受付番号 %s）") % application.receipt_number,
        [
            message,
            "",
            _("%sまでに、マイページで直して、もう一度提出してください。") % era(due_on),
        ],
    )


def decided(application) -> dict[str, str]:
    return _mail(
        _("申請の結果が決まりました（受付番号 %s）") % application.receipt_number,
        [_("申請の結果が決まりました。"), _("マイページで、結果と通知書をご覧ください。")],
    )


def message(application, *, from_staff: bool) -> dict[str, str]:
    """That there is a message; what it says stays behind the sign-in."""
    where = _("マイページの「職員とのメッセージ」") if from_staff else _("申請のページ")
    return _mail(
        _("新しいメッセージがあります（受付番号 %s）") % application.receipt_number,
        [_("申請について、新しいメッセージがあります。"), _("%sで読んでください。") % where],
    )


def report_received(application) -> dict[str, str]:
    return _mail(
        _("実績報告を受け取りました（受付番号 %s）") % application.receipt_number,
        [
            _("実績報告を受け取りました。"),
            _("これから職員が内容を確かめて、助成金の額を決めます。決まったらお知らせします。"),
        ],
    )


def report_to_correct(application, message: str, due_on) -> dict[str, str]:
    return _mail(
        _("実績報告に直していただきたいところがあります（受付番号 %s）")
        % application.receipt_number,
        [
            message,
            "",
            _("%sまでに、マイページで直して、もう一度報告してください。") % era(due_on),
        ],
    )


def settled(application) -> dict[str, str]:
    return _mail(
        _("助成金の額が決まりました（受付番号 %s）") % application.receipt_number,
        [
            _("実績報告をもとに、助成金の額が決まりました。"),
            _("マイページで、額と通知書をご覧ください。"),
        ],
    )


def closed(application) -> dict[str, str]:
    return _mail(
        _("助成の手続きがすべて終わりました（受付番号 %s）") % application.receipt_number,
        [_("助成の手続きがすべて終わりました。ありがとうございました。")],
    )


def revoked(application) -> dict[str, str]:
    return _mail(
        _("交付決定を取り消しました（受付番号 %s）") % application.receipt_number,
        [
            _("助成金の交付決定を取り消しました。"),
            _("わけと、これからのことは、マイページの通知書をご覧ください。"),
        ],
    )
