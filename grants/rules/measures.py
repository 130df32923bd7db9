"""The nodes that measure another: per unit, for each, on another basis, a share, in steps."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from fractions import Fraction
from typing import Any

from grants.rules.counting import by_gathering, by_month
from grants.rules.facts import COUNT, Activity
from grants.rules.node import Node, a_node, untold
from grants.rules.quantities import BASES, Quantity, Scope, in_whole
from grants.rules.results import Part, Result, joined, single, spoken
from grants.rules.shape import Record, choice, ratio, reads, record, whole
from ibasho.text import yen


def _number_or_quantity(value: object, path: str) -> int | Quantity:
    if isinstance(value, int):
        number: int = whole(1, 999_999)(value, path)
        return number
    quantity: Quantity = record(Quantity)(value, path)
    return quantity


FRACTIONS = {"down": "", "up": "、1円未満は切上げ", "nearest": "、1円未満は四捨五入"}


def a_fraction() -> dict[str, Any]:
    """The metadata of a field that says what becomes of a fraction of a yen."""
    return reads(choice(*FRACTIONS))


def in_yen(exact: Fraction, mode: str) -> tuple[int, str]:
    """Whole yen, and the words for it where something was there to drop."""
    words = FRACTIONS[mode] if exact.denominator != 1 else ""
    return int(in_whole(exact, mode)), words


@dataclass(frozen=True)
class UnitRate(Record):
    """So much for each: 12 gatherings at 2,500 yen; only those `beyond`, only `up_to`.

    With `every` 10 it is so much for each full ten, with `part` "count" also for what is left.
    """

    rate: Node = field(metadata=a_node())
    per: Quantity = field(metadata=reads(record(Quantity)))
    beyond: int = field(default=0, metadata=reads(COUNT))
    up_to: int | None = field(default=None, metadata=reads(COUNT))
    every: int = field(default=1, metadata=reads(whole(1, 999_999)))
    part: str = field(default="drop", metadata=reads(choice("drop", "count")))
    fraction: str = field(default="down", metadata=a_fraction())

    def value(self, scope: Scope) -> Result:
        found, rate = self.per.of(scope), self.rate.value(scope)
        if found is None:
            return untold(self.per)
        paid = found if self.up_to is None else min(found, Fraction(self.up_to))
        paid = max(paid - self.beyond, Fraction(0))
        exact, shown = self._in_units(paid)
        total, words = in_yen(exact * rate.yen, self.fraction)
        return single(total, f"{shown} × {rate.wrapped}{words}", rate)

    def _in_units(self, paid: Fraction) -> tuple[Fraction, str]:
        shown = f"{self.per.told(paid)}{self._bounds()}"
        if self.every == 1:
            return paid, shown
        units = in_whole(paid / self.every, "up" if self.part == "count" else "down")
        left = "端数も1とする" if self.part == "count" else "端数は切捨て"
        return units, f"{shown}÷{self.per.shown(Fraction(self.every))}＝{int(units)}（{left}）"

    def _bounds(self) -> str:
        bounds = [f"{self.per.shown(Fraction(self.beyond))}を超える分"] if self.beyond else []
        if self.up_to is not None:
            bounds.append(f"{self.per.shown(Fraction(self.up_to))}まで")
        return f"（{'、'.join(bounds)}）" if bounds else ""


@dataclass(frozen=True)
class Each(Record):
    """The same sum worked out for one gathering or month after the other, then added.

    `up_to` pays so many of them: those that come to most, or with `choose` "first" the earliest.
    """

    per: str = field(metadata=reads(choice("gathering", "month")))
    of: Node = field(metadata=a_node())
    up_to: int | None = field(default=None, metadata=reads(COUNT))
    choose: str = field(default="highest", metadata=reads(choice("highest", "first")))

    def value(self, scope: Scope) -> Result:
        unit, split = ("回", by_gathering) if self.per == "gathering" else ("か月", by_month)
        name = f"1{unit}"
        found = [
            (times, self.of.value(scope.narrowed(activity, name)))
            for times, activity in split(scope.activity)
        ]
        counted: dict[Part, int] = {}
        for times, one in self._paid(found):
            part = Part(one.yen, one.wrapped)
            counted[part] = counted.get(part, 0) + times
        ordered = sorted(counted.items(), key=lambda item: (-item[0].yen, item[0].formula))
        limit = self._limit(unit, sum(times for times, _one in found))
        parts = tuple(Part(n * p.yen, f"{n}{unit}{limit} × {p.formula}") for p, n in ordered)
        empty = () if parts else (Part(0, f"0{unit}"),)
        missing = (one.missing for _times, one in found)
        return Result(parts or empty, joined(*missing, self._left_out(scope, name)))

    def _paid(self, found: list[tuple[int, Result]]) -> list[tuple[int, Result]]:
        if self.up_to is None:
            return found
        if self.choose == "highest":
            found = sorted(found, key=lambda item: (-item[1].yen, item[1].formula))
        paid, left = [], self.up_to
        for times, one in found:
            paid.append((min(times, left), one))
            left -= min(times, left)
        return [(times, one) for times, one in paid if times]

    def _limit(self, unit: str, count: int) -> str:
        if self.up_to is None or count <= self.up_to:
            return ""
        which = "額の大きい" if self.choose == "highest" else "早い"
        return f"（{count}{unit}のうち{which}{self.up_to}{unit}まで）"

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

    basis: str = field(metadata=reads(choice(*BASES)))
    of: Node = field(metadata=a_node())

    def value(self, scope: Scope) -> Result:
        name, based = BASES[self.basis], scope.on(self.basis)
        if based is None:
            missing = f"{name}の活動が未入力のため、0円として計算しています。"
            return single(0, f"{name}の活動が未入力", missing=(missing,))
        found = self.of.value(based)
        return Result(
            tuple(Part(p.yen, f"{name}：{p.formula}") for p in found.parts), found.missing
        )


@dataclass(frozen=True)
class Share(Record):
    """A part of a sum, such as half of the cost."""

    rate: Fraction = field(metadata=reads(ratio))
    of: Node = field(metadata=a_node())
    fraction: str = field(default="down", metadata=a_fraction())

    def value(self, scope: Scope) -> Result:
        found = self.of.value(scope)
        total, words = in_yen(found.yen * self.rate, self.fraction)
        return single(total, f"{found.wrapped} × {spoken(self.rate)}{words}", found)


@dataclass(frozen=True)
class ProRata(Record):
    """As much of a sum as a quantity is of the whole: 6 of 12 months, or one count of another."""

    by: Quantity = field(metadata=reads(record(Quantity)))
    out_of: int | Quantity = field(metadata=reads(_number_or_quantity))
    of: Node = field(metadata=a_node())
    fraction: str = field(default="down", metadata=a_fraction())

    def value(self, scope: Scope) -> Result:
        found, part, all_ = self.of.value(scope), self.by.of(scope), self._whole(scope)
        if part is None:
            return untold(self.by)
        if all_ is None:
            return untold(self.out_of) if isinstance(self.out_of, Quantity) else untold(self.by)
        rate = min(part / all_, Fraction(1)) if all_ else Fraction(0)
        shown = self.out_of.shown(all_) if isinstance(self.out_of, Quantity) else self._shown()
        total, words = in_yen(found.yen * rate, self.fraction)
        return single(total, f"{found.wrapped} × {self.by.shown(part)}÷{shown}{words}", found)

    def _whole(self, scope: Scope) -> Fraction | None:
        out_of = self.out_of
        return out_of.of(scope) if isinstance(out_of, Quantity) else Fraction(out_of)

    def _shown(self) -> str:
        return f"{self.out_of:,}{self.by.counter}"


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
