"""What an application is read beside: its own last submission, or the one that it was copied from."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.html import format_html
from django.utils.translation import gettext as _

from grants.applying import copying, correcting
from grants.models import Application
from grants.sheets import Sheet


@dataclass(frozen=True)
class Before:
    """The earlier answers, told as of the same fiscal year, and how a page calls them."""

    name: str
    answers: Mapping[str, str]

    def words(self, change: correcting.Change) -> str:
        """How an item stood before; of many lines only what went and what came."""
        if not change.by_lines:
            return _("%(name)s：%(old)s") % {"name": self.name, "old": change.gone}
        went = _("なくなったもの：%s") % "、".join(change.gone.split("\n")) if change.gone else ""
        came = _("加わったもの：%s") % "、".join(change.come.split("\n")) if change.come else ""
        told = "　".join(part for part in (went, came) if part)
        return _("%(name)sとくらべて　%(told)s") % {"name": self.name, "told": told}


def before(application: Application) -> Before | None:
    """Of what came back the last submission; of a copied draft what it was copied from."""
    if application.receipt_number:
        answers = application.submissions.latest("round").answers
        return Before(_("前に提出したとき"), answers)
    if found := copying.copied(application):
        return Before(name_of(found), copying.carried(found, application.programme_year.year))
    return None


def name_of(submission) -> str:
    """「令和7年度の申請」"""
    return _("%(year)sの申請") % {"year": submission.application.programme_year.year}


def differences(application: Application, sheets: Mapping[str, Sheet]) -> dict[str, str]:
    """How each item that has changed stood before, by the item's name."""
    earlier = before(application)
    if earlier is None:
        return {}
    year = application.programme_year
    known = correcting.items(earlier.answers, year.year, terms=year.terms)
    found = correcting.between(known, correcting.told(sheets))
    return {change.item.name: earlier.words(change) for change in found}


def mark(sheet: Sheet, was: Mapping[str, str]) -> None:
    """Say at each field of the sheet how it stood before; `was` comes from `differences`."""
    for name in sheet.fields.keys() & was.keys():
        field = sheet[name]  # reading the sheet has bound its fields already
        field.help_text = format_html(
            '<span class="ib-was">{}</span> {}', was[name], field.help_text
        )


def since_copied(application: Application, submission) -> dict | None:
    """What the staff read: from which application it was copied, and what differs since."""
    found = copying.copied(application)
    if found is None:
        return None
    year = application.programme_year.year
    carried = copying.carried(found, year)
    changes = correcting.changes(carried, submission.answers, year, terms=submission.terms)
    return {"source": found.application, "name": name_of(found), "changes": changes}
