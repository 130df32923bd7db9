"""The terms of one programme: what it pays, up to what, and what it asks.

    {"version": 1,
     "components": [
       {"key": "activity", "label": "活動費", "amount": {"unit_rate": {"rate": 2500, "per": "gatherings"}}},
       {"key": "venue", "label": "会場費", "amount": {"each": {"per": "gathering",
           "of": {"at_most": {"limit": 2500, "of": {"cost": ["venue"]}}}}}}],
     "cap": 100000,
     "rounding": {"to": 1000, "mode": "down", "when": "before_cap" | "after_cap"},
     "reduced_to": "85%", "minimum": 5000,
     "criteria": ["in_city", {"key": "frequency", "every_months": 2}, …],
     "overrides": {"2021": {"cap": 360000}}}

The amount is the components added up, cut at the cap (a number or a node), and rounded where
`rounding` says so (after the cap unless told otherwise). `reduced_to` brings what the cap left to
a part of it, where a budget asks for that, before such a rounding; what then comes to less than
`minimum` is not paid at all. `amount` is a node: see `vocabulary`.
`criteria` are described in `criteria`. An override replaces whole top-level keys for a single
fiscal year; null takes a cap, a rounding or the criteria away. Money is whole yen.
This schema only ever grows: no key or node is taken away or changes its meaning, and a new
one is optional, its absence meaning what it meant before.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from fractions import Fraction
from typing import Any

from grants.rules.criteria import Criterion, criteria_json
from grants.rules.facts import YEAR, YEN
from grants.rules.node import Node
from grants.rules.shape import (
    Record,
    ShapeError,
    an_object,
    bounded,
    choice,
    listed,
    ratio,
    reads,
    record,
    text,
    whole,
)
from grants.rules.vocabulary import an_amount


class TermsError(ValueError):
    """Terms that cannot be read; the text names the place and says what is awaited."""


@dataclass(frozen=True)
class Component(Record):
    """A part of the grant that has a name of its own, such as 活動費."""

    key: str = field(metadata=reads(text))
    label: str = field(metadata=reads(text))
    amount: Node = field(metadata=an_amount())


@dataclass(frozen=True)
class Rounding(Record):
    """Whole steps of so many yen for the total, before or after the cap."""

    to: int = field(metadata=reads(whole(1, 1_000_000)))
    mode: str = field(default="down", metadata=reads(choice("down", "up", "nearest")))
    when: str = field(default="after_cap", metadata=reads(choice("before_cap", "after_cap")))


def _version(value: object, path: str) -> int:
    if type(value) is not int or value != 1:
        raise ShapeError(
            path, f"この形式（{str(value)[:20]}）はまだ読み取れません。1 にしてください。"
        )
    return 1


def _components(value: object, path: str) -> tuple[Component, ...]:
    components: tuple[Component, ...] = listed(record(Component), 50)(value, path)
    keys = [component.key for component in components]
    if not keys or len(keys) != len(set(keys)):
        raise ShapeError(path, "key の異なる費目を1つ以上書いてください。")
    return components


def _no_overrides(value: object, path: str) -> object:
    raise ShapeError(path, "年度の特例の中に、さらに特例は書けません。")


@dataclass(frozen=True, kw_only=True)
class Terms(Record):
    """The terms of every fiscal year that has no override."""

    version: int = field(metadata=reads(_version))
    components: tuple[Component, ...] = field(metadata=reads(_components))
    cap: Node | None = field(default=None, metadata=an_amount())
    rounding: Rounding | None = field(default=None, metadata=reads(record(Rounding)))
    reduced_to: Fraction | None = field(default=None, metadata=reads(ratio))
    minimum: int | None = field(default=None, metadata=reads(YEN))
    criteria: tuple[Criterion, ...] = field(default=(), metadata=criteria_json())
    overrides: tuple[tuple[int, Terms], ...] = field(default=(), metadata=reads(_no_overrides))

    @classmethod
    def from_json(cls, document: object) -> Terms:
        try:
            bounded(document)
            given = dict(an_object(document, "terms"))
            overrides = an_object(given.pop("overrides", None) or {}, "terms.overrides")
            terms: Terms = record(cls)(given, "terms")
            found = (_override(given, *item) for item in sorted(overrides.items()))
            return replace(terms, overrides=tuple(found))
        except ShapeError as error:
            raise TermsError(str(error)) from error

    def to_json(self) -> dict[str, Any]:
        base = replace(self, overrides=()) if self.overrides else self
        document = super(Terms, base).to_json()
        if self.overrides:
            document["overrides"] = {
                str(year): _difference(document, terms.to_json()) for year, terms in self.overrides
            }
        return document

    def for_year(self, fiscal_year: int) -> Terms:
        """The terms that hold in one fiscal year."""
        return dict(self.overrides).get(fiscal_year) or replace(self, overrides=())


def _override(base: Mapping[str, object], year: str, changes: object) -> tuple[int, Terms]:
    path = f"terms.overrides.{year[:10]}"
    if not (year.isascii() and year.isdecimal() and len(year) == 4):
        raise ShapeError(path, "年度は「2021」のように、西暦4桁で書いてください。")
    changed = an_object(changes, path)
    if "version" in changed:
        raise ShapeError(path, "version は年度ごとに変えられません。")
    terms: Terms = record(Terms)({**base, **changed}, path)
    return YEAR(int(year), path), terms


def _difference(base: Mapping[str, Any], other: Mapping[str, Any]) -> dict[str, Any]:
    """What an override says: keys that differ, null for those taken away."""
    keys = [*base, *(key for key in other if key not in base)]
    return {key: other.get(key) for key in keys if base.get(key) != other.get(key)}
