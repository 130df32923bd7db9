"""Each table of the annual report as a file of its own, and the chapter beside which it is offered."""

from dataclasses import dataclass
from datetime import date

from django.http import HttpResponseBase

from ibasho import spreadsheet
from ibasho.reports.booklet.annual import AnnualReport
from ibasho.reports.booklet.sheets import Table, tables

# In the order of sheets.tables; a chapter may have several.
CHAPTERS = (
    "figures",
    "consultations",
    "consultations",
    "groups",
    "gatherings",
    "grants",
    "grants",
    "grants",
    *("areas", "areas", "areas", "areas"),
    "meetings",
    "voices",
    "stories",
)
COUNT = len(CHAPTERS)


@dataclass(frozen=True)
class Offer:
    """A table by its number (1 is the first) and its name."""

    number: int
    title: str


def numbered(report: AnnualReport, number: int) -> Table:
    return list(tables(report))[number - 1]


def beside(sections: list[dict], report: AnnualReport) -> list[dict]:
    """The chapters with the tables that each of them offers; tables without a row are left out."""
    offers: dict[str, list[Offer]] = {}
    for number, (title, _heads, rows) in enumerate(tables(report), start=1):
        if rows:
            offers.setdefault(CHAPTERS[number - 1], []).append(Offer(number, str(title)))
    return [{**section, "tables": offers.get(section["key"], [])} for section in sections]


def response(table: Table, *, name: str) -> HttpResponseBase:
    """The table as a workbook to keep: numbers and days stay what they are, all else is text."""
    _title, heads, rows = table
    told = ([_cell(value) for value in row] for row in rows)
    return spreadsheet.response("xlsx", heads, told, name=name)


def _cell(value: object) -> object:
    return value if value is None or isinstance(value, int | date) else str(value)
