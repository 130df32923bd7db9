"""Grants in the report: what was asked for and awarded, by year, by part and by group."""

from collections import Counter
from dataclasses import dataclass

from grants import queries as grants
from grants.queries import Award, PartOfGrants, YearOfGrants
from ibasho.dates import FiscalYear
from ibasho.reports.definitions import AWARDED, AWARDS, SETTLED
from ibasho.reports.figures import COUNTED, Figure

MOST_AWARDS = 2_000  # rows on paper; more fill a thousand pages that nobody reads


@dataclass(frozen=True)
class Money:
    """`parts` holds the components in the order of their keys, `columns` their labels."""

    years: tuple[YearOfGrants, ...]
    awards: tuple[Award, ...]
    parts: tuple[PartOfGrants, ...]
    count: Figure
    amount: Figure
    settled: Figure

    @property
    def columns(self) -> dict[str, str]:
        return {part.key: part.label for part in self.parts}

    @property
    def printed(self) -> tuple[Award, ...]:
        """The awards of the newest years that paper has room for, each year whole."""
        counts = Counter(award.fiscal_year for award in self.awards)
        shown, room = set(), MOST_AWARDS
        for year in sorted(counts, reverse=True):
            room -= counts[year]
            if room < 0:
                break
            shown.add(year)
        return tuple(award for award in self.awards if award.fiscal_year in shown)

    @property
    def unprinted(self) -> int:
        """How many awards only the workbook holds."""
        return len(self.awards) - len(self.printed)

    def part(self, year: YearOfGrants, key: str) -> int:
        """What one component came to in one fiscal year."""
        same = (p.yen for p in self.parts if p.fiscal_year == year.fiscal_year and p.key == key)
        return sum(same)


def money(first: FiscalYear, last: FiscalYear) -> Money:
    years = grants.grants_by_year(first, last)
    received = any(year.received for year in years)
    count = Figure(
        AWARDS,
        value=sum(year.awarded for year in years) if received else None,
        source=COUNTED,
    )
    amount = Figure(
        AWARDED,
        value=sum(year.awarded_yen for year in years) if received else None,
        source=COUNTED,
    )
    settled = Figure(
        SETTLED,
        value=sum(year.settled_yen for year in years) if any(y.settled for y in years) else None,
        source=COUNTED,
    )
    awards, parts = grants.awards_by_group(first, last), grants.parts_by_year(first, last)
    return Money(years, awards, parts, count, amount, settled)
