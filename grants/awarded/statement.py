"""The year of a grant as it is read: what was held, what came in and went out, what it comes to."""

from dataclasses import dataclass, field
from datetime import date, time

from grants.applying.planning import Plan
from grants.awarded import reporting
from grants.awarded.reporting import Day
from grants.models import Application, Report
from grants.rules.amount import Breakdown
from grants.rules.quantities import UNITS
from grants.sheets import actual
from grants.sheets.kinds import called
from ibasho.dates import day_in_japan
from ibasho.groups.models import Gathering


@dataclass(frozen=True)
class Year:
    """Whole yen; `most` is what could be settled, `breakdown` how the rules come to their amount."""

    days: list[Day]
    totals: dict[str, int]
    statement: dict[str, int]
    breakdown: Breakdown
    most: int
    unrecorded: list[Day] = field(default_factory=list)
    without_receipt: list[Day] = field(default_factory=list)

    @property
    def sums(self) -> dict[str, int]:
        """Income, expense, and what is left over or was paid by the group itself."""
        told = reporting.sums(self.statement, venue_fees=self.totals["venue_fee"], grant=self.most)
        own = max(0, -told["left"])
        return {
            **told,
            "over": max(0, told["left"]),
            "own": own,
            "income_all": told["income"] + own,
        }

    def _lines(self, kind: str) -> list[tuple[str, int]]:
        told = actual.totals(self.statement, kind)
        return [(called(name), amount) for name, amount in told.items() if amount]

    @property
    def income(self) -> list[tuple[str, int]]:
        return self._lines("income")

    @property
    def expense(self) -> list[tuple[str, int]]:
        return self._lines("cost")

    @property
    def numbers(self) -> list[dict]:
        """The counts that were told, as `_partials/_summary_list.html` shows them."""
        told = actual.totals(self.statement, "count")
        named = ((UNITS.get(name, (name, "")), number) for name, number in told.items())
        return [{"label": label, "value": f"{n:,}{unit}"} for (label, unit), n in named]


def of_year(
    application: Application,
    plan: Plan,
    gatherings: list[Gathering],
    statement: dict[str, int],
    today: date,
) -> Year:
    """As the diary stands now, with what is typed of the money so far."""
    verdict = reporting.of_held(plan, gatherings, statement)
    days = reporting.side_by_side(application.planned.all(), gatherings, today)
    return Year(
        days=days,
        totals=_totals(gatherings),
        statement=statement,
        breakdown=verdict.breakdown,
        most=reporting.within(application, verdict.breakdown.amount),
        unrecorded=[day for day in days if not (day.held or day.ahead)],
        without_receipt=[day for day in days if _lacks_receipt(day)],
    )


def _lacks_receipt(day: Day) -> bool:
    return bool(day.held and day.held.venue_fee and not day.held.receipts.all())


def of_report(application: Application, report: Report) -> Year:
    """As it was reported, from what was frozen."""
    gatherings = [_gathering(row) for row in report.diary]
    days = reporting.side_by_side(application.planned.all(), gatherings, day_in_japan(report.at))
    return Year(
        days=days,
        totals=_totals(gatherings),
        statement=report.statement,
        breakdown=Breakdown.from_json(report.breakdown),
        most=reporting.within(application, report.amount),
        unrecorded=[day for day in days if not (day.held or day.ahead)],
        without_receipt=[
            day for day in days if day.held and day.held.venue_fee and not day.held.receipt_count
        ],
    )


def _gathering(row: dict) -> Gathering:
    """A row of a frozen diary, for showing only."""
    found = Gathering(
        pk=row["id"],
        on=date.fromisoformat(row["on"]),
        starts_at=time.fromisoformat(row["starts_at"]),
        ends_at=time.fromisoformat(row["ends_at"]),
        **{name: row[name] for name in ("form", "place", "people", "helpers", "venue_fee", "note")},
    )
    found.receipt_count = row["receipts"]
    return found


def _totals(gatherings: list[Gathering]) -> dict[str, int]:
    return {
        "times": len(gatherings),
        "people": sum(each.people or 0 for each in gatherings),
        "helpers": sum(each.helpers or 0 for each in gatherings),
        "venue_fee": sum(each.venue_fee for each in gatherings),
    }
