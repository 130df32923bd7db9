"""The nodes that choose: a sum under a condition, bands of a rate, only certain gatherings."""

from __future__ import annotations

from dataclasses import dataclass, field
from fractions import Fraction

from grants.rules.conditions import Condition, a_condition
from grants.rules.facts import COUNT
from grants.rules.narrowing import Where
from grants.rules.node import Node, a_node, untold
from grants.rules.quantities import Quantity, Scope
from grants.rules.results import Part, Result, joined, single
from grants.rules.shape import Record, listed, reads, record


@dataclass(frozen=True)
class When(Record):
    """A sum if a condition holds, otherwise another or none."""

    condition: Condition = field(metadata=a_condition())
    then: Node = field(metadata=a_node())
    otherwise: Node | None = field(default=None, metadata=a_node())

    def value(self, scope: Scope) -> Result:
        found = self.condition.answered(scope)
        if found.holds is None:
            missing = f"{found.words}のため、0円として計算しています。"
            return single(0, f"0円（{found.words}）", missing=(missing,))
        chosen = self.then if found.holds else self.otherwise
        if chosen is None:
            return single(0, f"0円（{found.words}）")
        result = chosen.value(scope)
        parts = tuple(Part(part.yen, f"{part.formula}（{found.words}）") for part in result.parts)
        return Result(parts, result.missing)


@dataclass(frozen=True)
class Band(Record):
    """The rate up to a number; the last band may have no end."""

    rate: Node = field(metadata=a_node())
    up_to: int | None = field(default=None, metadata=reads(COUNT))


@dataclass(frozen=True)
class Bands(Record):
    """The first ten at one rate, the next at another: each part of the number at its own rate."""

    by: Quantity = field(metadata=reads(record(Quantity)))
    steps: tuple[Band, ...] = field(metadata=reads(listed(record(Band), 50)))

    def __post_init__(self) -> None:
        ends = [step.up_to for step in self.steps]
        inner = [end for end in ends[:-1] if end is not None]
        told = inner + [end for end in ends[-1:] if end is not None]
        if not ends or len(inner) < len(ends) - 1 or told != sorted(set(told)):
            raise ValueError(
                "steps は up_to の小さい順に書いてください（up_to を省けるのは最後だけです）。"
            )

    def value(self, scope: Scope) -> Result:
        found = self.by.of(scope)
        if found is None:
            return untold(self.by)
        parts: list[Part] = []
        missing, begun = [], Fraction(0)
        for step in self.steps:
            end = found if step.up_to is None else min(found, Fraction(step.up_to))
            rate = step.rate.value(scope)
            missing.append(rate.missing)
            if end > begun or not parts:
                total = int((end - begun) * rate.yen)
                parts.append(Part(total, self._formula(begun, end, rate)))
            begun = max(begun, end)
        return Result(tuple(parts), joined(*missing))

    def _formula(self, begun: Fraction, end: Fraction, rate: Result) -> str:
        beyond = f"（{self.by.shown(begun)}を超える分）" if begun else ""
        return f"{self.by.told(end - begun)}{beyond} × {rate.wrapped}"


@dataclass(frozen=True)
class Only(Record):
    """A sum worked out on certain gatherings alone."""

    where: Where = field(metadata=reads(record(Where)))
    of: Node = field(metadata=a_node())

    def value(self, scope: Scope) -> Result:
        kept = self.where.narrowed(scope.activity)
        words = self.where.words
        if kept is None:
            missing = f"{words}の開催が分からないため、0円として計算しています。"
            return single(0, f"0円（{words}の開催が分からない）", missing=(missing,))
        found = self.of.value(scope.narrowed(kept, scope.name))
        parts = tuple(Part(part.yen, f"{part.formula}（{words}の回だけ）") for part in found.parts)
        return Result(parts, found.missing)
