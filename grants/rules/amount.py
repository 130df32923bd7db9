"""How much: the amount of a grant, broken down line by line."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date as Day
from datetime import timedelta

from grants.rules.facts import Facts, Gathering
from grants.rules.measures import rounded_to, rounding_text
from grants.rules.quantities import Scope
from grants.rules.results import Result, joined, spoken
from grants.rules.shape import Record, ShapeError, listed, reads, record, text, whole
from grants.rules.terms import Terms
from ibasho.dates import FiscalYear
from ibasho.text import yen

SUM = whole(-(10**60), 10**60)


def words(value: object, path: str) -> str:
    """A text of our own making, of any length."""
    if not isinstance(value, str):
        raise ShapeError(path, "文字で入れてください。")
    return value


@dataclass(frozen=True)
class Line(Record):
    """One line: 「活動費」, 「12回 × 2,500円」, 30000. Key is that of the component."""

    key: str = field(metadata=reads(text))
    label: str = field(metadata=reads(text))
    formula: str = field(metadata=reads(words))
    yen: int = field(metadata=reads(SUM))

    def __str__(self) -> str:
        return f"{self.label}　{self.formula}　{yen(self.yen)}"


@dataclass(frozen=True, kw_only=True)
class Breakdown(Record):
    """The amount in yen: the lines added up, less what the cap cuts."""

    amount: int = field(metadata=reads(SUM))
    lines: tuple[Line, ...] = field(metadata=reads(listed(record(Line), 20_000)))
    cut: int = field(metadata=reads(SUM))
    cap: int | None = field(default=None, metadata=reads(SUM))
    one_more: int = field(metadata=reads(SUM))
    missing: tuple[str, ...] = field(default=(), metadata=reads(listed(words)))

    @classmethod
    def from_json(cls, document: object) -> Breakdown:
        found: Breakdown = record(cls)(document, "breakdown")
        return found

    def subtotal(self, key: str) -> int:
        """What one component comes to, before rounding and before the cap."""
        return sum(line.yen for line in self.lines if line.key == key)

    def as_text(self) -> tuple[str, ...]:
        """The whole calculation as Japanese lines."""
        cap = () if self.cap is None else (f"上限　{yen(self.cap)}",)
        cut = (f"上限を超えるため引く額　{yen(self.cut)}",) if self.cut else ()
        lines = tuple(str(line) for line in self.lines)
        return (*lines, *cap, *cut, f"助成額　{yen(self.amount)}", *self.missing)


def breakdown(terms: Terms, facts: Facts) -> Breakdown:
    """The amount for one fiscal year, and what one more gathering like the usual would add."""
    found = _worked_out(terms, facts)
    more = _worked_out(terms, _with_one_more(facts))
    return replace(found, one_more=more.amount - found.amount)


def _worked_out(terms: Terms, facts: Facts) -> Breakdown:
    scope, holding = Scope(facts, facts), terms.for_year(facts.fiscal_year)
    results = [(component, component.amount.value(scope)) for component in holding.components]
    lines = [
        Line(component.key, component.label, part.formula, part.yen)
        for component, result in results
        for part in result.parts
    ]
    cap = holding.cap.value(scope) if holding.cap else None
    return _limited(holding, lines, cap, joined(*(result.missing for _, result in results)))


def _limited(
    terms: Terms, lines: list[Line], cap: Result | None, missing: tuple[str, ...]
) -> Breakdown:
    """The lines, rounded and cut in the order that the terms give."""
    limit = cap.yen if cap else None
    before = terms.rounding is not None and terms.rounding.when == "before_cap"
    if before:
        lines = [*lines, *_rounding(terms, _total(lines))]
    cut = max(0, _total(lines) - limit) if limit is not None else 0
    lines = [*lines, *_reduction(terms, _total(lines) - cut)]
    if not before:
        lines = [*lines, *_rounding(terms, _total(lines) - cut)]
    lines = [*lines, *_too_little(terms, _total(lines) - cut)]
    return Breakdown(
        amount=_total(lines) - cut,
        lines=tuple(lines),
        cut=cut,
        cap=limit,
        one_more=0,
        missing=joined(missing, cap.missing if cap else ()),
    )


def _total(lines: list[Line]) -> int:
    return sum(line.yen for line in lines)


def _reduction(terms: Terms, amount: int) -> list[Line]:
    """The line that brings an amount to the part that the budget bears."""
    rate = terms.reduced_to
    if rate is None or not amount:
        return []
    change = int(amount * rate) - amount
    formula = f"{yen(amount)} × {spoken(rate)}にする"
    return [Line("reduction", "予算に合わせた調整", formula, change)] if change else []


def _too_little(terms: Terms, amount: int) -> list[Line]:
    if terms.minimum is None or not 0 < amount < terms.minimum:
        return []
    formula = f"{yen(terms.minimum)}に満たないため交付しない"
    return [Line("minimum", "少額の取扱い", formula, -amount)]


def _rounding(terms: Terms, amount: int) -> list[Line]:
    """The line that brings an amount to whole steps, if one is needed."""
    if terms.rounding is None:
        return []
    change = rounded_to(amount, terms.rounding.to, terms.rounding.mode) - amount
    formula = rounding_text(terms.rounding.to, terms.rounding.mode)
    return [Line("rounding", "端数の処理", formula, change)] if change else []


def _with_one_more(facts: Facts) -> Facts:
    """The same year with one more gathering like the most frequent; a free one if there is none."""
    alike: dict[Gathering, int] = {}
    last: dict[Gathering, Gathering] = {}
    for gathering in facts.gatherings or ():
        kind = replace(gathering, times=1, date=None, month=None)
        alike[kind] = alike.get(kind, 0) + gathering.times
        last[kind] = max(last.get(kind, gathering), gathering, key=_day)
    if not alike:
        return replace(facts, gatherings=(*(facts.gatherings or ()), Gathering(venue_fee=0)))
    usual = max(alike, key=lambda kind: (alike[kind], _price(kind), repr(kind)))
    return replace(facts, gatherings=(*(facts.gatherings or ()), _another(last[usual], facts)))


def _day(gathering: Gathering) -> Day:
    return gathering.date or gathering.month or Day.min


def _another(gathering: Gathering, facts: Facts) -> Gathering:
    """One like this, on the nearest free day of the same weekday where this one has a date."""
    if gathering.date is None:
        return replace(gathering, times=1)
    taken = {other.date for other in facts.gatherings or ()}
    year = FiscalYear(facts.fiscal_year)
    weeks = sorted(range(-53, 54), key=abs)
    days = (gathering.date + timedelta(7 * week) for week in weeks)
    free = next((day for day in days if day in year and day not in taken), None)
    return replace(gathering, date=free, month=None if free else gathering.when)


def _price(gathering: Gathering) -> int:
    return sum(cost for _kind, cost in gathering.all_costs)
