"""Corrections item by item: what can be asked about, what was asked, and what was changed since."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from grants.models import Application, Correction, CorrectionItem
from grants.sheets import Sheet, read_all
from ibasho.dates import FiscalYear

# What of a report can be asked about, beside the whole of it.
REPORT_ITEMS = {
    "report_diary": _lazy("開催の記録"),
    "report_people": _lazy("来た人・手伝った人の数"),
    "report_venue_fee": _lazy("会場費と領収書"),
    "report_income": _lazy("入ったお金"),
    "report_expense": _lazy("使ったお金"),
    "report_words": _lazy("この1年のこと"),
}


@dataclass(frozen=True)
class Item:
    """One item of the application form, with its answer in words as it was sent."""

    name: str
    number: str
    label: str
    value: str
    url: str = ""

    def __str__(self):
        return f"{self.number} {self.label}"


@dataclass(frozen=True)
class Change:
    """An item whose answer differs between two submissions; empty where it was not told."""

    item: Item
    old: str
    new: str


def items(answers: Mapping[str, str], year: FiscalYear, *, page=None) -> dict[str, Item]:
    """Every item told in `answers` by name; `page` makes the address of a sheet from its slug."""
    return {
        row["name"]: Item(
            row["name"],
            row["number"],
            str(row["label"]),
            row["value"],
            f"{page(sheet.slug)}#{row['anchor']}" if page else "",
        )
        for sheet in read_all(answers, year).values()
        for row in sheet.told()
    }


def sent(application: Application) -> dict[str, Item]:
    """The items of what was sent last."""
    answers = application.submissions.latest("round").answers
    return items(answers, application.programme_year.year)


def changes(before: Mapping[str, str], after: Mapping[str, str], year: FiscalYear) -> list[Change]:
    """What differs in words between two sets of answers, in the order of the form."""
    old, new = items(before, year), items(after, year)
    return [
        Change(item, _value(old, name), _value(new, name))
        for name, item in (old | new).items()
        if _value(old, name) != _value(new, name)
    ]


def _value(known: Mapping[str, Item], name: str) -> str:
    return known[name].value if name in known else ""


def ask(application: Application, message: str, comments: Mapping, *, due_on, by, at) -> str:
    """Keep a request on a locked application; the whole of it in words."""
    asked = Correction.objects.create(
        application=application, message=message, due_on=due_on, by=by, at=at
    )
    CorrectionItem.objects.bulk_create(
        CorrectionItem(correction=asked, name=name, comment=comment)
        for name, comment in comments.items()
    )
    return in_words(application, message, comments)


def ask_report(application: Application, message: str, comments: Mapping, *, due_on, by, at) -> str:
    """The same for the report of an award; its items are named by `REPORT_ITEMS`."""
    asked = Correction.objects.create(
        application=application, message=message, due_on=due_on, by=by, at=at
    )
    CorrectionItem.objects.bulk_create(
        CorrectionItem(correction=asked, name=name, comment=comment)
        for name, comment in comments.items()
    )
    told = [f"・{REPORT_ITEMS[name]}：{comment}" for name, comment in comments.items()]
    return "\n".join([message, *told] if message else told)


def in_words(application: Application, message: str, comments: Mapping[str, str]) -> str:
    """The whole request as one text, for the mail and the story: the message, then each item."""
    known = sent(application) if comments else {}
    told = [f"・{known[name]}：{comment}" for name, comment in comments.items()]
    return "\n".join([message, *told] if message else told)


def asked(application: Application, correction: Correction | None) -> list[dict]:
    """What the resident reads of each item that is to be put right, with a link to it."""
    if correction is None:
        return []

    def page(slug):
        return reverse("task", kwargs={"pk": application.pk, "slug": slug})

    answers = dict(application.answers.values_list("name", "value"))
    known = items(answers, application.programme_year.year, page=page)
    comments = correction.items.all()
    return [{"item": known.get(one.name), "comment": one.comment} for one in comments]


def mark(sheet: Sheet, application: Application) -> None:
    """Say at each field of the sheet what the staff asked about it."""
    if not application.receipt_number:  # a draft, of which nobody has asked anything
        return
    requests = application.corrections.filter(answered_at=None)
    comments = dict(requests.values_list("items__name", "items__comment"))
    for name in sheet.fields.keys() & comments.keys():
        field = sheet[name]  # reading the sheet has bound its fields already
        words = _("職員からの連絡：%s") % comments[name]
        field.help_text = format_html('<span class="ib-asked">{}</span> {}', words, field.help_text)
