"""The application form: its sheets and items, the same on screen, on paper and to the rules.

What is typed is kept as text, item by item (grants.models.Answer); a sheet reads it back, says
what is missing or wrong, and holds what was understood in `cleaned_data`.
"""

from collections.abc import Mapping
from datetime import date

from grants.sheets.funding import FundingSheet
from grants.sheets.group import GroupSheet
from grants.sheets.plan import PlanSheet
from grants.sheets.sheet import Sheet
from grants.sheets.venue import VenueSheet, fee_name
from ibasho.dates import FiscalYear

__all__ = [
    "SHEETS",
    "FundingSheet",
    "GroupSheet",
    "PlanSheet",
    "Sheet",
    "VenueSheet",
    "fee_name",
    "read_all",
]

SHEETS: tuple[type[Sheet], ...] = (GroupSheet, PlanSheet, VenueSheet, FundingSheet)


def read_all(answers: Mapping[str, str], fiscal_year: FiscalYear, **kind) -> dict[str, Sheet]:
    """All sheets by slug, each cleaned; the venue sheet knows the days of the plan."""
    sheets: dict[str, Sheet] = {}
    days: tuple[date, ...] = ()
    for kind_of_sheet in SHEETS:
        sheet = kind_of_sheet(answers, fiscal_year=fiscal_year, days=days, **kind)
        sheet.full_clean()
        days = sheet.cleaned_data.get("days", days)
        sheets[sheet.slug] = sheet
    return sheets
