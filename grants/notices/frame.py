"""What all letters and mails about an application have in common."""

from django.conf import settings
from django.utils.translation import gettext as _

from ibasho.text import yen


def _frozen(application) -> dict[str, str]:
    return application.submissions.latest("round").answers


def letter(application, **values: str) -> dict:
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


def mail(subject: str, lines: list[str]) -> dict[str, str]:
    council = settings.COUNCIL
    closing = ["", council["name"], _("電話 %(phone)s") % council, council["hours"]]
    return {"subject": subject, "body": "\n".join([*lines, *closing])}


def about(subject: str, application) -> str:
    number = {"number": application.receipt_number}
    return subject + _("（受付番号 %(number)s）") % number
