"""The nodes that put others together: sum, lowest, highest, at most, less, once."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import ClassVar

from grants.rules.node import Node, a_node, some_nodes
from grants.rules.quantities import Scope
from grants.rules.results import Result, joined, single
from grants.rules.shape import Record, reads, text, whole
from ibasho.dates import FiscalYear
from ibasho.text import yen


@dataclass(frozen=True)
class Sum(Record):
    """All together."""

    inline: ClassVar[str] = "of"

    of: tuple[Node, ...] = field(metadata=some_nodes())

    def value(self, scope: Scope) -> Result:
        found = [node.value(scope) for node in self.of]
        parts = tuple(part for result in found for part in result.parts)
        return Result(parts, joined(*(result.missing for result in found)))


@dataclass(frozen=True)
class Lowest(Record):
    """The smallest of several."""

    inline: ClassVar[str] = "of"

    of: tuple[Node, ...] = field(metadata=some_nodes())

    def value(self, scope: Scope) -> Result:
        found = [node.value(scope) for node in self.of]
        return _chosen(min(found, key=lambda result: result.yen), found, "低い")


@dataclass(frozen=True)
class Highest(Record):
    """The largest of several."""

    inline: ClassVar[str] = "of"

    of: tuple[Node, ...] = field(metadata=some_nodes())

    def value(self, scope: Scope) -> Result:
        found = [node.value(scope) for node in self.of]
        return _chosen(max(found, key=lambda result: result.yen), found, "高い")


def _chosen(chosen: Result, found: list[Result], which: str) -> Result:
    others = "、".join(result.formula for result in found)
    return single(chosen.yen, f"{yen(chosen.yen)}（{which}ほう：{others}）", *found)


@dataclass(frozen=True)
class AtMost(Record):
    """A sum with a limit; within `each`, the limit of one gathering or month."""

    limit: Node = field(metadata=a_node())
    of: Node = field(metadata=a_node())

    def value(self, scope: Scope) -> Result:
        found, limit = self.of.value(scope), self.limit.value(scope)
        if found.yen <= limit.yen:
            return Result(found.parts, joined(found.missing, limit.missing))
        named = f"{scope.name}の上限" if scope.name else "上限"
        told = yen(limit.yen)
        shown = limit.formula if limit.formula.startswith(told) else f"{told}＝{limit.formula}"
        formula = f"{yen(limit.yen)}（{found.formula}、{named}{shown}まで）"
        return single(limit.yen, formula, found, limit)


@dataclass(frozen=True)
class Less(Record):
    """What is left of one sum after another is taken away; never below zero."""

    of: Node = field(metadata=a_node())
    minus: Node = field(metadata=a_node())

    def value(self, scope: Scope) -> Result:
        found, minus = self.of.value(scope), self.minus.value(scope)
        left = max(0, found.yen - minus.yen)
        return single(left, f"（{found.formula} − {minus.wrapped}）", found, minus)


@dataclass(frozen=True)
class Once(Record):
    """A sum that a group may receive one time only, or with `years` once in so many years."""

    key: str = field(metadata=reads(text))
    of: Node = field(metadata=a_node())
    years: int | None = field(default=None, metadata=reads(whole(1, 100)))

    def value(self, scope: Scope) -> Result:
        last = self._last(scope)
        if self.years is None and (last or self.key in scope.facts.received_once):
            return single(0, "1回限りのため、今回はありません")
        if self.years and last > scope.facts.fiscal_year - self.years:
            told = f"{self.years}年に1回のため、今回はありません（前回は{FiscalYear(last)}）"
            return single(0, told)
        return self.of.value(scope)

    def _last(self, scope: Scope) -> int:
        """The last fiscal year before this one in which it was received; 0 if none is told."""
        told = dict(scope.facts.received_for).get(self.key, ())
        return max((year for year in told if year < scope.facts.fiscal_year), default=0)
