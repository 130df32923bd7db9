"""What must hold for a sum to be paid, or for a criterion to be met.

    {"answer": "open_weekends", "title": "土日も開いている"}        "says": false asks for a no
    {"quantity": QUANTITY, "at_least": 10}     also "at_most", "below", "above"; a share as "1/2"
    {"amount": NODE, "at_least": 10000}        a sum of yen
    {"all": [CONDITION, …]}   {"any": [CONDITION, …]}   {"not": CONDITION}

A condition holds, does not hold, or stays open where the facts do not tell.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any, Protocol

from grants.rules.narrowing import every, some
from grants.rules.node import Node, a_node
from grants.rules.quantities import Quantity, Scope, as_percent
from grants.rules.shape import (
    Record,
    ShapeError,
    an_object,
    bound,
    flag,
    listed,
    reads,
    record,
    text,
)
from ibasho.text import yen

HIGHEST = 999_999_999


@dataclass(frozen=True)
class Answered:
    """Whether it holds (None: open), and why, in Japanese."""

    holds: bool | None
    words: str


class Condition(Protocol):
    """Something that holds or does not."""

    def answered(self, scope: Scope) -> Answered: ...


@dataclass(frozen=True, kw_only=True)
class Bounds(Record):
    """Between which limits a number lies."""

    at_least: int | Fraction | None = field(default=None, metadata=reads(bound(HIGHEST)))
    above: int | Fraction | None = field(default=None, metadata=reads(bound(HIGHEST)))
    at_most: int | Fraction | None = field(default=None, metadata=reads(bound(HIGHEST)))
    below: int | Fraction | None = field(default=None, metadata=reads(bound(HIGHEST)))

    def __post_init__(self) -> None:
        if not self.limits:
            raise ValueError("at_least・above・at_most・below のどれかを書いてください。")

    @property
    def limits(self) -> tuple[tuple[str, int | Fraction], ...]:
        told = (
            ("以上", self.at_least),
            ("超", self.above),
            ("以下", self.at_most),
            ("未満", self.below),
        )
        return tuple((word, limit) for word, limit in told if limit is not None)

    def hold(self, number: Fraction) -> bool:
        return (
            (self.at_least is None or number >= self.at_least)
            and (self.above is None or number > self.above)
            and (self.at_most is None or number <= self.at_most)
            and (self.below is None or number < self.below)
        )


def read_condition(value: object, path: str) -> Condition:
    """A condition out of its JSON: which it is, its keys say."""
    given = an_object(value, path)
    names = [name for name in KINDS if name in given]
    if len(names) != 1:
        raise ShapeError(path, f"条件は {'・'.join(KINDS)} のどれか1つで書いてください。")
    kind = KINDS[names[0]]
    if kind in JOINTS:
        given = {("of" if name == names[0] else name): inner for name, inner in given.items()}
    condition: Condition = record(kind)(given, path)
    return condition


def condition_json(condition: object) -> object:
    """The JSON of a condition."""
    if not isinstance(condition, Record):
        return None
    names = {kind: name for name, kind in KINDS.items()}
    name, written = names[type(condition)], condition.to_json()
    return {name: written["of"]} if type(condition) in JOINTS else written


def a_condition() -> dict[str, Any]:
    return reads(read_condition, condition_json)


def _some_conditions() -> dict[str, Any]:
    several = listed(read_condition, 20)

    def read_them(value: object, path: str) -> tuple[Condition, ...]:
        found: tuple[Condition, ...] = several(value, path)
        if not found:
            raise ShapeError(path, "1つ以上書いてください。")
        return found

    return reads(read_them, lambda found: [condition_json(one) for one in found])


@dataclass(frozen=True, kw_only=True)
class OfQuantity(Bounds):
    """A number within limits."""

    quantity: Quantity = field(metadata=reads(record(Quantity)))

    def answered(self, scope: Scope) -> Answered:
        found, quantity = self.quantity.of(scope), self.quantity
        share = quantity.is_share(limit for _word, limit in self.limits)
        shown = as_percent if share else quantity.shown
        name = quantity.as_share if share else quantity.called
        asked = "".join(f"{shown(Fraction(limit))}{word}" for word, limit in self.limits)
        if found is None:
            return Answered(None, f"{name}（{asked}）が未入力")
        return _said(self.hold(found), f"{name}{shown(found)}", asked)


@dataclass(frozen=True, kw_only=True)
class OfAmount(Bounds):
    """A sum of yen within limits."""

    amount: Node = field(metadata=a_node())

    def answered(self, scope: Scope) -> Answered:
        found = self.amount.value(scope)
        asked = "".join(f"{yen(int(limit))}{word}" for word, limit in self.limits)
        return _said(self.hold(Fraction(found.yen)), found.formula, asked)


def _said(holds: bool, told: str, asked: str) -> Answered:
    return Answered(holds, f"{told}：{asked}" if holds else f"{told}：{asked}ではない")


@dataclass(frozen=True, kw_only=True)
class OfAnswer(Record):
    """A question that was answered with yes; with `says` false, with no."""

    answer: str = field(metadata=reads(text))
    title: str = field(default="", metadata=reads(text))
    says: bool = field(default=True, metadata=reads(flag))

    def answered(self, scope: Scope) -> Answered:
        found, title = scope.facts.answer(self.answer), self.title or self.answer
        if found is None:
            return Answered(None, f"「{title}」が未入力")
        return Answered(found is self.says, f"「{title}」に{'はい' if found else 'いいえ'}")


@dataclass(frozen=True)
class Every(Record):
    """All of several."""

    of: tuple[Condition, ...] = field(metadata=_some_conditions())

    def answered(self, scope: Scope) -> Answered:
        found = [condition.answered(scope) for condition in self.of]
        return _joined(every(one.holds for one in found), found)


@dataclass(frozen=True)
class Some(Record):
    """One of several."""

    of: tuple[Condition, ...] = field(metadata=_some_conditions())

    def answered(self, scope: Scope) -> Answered:
        found = [condition.answered(scope) for condition in self.of]
        return _joined(some(one.holds for one in found), found)


@dataclass(frozen=True)
class Not(Record):
    """The contrary."""

    of: Condition = field(metadata=a_condition())

    def answered(self, scope: Scope) -> Answered:
        found = self.of.answered(scope)
        return Answered(None if found.holds is None else not found.holds, found.words)


def _joined(holds: bool | None, found: list[Answered]) -> Answered:
    """Those that made it so."""
    return Answered(holds, "、".join(one.words for one in found if one.holds is holds))


KINDS: dict[str, type[Record]] = {
    "answer": OfAnswer,
    "quantity": OfQuantity,
    "amount": OfAmount,
    "all": Every,
    "any": Some,
    "not": Not,
}
JOINTS = (Every, Some, Not)
