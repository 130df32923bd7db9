"""The words of the letters and mails that an application brings about."""

from django.conf import settings
from django.utils.translation import gettext as _

from ibasho.dates import era
from ibasho.text import yen


def _frozen(application) -> dict[str, str]:
    return application.submissions.latest("round").answers


def _content(application, title: str, paragraphs: list[str], items: list[tuple[str, str]]) -> dict:
    """What templates/letters/letter.html lays out; everything is text."""
    answers = _frozen(application)
    return {
        "title": title,
        "addressee": [
            f"〒{answers['postal_code']}　{answers['address']}",
            answers["group_name"],
            _("代表 %s 様") % answers["representative"],
        ],
        "paragraphs": paragraphs,
        "items": [{"label": label, "value": value} for label, value in items if value],
        "note": _("お問い合わせ：%(short)s　電話 %(phone)s") % settings.COUNCIL,
    }


def _common(application) -> list[tuple[str, str]]:
    year = application.programme_year
    return [
        (_("助成事業"), year.programme.name),
        (_("年度"), str(year.year)),
        (_("受付番号"), application.receipt_number),
    ]


def award(application, *, amount: int, reason: str, conditions: str) -> dict:
    modified = amount != application.requested_amount
    return _content(
        application,
        _("交付決定通知書"),
        [
            _(
                "先に申請のありました助成金について、次のとおり交付することに決定しましたので、"
                "お知らせします。"
            ),
        ],
        [
            *_common(application),
            (_("申請額"), yen(application.requested_amount) if modified else ""),
            (_("交付決定額"), yen(amount)),
            (_("理由"), reason),
            (_("交付の条件"), conditions),
        ],
    )


def decline(application, *, reason: str) -> dict:
    return _content(
        application,
        _("不交付決定通知書"),
        [
            _(
                "先に申請のありました助成金について、次の理由により交付しないことに決定しましたので、"
                "お知らせします。"
            ),
            _("これからの活動については、地域担当職員がいつでも相談をお受けします。"),
        ],
        [*_common(application), (_("理由"), reason)],
    )


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
