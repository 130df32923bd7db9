"""The nodes that are made of other nodes, and the table of all of them by name.

In JSON a node is a number of yen, or an object with one key that names it:

    2500
    {"unit_rate": {"rate": NODE, "per": QUANTITY, "beyond": 10, "up_to": 24}}
    {"tier": {"by": QUANTITY, "steps": [{"at_least": 1, "yen": 30000}, …]}}
    {"cost": ["venue"]}   {"cost": {"all_but": ["food"]}}   {"income": ["fees"]}
    {"each": {"per": "gathering" | "month", "of": NODE}}     worked out one by one, then added
    {"sum": [NODE, …]}   {"lowest": [NODE, …]}   {"highest": [NODE, …]}
    {"at_most": {"limit": NODE, "of": NODE}}     {"less": {"of": NODE, "minus": NODE}}
    {"share": {"rate": "1/2" | "90%", "of": NODE}}
    {"pro_rata": {"by": QUANTITY, "out_of": 12, "of": NODE}}
    {"round": {"to": 1000, "mode": "down" | "up" | "nearest", "of": NODE}}
    {"once": {"key": "startup", "of": NODE}}     nothing if `received_once` names the key
    {"using": {"basis": "previous_year" | "held", "of": NODE}}

A QUANTITY is a name ("gatherings", "active_months", "active_days", "attendances", "members",
"receipt_year", "period_months", "period_halves", or any name of `counts`) or an average
{"total": "attendances", "per": "gatherings"}. Fractions of a yen are dropped where they arise.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from fractions import Fraction
from typing import Any, ClassVar

from grants.rules.facts import COUNT, Activity
from grants.rules.leaves import Cost, Fixed, Income, Node, Tier, untold
from grants.rules.quantities import UNITS, Quantity, Scope, by_gathering, by_month
from grants.rules.results import Part, Result, joined, single, spoken
from grants.rules.shape import (
    Record,
    ShapeError,
    an_object,
    choice,
    listed,
    ratio,
    reads,
    record,
    text,
    whole,
)
from ibasho.text import yen


def read_node(value: object, path: str) -> Node:
    """A node out of its JSON."""
    if isinstance(value, int):
        node: Node = record(Fixed)(value, path)
        return node
    given = an_object(value, path)
    if len(given) != 1 or not given.keys() <= NODES.keys():
        raise ShapeError(path, f"金額か、次の名前を1つだけ書いてください：{'・'.join(NODES)}")
    name, inner = next(iter(given.items()))
    node = record(NODES[name])(inner, f"{path}.{name}")
    return node


def node_json(node: Node) -> object:
    """The JSON of a node."""
    if isinstance(node, Fixed):
        return node.yen
    return {NAMES[type(node)]: node.to_json()} if isinstance(node, Record) else None


def a_node() -> dict[str, Any]:
    return reads(read_node, node_json)


def some_nodes() -> dict[str, Any]:
    return reads(_read_nodes, lambda nodes: [node_json(node) for node in nodes])


def _read_nodes(value: object, path: str) -> tuple[Node, ...]:
    nodes: tuple[Node, ...] = listed(read_node, 50)(value, path)
    if not nodes:
        raise ShapeError(path, "1つ以上書いてください。")
    return nodes


@dataclass(frozen=True)
class UnitRate(Record):
    """So much for each: 12 gatherings at 2,500 yen; only those `beyond`, only `up_to`."""

    rate: Node = field(metadata=a_node())
    per: Quantity = field(metadata=reads(record(Quantity)))
    beyond: int = field(default=0, metadata=reads(COUNT))
    up_to: int | None = field(default=None, metadata=reads(COUNT))

    def value(self, scope: Scope) -> Result:
        found, rate = self.per.of(scope), self.rate.value(scope)
        if found is None:
            return untold(self.per)
        paid = found if self.up_to is None else min(found, Fraction(self.up_to))
        paid = max(paid - self.beyond, Fraction(0))
        formula = f"{self.per.shown(paid)}{self._bounds()} × {rate.wrapped}"
        return single(int(paid * rate.yen), formula, rate)

    def _bounds(self) -> str:
        bounds = [f"{self.per.shown(Fraction(self.beyond))}を超える分"] if self.beyond else []
        if self.up_to is not None:
            bounds.append(f"{self.per.shown(Fraction(self.up_to))}まで")
        return f"（{'、'.join(bounds)}）" if bounds else ""


@dataclass(frozen=True)
class Each(Record):
    """The same sum worked out for one gathering or month after the other, then added."""

    per: str = field(metadata=reads(choice("gathering", "month")))
    of: Node = field(metadata=a_node())

    def value(self, scope: Scope) -> Result:
        unit, split = ("回", by_gathering) if self.per == "gathering" else ("か月", by_month)
        name = f"1{unit}"
        counted: dict[Part, int] = {}
        missing = []
        for times, activity in split(scope.activity):
            one = self.of.value(scope.narrowed(activity, name))
            missing.append(one.missing)
            part = Part(one.yen, one.wrapped)
            counted[part] = counted.get(part, 0) + times
        ordered = sorted(counted.items(), key=lambda item: (-item[0].yen, item[0].formula))
        parts = tuple(Part(n * p.yen, f"{n}{unit} × {p.formula}") for p, n in ordered)
        empty = () if parts else (Part(0, f"0{unit}"),)
        return Result(parts or empty, joined(*missing, self._left_out(scope, name)))

    def _left_out(self, scope: Scope, name: str) -> tuple[str, ...]:
        """Whether something would count that could not be put to any gathering or month."""
        activity = scope.activity
        rest = replace(
            activity,
            gatherings=tuple(g for g in activity.gatherings or () if not g.when),
            months=(),
        )
        loose = Activity(costs=activity.costs) if self.per == "gathering" else rest
        if _counts_for(self.of, scope.narrowed(loose, name)):
            return (f"{name}ごとに分けられないものは、計算に入っていません。",)
        return ()


def _counts_for(node: Node, scope: Scope) -> bool:
    nothing = scope.narrowed(Activity(gatherings=()), scope.name)
    return node.value(scope).yen > node.value(nothing).yen


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
        fixed = isinstance(self.limit, Fixed)
        shown = yen(limit.yen) if fixed else f"{yen(limit.yen)}＝{limit.formula}"
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
class Share(Record):
    """A part of a sum, such as half of the cost."""

    rate: Fraction = field(metadata=reads(ratio))
    of: Node = field(metadata=a_node())

    def value(self, scope: Scope) -> Result:
        found = self.of.value(scope)
        return single(int(found.yen * self.rate), f"{found.wrapped} × {spoken(self.rate)}", found)


@dataclass(frozen=True)
class ProRata(Record):
    """As much of a sum as a quantity is of the whole, such as 6 of 12 months."""

    by: Quantity = field(metadata=reads(record(Quantity)))
    out_of: int = field(metadata=reads(whole(1, 999_999)))
    of: Node = field(metadata=a_node())

    def value(self, scope: Scope) -> Result:
        found, part = self.of.value(scope), self.by.of(scope)
        if part is None:
            return untold(self.by)
        rate = min(part / self.out_of, Fraction(1))
        whole_ = f"{self.out_of:,}{UNITS.get(self.by.total, ('', ''))[1]}"
        formula = f"{found.wrapped} × {self.by.shown(part)}÷{whole_}"
        return single(int(found.yen * rate), formula, found)


@dataclass(frozen=True)
class Round(Record):
    """A sum in whole steps of `to` yen."""

    to: int = field(metadata=reads(whole(1, 1_000_000)))
    of: Node = field(metadata=a_node())
    mode: str = field(default="down", metadata=reads(choice("down", "up", "nearest")))

    def value(self, scope: Scope) -> Result:
        found = self.of.value(scope)
        rounded = rounded_to(found.yen, self.to, self.mode)
        if rounded == found.yen:
            return found
        formula = f"{yen(rounded)}（{found.formula}、{rounding_text(self.to, self.mode)}）"
        return single(rounded, formula, found)


def rounded_to(amount: int, to: int, mode: str) -> int:
    """Half goes up."""
    shift = {"down": 0, "up": to - 1, "nearest": to // 2}[mode]
    return (amount + shift) // to * to


def rounding_text(to: int, mode: str) -> str:
    """「1,000円未満は切捨て」."""
    word = {"down": "切捨て", "up": "切上げ", "nearest": "四捨五入"}[mode]
    return f"{yen(to)}未満は{word}"


@dataclass(frozen=True)
class Once(Record):
    """A sum that a group may receive one time only."""

    key: str = field(metadata=reads(text))
    of: Node = field(metadata=a_node())

    def value(self, scope: Scope) -> Result:
        if self.key in scope.facts.received_once:
            return single(0, "1回限りのため、今回はありません")
        return self.of.value(scope)


@dataclass(frozen=True)
class Using(Record):
    """The same sum worked out on last year's activity, or on what was really held."""

    basis: str = field(metadata=reads(choice("previous_year", "held")))
    of: Node = field(metadata=a_node())

    def value(self, scope: Scope) -> Result:
        name = "前年度" if self.basis == "previous_year" else "実績"
        activity: Activity | None = getattr(scope.facts, self.basis)
        if activity is None:
            missing = f"{name}の活動が未入力のため、0円として計算しています。"
            return single(0, f"{name}の活動が未入力", missing=(missing,))
        found = self.of.value(replace(scope, activity=activity))
        return Result(
            tuple(Part(p.yen, f"{name}：{p.formula}") for p in found.parts), found.missing
        )


NODES: dict[str, type[Record]] = {
    "unit_rate": UnitRate,
    "tier": Tier,
    "cost": Cost,
    "income": Income,
    "each": Each,
    "sum": Sum,
    "lowest": Lowest,
    "highest": Highest,
    "at_most": AtMost,
    "less": Less,
    "share": Share,
    "pro_rata": ProRata,
    "round": Round,
    "once": Once,
    "using": Using,
}
NAMES = {cls: name for name, cls in NODES.items()}
