"""Corrections item by item: what can be asked about, what was asked, and what was changed since."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from grants.models import Application, Correction, CorrectionItem
from grants.sheets import Sheet, actual, read_all
from ibasho.dates import FiscalYear
from ibasho.text import yen

PAPER = "paper_"  # before the key of a paper, where it stands beside the items of the form
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

    @property
    def by_lines(self) -> bool:
        """Whether it is a list, of which only some lines went or came."""
        return bool(self.old and self.new and "\n" in self.old + self.new)

    @property
    def gone(self) -> str:
        """What stands no more, in words."""
        return _without(self.old, self.new) if self.by_lines else self.old or _("未入力")

    @property
    def come(self) -> str:
        """What stands there now, in words."""
        return _without(self.new, self.old) if self.by_lines else self.new or _("未入力")


def _without(lines: str, others: str) -> str:
    known = set(others.split("\n"))
    return "\n".join(line for line in lines.split("\n") if line not in known)


def items(
    answers: Mapping[str, str], year: FiscalYear, *, terms: Mapping | None = None, page=None
) -> dict[str, Item]:
    """Every item told in `answers` by name; `page` makes the address of a sheet from its slug."""
    return told(read_all(answers, year, terms=terms), page=page)


def told(sheets: Mapping[str, Sheet], *, page=None) -> dict[str, Item]:
    """The same of sheets that have been read already."""
    return {
        row["name"]: Item(
            row["name"],
            row["number"],
            str(row["label"]),
            row["value"],
            f"{page(sheet.slug)}#{row['anchor']}" if page else "",
        )
        for sheet in sheets.values()
        for row in sheet.told()
    }


def papers(application: Application, *, url: str = "") -> dict[str, Item]:
    """Each paper of the programme's list, with the files that are there for it."""
    files = list(application.attachments.all())
    return {
        PAPER + paper.key: Item(
            PAPER + paper.key,
            _("書類"),
            paper.label,
            "、".join(file.name for file in files if file.kind == paper.key) or _("まだありません"),
            url,
        )
        for paper in application.programme_year.papers()
    }


def sent(application: Application, submission=None) -> dict[str, Item]:
    """The items and papers of what was sent: last, or with this submission."""
    told = submission or application.submissions.latest("round")
    year = application.programme_year.year
    return items(told.answers, year, terms=told.terms) | papers(application)


def changes(
    before: Mapping[str, str],
    after: Mapping[str, str],
    year: FiscalYear,
    *,
    terms: Mapping | None = None,
) -> list[Change]:
    """What differs in words between two sets of answers, in the order of the form."""
    return between(items(before, year, terms=terms), items(after, year, terms=terms))


def between(old: Mapping[str, Item], new: Mapping[str, Item]) -> list[Change]:
    """What differs in words between two sets of items, in the order of the form."""
    return [
        Change(item, _value(old, name), _value(new, name))
        for name, item in (old | new).items()
        if _value(old, name) != _value(new, name)
    ]


def _value(known: Mapping[str, Item], name: str) -> str:
    return known[name].value if name in known else ""


def ask(application: Application, message: str, comments: Mapping, *, due_on, by, at) -> str:
    """Keep a request on a locked application; the whole of it in words."""
    _keep(application, message, comments, due_on=due_on, by=by, at=at)
    return in_words(application, message, comments)


def _keep(application, message, comments, **told) -> None:
    asked = Correction.objects.create(application=application, message=message, **told)
    CorrectionItem.objects.bulk_create(
        CorrectionItem(correction=asked, name=name, comment=comment)
        for name, comment in comments.items()
    )


def ask_report(application: Application, message: str, comments: Mapping, *, due_on, by, at) -> str:
    """The same for the report of an award; its items are named by `REPORT_ITEMS`."""
    _keep(application, message, comments, due_on=due_on, by=by, at=at)
    told = [f"・{REPORT_ITEMS[name]}：{comment}" for name, comment in comments.items()]
    return "\n".join([message, *told] if message else told)


def in_words(application: Application, message: str, comments: Mapping[str, str]) -> str:
    """The whole request as one text, for the mail and the story: the message, then each item."""
    known = sent(application) if comments else {}
    told = [f"・{known[name]}：{comment}" for name, comment in comments.items()]
    return "\n".join([message, *told] if message else told)


def asked(application: Application, correction: Correction | None) -> list[dict]:
    """What is to be put right in each item, with a link to it behind the door of who reads it."""
    if correction is None:
        return []

    def page(slug):
        return application.door.address("task", slug=slug)

    answers = dict(application.answers.values_list("name", "value"))
    year = application.programme_year
    known = items(answers, year.year, terms=year.terms, page=page)
    known |= papers(application, url=application.door.address("documents"))
    comments = correction.items.all()
    return [
        {"name": one.name, "item": known.get(one.name), "comment": one.comment} for one in comments
    ]


def brought(application: Application, *, since) -> set[str]:
    """The papers for which something was handed in from this moment on, as items are named."""
    return {PAPER + file.kind for file in application.attachments.filter(added_at__gte=since)}


def report_items(report) -> dict[str, Item]:
    """What of a report can be asked about, each with what it says now."""
    diary, told = report.diary, report.statement
    unproved = sum(bool(row["venue_fee"] and not row["receipts"]) for row in diary)
    says = {
        "report_diary": _("%d回") % len(diary),
        "report_people": _("のべ%d人") % sum(row["people"] or 0 for row in diary),
        "report_venue_fee": _("%(yen)s（領収書の写真がない日 %(n)d日）")
        % {"yen": yen(sum(row["venue_fee"] for row in diary)), "n": unproved},
        "report_income": yen(sum(actual.totals(told, "income").values())),
        "report_expense": yen(sum(actual.totals(told, "cost").values())),
        "report_words": report.words[:40],
    }
    return {
        name: Item(name, str(number), str(label), says[name])
        for number, (name, label) in enumerate(REPORT_ITEMS.items(), start=1)
    }


def report_asked(correction: Correction | None) -> list[dict]:
    """What the resident reads of each item of the report that is to be put right."""
    items = correction.items.all() if correction else []
    return [{"item": REPORT_ITEMS.get(one.name, ""), "comment": one.comment} for one in items]


def open_comments(application: Application) -> dict[str, str]:
    """What the staff asked about each item, and nobody has answered yet."""
    if not application.receipt_number:  # a draft, of which nobody has asked anything
        return {}
    requests = application.corrections.filter(answered_at=None)
    return dict(requests.values_list("items__name", "items__comment"))


def mark(sheet: Sheet, application: Application) -> None:
    """Say at each field of the sheet what the staff asked about it."""
    comments = open_comments(application)
    for name in sheet.fields.keys() & comments.keys():
        field = sheet[name]  # reading the sheet has bound its fields already
        words = _("職員からの連絡：%s") % comments[name]
        field.help_text = format_html('<span class="ib-asked">{}</span> {}', words, field.help_text)
