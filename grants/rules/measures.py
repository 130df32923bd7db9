"""The nodes that measure another: per unit, for each, on another basis, a share, in steps."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from fractions import Fraction

from grants.rules.facts import COUNT, Activity
from grants.rules.node import Node, a_node, untold
from grants.rules.quantities import UNITS, Quantity, Scope, by_gathering, by_month
from grants.rules.results import Part, Result, joined, single, spoken
from grants.rules.shape import Record, choice, ratio, reads, record, whole
from ibasho.text import yen


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
        if scope.name:
            return ()  # told once, by the outermost
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
