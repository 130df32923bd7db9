"""What a programme asks of a group and its activity: each criterion with its numbers.

A known criterion needs only its key and its numbers; everything can be said anew:

    "in_city"
    {"key": "frequency", "every_months": 2, "clause": "対象となる活動 (4)"}
    {"key": "duration", "minutes": 120, "about_minutes": 90}
    {"key": "members", "kind": "quantity", "quantity": "members", "at_least": 5, "about": 4}
    {"key": "age", "kind": "quantity", "quantity": {"total": "over_65", "per": "members"},
     "at_least": "1/2", "about": "2/5"}
    {"key": "people", "kind": "quantity", "quantity": "attendances", "at_least": 5,
     "every": "gathering"}
    {"key": "pace", "kind": "frequency", "every_weeks": 1, "about": 40}
    {"key": "often", "kind": "frequency", "every_months": 1, "times": 2}
    {"key": "either", "kind": "one_of", "of": [CRITERION, …]}
    {"key": "open", "kind": "condition", "condition": CONDITION, "about": CONDITION}
    {"key": "pause", "kind": "lock_out", "years": 2}
    {"key": "insurance", "kind": "answers", "yes": ["has_insurance"], "grade": "note",
     "title": "保険への加入"}

grade: "must" decides; "about" leaves a failure to a person; "note" is shown and decides nothing.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any

from grants.rules.conditions import Condition, a_condition
from grants.rules.facts import COUNT
from grants.rules.quantities import Quantity
from grants.rules.shape import (
    Record,
    ShapeError,
    an_object,
    bound,
    choice,
    listed,
    plain,
    reads,
    record,
    text,
    whole,
)

KNOWN: Mapping[str, Mapping[str, object]] = {
    "in_city": {"kind": "answers", "yes": ["in_city"], "title": "市内での開催"},
    "for_neighbours": {
        "kind": "answers",
        "yes": ["for_neighbours"],
        "title": "近所の人のための活動",
    },
    "open_to_community": {
        "kind": "answers",
        "yes": ["open_to_community"],
        "title": "地域に開かれた活動",
    },
    "frequency": {"kind": "frequency", "title": "開催の頻度"},
    "duration": {"kind": "duration", "title": "1回の長さ"},
    "not_single_hobby": {
        "kind": "answers",
        "no": ["single_hobby"],
        "title": "趣味やスポーツだけの会でないこと",
    },
    "non_profit_neighbours": {
        "kind": "answers",
        "yes": ["non_profit", "mainly_neighbours"],
        "title": "近所の人による非営利の団体",
    },
    "continuous_plan": {
        "kind": "answers",
        "yes": ["continuous_plan"],
        "title": "計画のある継続的な活動",
    },
    "no_other_grant": {"kind": "other_grant", "title": "ほかの助成金との重なり"},
}


@dataclass(frozen=True, kw_only=True)
class Criterion(Record):
    """What every criterion has: its key, its title, the clause it stands on, its grade."""

    key: str = field(metadata=reads(text))
    kind: str = field(metadata=reads(text))
    title: str = field(metadata=reads(text))
    clause: str = field(default="", metadata=reads(text))
    grade: str = field(default="must", metadata=reads(choice("must", "about", "note")))


@dataclass(frozen=True, kw_only=True)
class Answers(Criterion):
    """Questions to be answered with yes, and others with no."""

    yes: tuple[str, ...] = field(default=(), metadata=reads(listed(text, 50)))
    no: tuple[str, ...] = field(default=(), metadata=reads(listed(text, 50)))

    def __post_init__(self) -> None:
        if not (self.yes or self.no):
            raise ValueError("yes か no に、質問の名前を1つ以上書いてください。")


@dataclass(frozen=True, kw_only=True)
class Frequency(Criterion):
    """At least `times` in every so many months of the plan, or in every so many weeks.

    Where there is a gap a person judges from `about` gatherings on; without it, from as many as
    the rhythm asks for.
    """

    every_months: int | None = field(default=None, metadata=reads(whole(1, 12)))
    every_weeks: int | None = field(default=None, metadata=reads(whole(1, 52)))
    times: int = field(default=1, metadata=reads(whole(1, 31)))
    about: int | None = field(default=None, metadata=reads(COUNT))

    def __post_init__(self) -> None:
        if (self.every_months is None) == (self.every_weeks is None):
            raise ValueError("every_months か every_weeks のどちらか一方を書いてください。")


@dataclass(frozen=True, kw_only=True)
class Duration(Criterion):
    """Each gathering so many minutes; from `about_minutes` on a person judges."""

    minutes: int = field(metadata=reads(whole(1, 1440)))
    about_minutes: int | None = field(default=None, metadata=reads(whole(1, 1440)))


@dataclass(frozen=True, kw_only=True)
class Range(Criterion):
    """A quantity of at least or at most so much; from `about` on a person judges.

    With `every` it is to hold in each gathering or month, and the worst one counts.
    """

    quantity: Quantity = field(metadata=reads(record(Quantity)))
    at_least: int | Fraction | None = field(default=None, metadata=reads(bound(999_999)))
    at_most: int | Fraction | None = field(default=None, metadata=reads(bound(999_999)))
    about: int | Fraction | None = field(default=None, metadata=reads(bound(999_999)))
    every: str | None = field(default=None, metadata=reads(choice("gathering", "month")))

    def __post_init__(self) -> None:
        if (self.at_least is None) == (self.at_most is None):
            raise ValueError("at_least か at_most のどちらか一方を書いてください。")


@dataclass(frozen=True, kw_only=True)
class OtherGrant(Criterion):
    """No other grant this year, but for a city subsidy of a clearly different activity."""


@dataclass(frozen=True, kw_only=True)
class LockOut(Criterion):
    """No receipt in so many years before this one."""

    years: int = field(metadata=reads(whole(1, 100)))


@dataclass(frozen=True, kw_only=True)
class Holds(Criterion):
    """A condition that must hold; where only the looser `about` holds, a person judges."""

    condition: Condition = field(metadata=a_condition())
    about: Condition | None = field(default=None, metadata=a_condition())


@dataclass(frozen=True, kw_only=True)
class OneOf(Criterion):
    """One of several criteria is enough."""

    of: tuple[Criterion, ...] = field(
        metadata=reads(lambda value, path: _one_or_more(value, path), plain)
    )


KINDS: dict[str, type[Criterion]] = {
    "answers": Answers,
    "frequency": Frequency,
    "duration": Duration,
    "quantity": Range,
    "other_grant": OtherGrant,
    "lock_out": LockOut,
    "condition": Holds,
    "one_of": OneOf,
}


def read_criterion(value: object, path: str) -> Criterion:
    """A criterion out of its JSON, completed from KNOWN by its key."""
    given = an_object({"key": value} if isinstance(value, str) else value, path)
    given = {name: item for name, item in given.items() if item is not None}
    key = text(given.get("key"), f"{path}.key")
    whole_ = {"title": key, **KNOWN.get(key, {}), **given}
    if "kind" not in whole_:
        raise ShapeError(path, f"項目「kind」がありません（{'・'.join(KINDS)} のどれか）。")
    kind = choice(*KINDS)(whole_["kind"], f"{path}.kind")
    criterion: Criterion = record(KINDS[kind])(whole_, path)
    return criterion


def read_criteria(value: object, path: str) -> tuple[Criterion, ...]:
    criteria: tuple[Criterion, ...] = listed(read_criterion, 50)(value, path)
    keys = [criterion.key for criterion in criteria]
    if len(keys) != len(set(keys)):
        raise ShapeError(path, "同じ key の条件が2つあります。")
    return criteria


def _one_or_more(value: object, path: str) -> tuple[Criterion, ...]:
    criteria = read_criteria(value, path)
    if not criteria:
        raise ShapeError(path, "1つ以上書いてください。")
    return criteria


def criteria_json() -> dict[str, Any]:
    """The metadata of a field that holds criteria."""
    return reads(read_criteria)
