"""Two plans side by side: what a change takes away and adds, line by line, by the same rules."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from grants.applying import planning
from grants.models import Application, ChangeRequest
from grants.rules.amount import Breakdown
from grants.sheets import Sheet

# The items of the sheets that a change may touch; the fees of single days come with the days.
PLAN_ITEMS = ("starts_at", "ends_at", "days")
VENUE_ITEMS = ("venue_name", "venue_address", "in_city", "venue_fee")


@dataclass(frozen=True)
class Line:
    """One component before and after, in whole yen."""

    label: str
    before: str
    after: str
    yen_before: int
    yen_after: int


@dataclass(frozen=True)
class Comparison:
    """`granted` is promised now; `after` is what the rules make of the new plan."""

    granted: int
    before: Breakdown
    after: Breakdown
    added: list[date]
    dropped: list[date]

    @property
    def lines(self) -> list[Line]:
        old, new = _by_key(self.before), _by_key(self.after)
        return [
            Line(
                (new.get(key) or old[key])[0],
                old.get(key, ("", "", 0))[1],
                new.get(key, ("", "", 0))[1],
                old.get(key, ("", "", 0))[2],
                new.get(key, ("", "", 0))[2],
            )
            for key in old | new
        ]

    @property
    def difference(self) -> int:
        return self.after.amount - self.granted


def _by_key(breakdown: Breakdown) -> dict[str, tuple[str, str, int]]:
    """Each component: label, its formulas in one, its yen."""
    found: dict[str, tuple[str, str, int]] = {}
    for line in breakdown.lines:
        label, formula, yen = found.get(line.key, (line.label, "", 0))
        found[line.key] = (label, "\n".join(filter(None, [formula, line.formula])), yen + line.yen)
    return found


def _days(facts: Mapping) -> set[date]:
    return {date.fromisoformat(each["date"]) for each in facts.get("gatherings") or ()}


def of_sheets(application: Application, sheets: dict[str, Sheet]) -> Comparison:
    """The plan in force against what is typed; only once plan and venue can be read."""
    plan = planning.in_force(application)
    verdict = planning.of_sheets(application, plan, sheets)
    new = {gathering.date for gathering in verdict.facts.gatherings or ()}
    return _compared(
        application.granted_amount,
        plan.verdict.breakdown,
        verdict.breakdown,
        _days(plan.facts),
        new,
    )


def of_request(change: ChangeRequest, before: planning.Plan) -> Comparison:
    """The plan before it against what was asked for, from what was frozen."""
    after = Breakdown.from_json(change.breakdown)
    old, new = _days(before.facts), _days(change.facts)
    return _compared(change.before, before.verdict.breakdown, after, old, new)


def _compared(granted, before, after, old: set[date], new: set[date]) -> Comparison:
    return Comparison(granted, before, after, sorted(new - old), sorted(old - new))


def readable(sheets: dict[str, Sheet]) -> bool:
    """Whether plan and venue can be read whole."""
    return sheets["plan"].is_valid() and sheets["venue"].is_valid()
