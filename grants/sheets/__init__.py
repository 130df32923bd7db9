"""The application form: its sheets and items, the same on screen, on paper and to the rules.

What is typed is kept as text, item by item (grants.models.Answer); a sheet reads it back, says
what is missing or wrong, and holds what was understood in `cleaned_data`.
"""

from collections.abc import Mapping
from datetime import date

from grants.sheets.asked import asked_by
from grants.sheets.funding import FundingSheet
from grants.sheets.group import GroupSheet
from grants.sheets.more import MoreSheet
from grants.sheets.plan import PlanSheet
from grants.sheets.sheet import Sheet
from grants.sheets.venue import VenueSheet, fee_name
from ibasho.dates import FiscalYear

__all__ = [
    "SHEETS",
    "FundingSheet",
    "GroupSheet",
    "MoreSheet",
    "PlanSheet",
    "Sheet",
    "VenueSheet",
    "asked_by",
    "fee_name",
    "read_all",
]

SHEETS: tuple[type[Sheet], ...] = (GroupSheet, PlanSheet, VenueSheet, FundingSheet, MoreSheet)


def read_all(
    answers: Mapping[str, str], fiscal_year: FiscalYear, *, terms: Mapping | None = None, **kind
) -> dict[str, Sheet]:
    """All sheets by slug, each cleaned; the venue sheet knows the days of the plan.

    `terms` is the JSON of the programme's terms, which may need more to be told.
    """
    asks = asked_by(terms, fiscal_year.year)
    sheets: dict[str, Sheet] = {}
    days: tuple[date, ...] = ()
    around = {"fiscal_year": fiscal_year, "asks": asks, **kind}
    for kind_of_sheet in (one for one in SHEETS if one.wanted(asks)):
        sheet = kind_of_sheet(answers, days=days, **around)
        sheet.full_clean()
        days = sheet.cleaned_data.get("days", days)
        sheets[sheet.slug] = sheet
    return sheets
