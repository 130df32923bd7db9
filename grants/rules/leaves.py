"""The nodes that read yen straight from the facts or the terms: tier, cost, income."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import ClassVar

from grants.rules.facts import COUNT, Pairs
from grants.rules.node import Fixed, Node, a_node, untold
from grants.rules.quantities import KINDS, Quantity, Scope
from grants.rules.results import Part, Result, single
from grants.rules.shape import Record, listed, reads, record, text
from ibasho.text import yen


@dataclass(frozen=True)
class Step(Record):
    """A row of a tier table: from this number on, this sum (or what this node comes to)."""

    at_least: int = field(metadata=reads(COUNT))
    yen: Node = field(metadata=a_node())


@dataclass(frozen=True)
class Tier(Record):
    """A table: {"by": "members", "steps": [{"at_least": 10, "yen": 5000}, …]}; below it, 0."""

    by: Quantity = field(metadata=reads(record(Quantity)))
    steps: tuple[Step, ...] = field(metadata=reads(listed(record(Step), 50)))

    def __post_init__(self) -> None:
        starts = [step.at_least for step in self.steps]
        if not starts or starts != sorted(set(starts)):
            raise ValueError("steps は at_least の小さい順に、重ならないように書いてください。")

    def value(self, scope: Scope) -> Result:
        found = self.by.of(scope)
        if found is None:
            return untold(self.by)
        reached = [step.yen for step in self.steps if step.at_least <= found]
        paid = (reached[-1] if reached else Fixed(0)).value(scope)
        band = f"{self.by.called}{self.by.shown(found)}の区分"
        parts = tuple(Part(part.yen, f"{part.formula}（{band}）") for part in paid.parts)
        return Result(parts, paid.missing)


@dataclass(frozen=True)
class Cost(Record):
    """Money really spent: all kinds, only `kinds`, or all but `all_but`."""

    inline: ClassVar[str] = "kinds"

    kinds: tuple[str, ...] = field(default=(), metadata=reads(listed(text, 50)))
    all_but: tuple[str, ...] = field(default=(), metadata=reads(listed(text, 50)))

    def __post_init__(self) -> None:
        if self.kinds and self.all_but:
            raise ValueError("kinds と all_but は、どちらか一方だけ書いてください。")

    def value(self, scope: Scope) -> Result:
        spent = sum(sum_ for kind, sum_ in _costs(scope) if self.counts(kind))
        noun = "対象経費" if self.all_but else "実費"
        return single(spent, f"{noun}{yen(spent)}", missing=self._missing(scope))

    def counts(self, kind: str) -> bool:
        return kind in self.kinds if self.kinds else kind not in self.all_but

    def _missing(self, scope: Scope) -> tuple[str, ...]:
        if scope.name != "1回" or not any(g.unpriced for g in scope.activity.gatherings or ()):
            return ()
        names = "・".join(KINDS.get(kind, kind) for kind in self.kinds) or "費用"
        return (f"{names}が未入力の回は、0円として計算しています。",)


@dataclass(frozen=True)
class Income(Record):
    """Money taken in, such as participation fees: all kinds, or only `kinds`."""

    inline: ClassVar[str] = "kinds"

    kinds: tuple[str, ...] = field(default=(), metadata=reads(listed(text, 50)))

    def value(self, scope: Scope) -> Result:
        wanted = [s for kind, s in scope.activity.income if not self.kinds or kind in self.kinds]
        return single(sum(wanted), f"収入{yen(sum(wanted))}")


def _costs(scope: Scope) -> Pairs:
    """Every cost of the scope, multiplied out."""
    activity = scope.activity
    held = ((g.times, g.all_costs) for g in activity.gatherings or ())
    told = ((m.times, m.costs) for m in activity.months)
    spread = tuple((kind, n * s) for n, costs in (*held, *told) for kind, s in costs)
    return (*activity.costs, *spread)
