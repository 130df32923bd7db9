"""What a report tells beside the diary: the money by kind, and the counts that the terms look at.

A statement is yen by key. The usual lines of money have their names for keys; what only some
programmes need has "cost:rent", "income:寄付", "count:meals", and "cost:rent@2026-04" or
"cost:food@2026-04-05" where the terms look at single months or gatherings.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from grants.models.report import EXPENSE, INCOME
from grants.rules.needs import MONTH, YEAR, Needs
from grants.rules.quantities import UNITS
from grants.sheets import asked
from grants.sheets.kinds import called

USUAL = {"cost": EXPENSE, "income": INCOME, "count": (), "mark": ()}
PLURAL = {"cost": "costs", "income": "income", "count": "counts"}
COUNTED = ("count", "mark")
OF_THE_DIARY = ("outdoor", "online", "手紙")  # marks that the diary sets by itself
WHEN = re.compile(r"@(\d{4}-\d\d(?:-\d\d)?)$")


@dataclass(frozen=True)
class Line:
    """A figure of its own; `when` is empty, a month (2026-04) or a day (2026-04-05)."""

    kind: str
    name: str
    when: str = ""

    @property
    def key(self) -> str:
        return f"{self.kind}:{self.name}" + (f"@{self.when}" if self.when else "")

    @property
    def item(self) -> str:
        """Its name in a form."""
        return asked.item(self.kind, self.name) + (f"_{self.when}" if self.when else "")

    @property
    def label(self) -> str:
        if self.kind == "mark":
            return asked.mark_in_words(self.name)
        label, _unit = UNITS.get(self.name, (self.name, ""))
        label = label if self.kind == "count" else called(self.name)
        if not self.when:
            return str(label)
        _year, month, *day = map(int, self.when.split("-"))
        when = _("%(month)d月%(day)d日") if day else _("%(month)d月")
        return _("%(when)sの%(label)s") % {
            "when": when % {"month": month, "day": day[0] if day else 0},
            "label": label,
        }

    @property
    def unit(self) -> str:
        return "回" if self.kind == "mark" else UNITS.get(self.name, ("", ""))[1]

    def planned(self, facts: Mapping) -> int | None:
        """What the plan said of it; of a single month or gathering what it said of the first."""
        if self.kind == "mark":
            rows = facts.get("gatherings") or ()
            return sum(one.get("times", 1) for one in rows if self.name in one.get("marks", ()))
        of = PLURAL[self.kind]
        told = facts.get("gatherings") or () if self.when else (facts,)
        found = (one[of][self.name] for one in told if self.name in one.get(of, {}))
        return next(found, None)


def lines(asks: Needs, days: Iterable[date]) -> list[Line]:
    """What is told beyond the usual lines of money, for the days on which something was held."""
    days = sorted(set(days))
    found = [("count", name, asks.place("count", name)) for name in asks.counts]
    found += [("cost", name, asked.place_of_cost(asks, name)) for name in asked.costs(asks)]
    found += [("income", name, YEAR) for name in asked.incomes(asks)]
    found += [("mark", name, YEAR) for name in asks.marks if name not in OF_THE_DIARY]
    return [
        Line(kind, name, when)
        for kind, name, place in found
        if place != YEAR or name not in USUAL[kind]
        for when in _whens(place, days)
    ]


def _whens(place: str, days: list[date]) -> list[str]:
    if place == YEAR:
        return [""]
    if place == MONTH:
        return list(dict.fromkeys(f"{day:%Y-%m}" for day in days))
    return [day.isoformat() for day in days]


def by_when(statement: Mapping[str, int], kind: str) -> dict[tuple[str, str], int]:
    """Every figure of this kind, by its name and when."""
    usual = {(key, ""): statement[key] for key in USUAL[kind] if statement.get(key)}
    own = [key for key in statement if key.startswith(f"{kind}:")]
    return usual | {_parted(key.removeprefix(f"{kind}:")): statement[key] for key in own}


def _parted(name: str) -> tuple[str, str]:
    found = WHEN.search(name)
    return (name[: found.start()], found[1]) if found else (name, "")


def of_year(statement: Mapping[str, int], kind: str, when: str = "") -> dict[str, int]:
    """What was told for the year as a whole, or just for this month or day."""
    return {name: n for (name, told), n in by_when(statement, kind).items() if told == when}


def totals(statement: Mapping[str, int], kind: str) -> dict[str, int]:
    """Everything of a kind by name, months and days added up."""
    found: dict[str, int] = {}
    for (name, _when), number in by_when(statement, kind).items():
        found[name] = found.get(name, 0) + number
    return found


def of_gathering(statement: Mapping[str, int], whens: Iterable[str]) -> dict[str, dict[str, int]]:
    """What the facts say of one gathering, at which these months and days begin."""
    found: dict[str, dict[str, int]] = {"costs": {}, "counts": {}}
    for when in whens:
        found["costs"] |= of_year(statement, "cost", when)
        found["counts"] |= of_year(statement, "count", when)
    return {key: value for key, value in found.items() if value}
