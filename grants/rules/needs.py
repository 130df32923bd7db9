"""What the terms of a programme have to be told: the counts, costs and answers that they name."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from grants.rules.counting import COUNTED, OF_THE_YEAR
from grants.rules.terms import Terms

# What a gathering tells of itself, and what needs nothing but gatherings.
OF_A_GATHERING = frozenset(COUNTED) | {"attendees", "minutes"}
# Where a figure is told: once for the year, or for each gathering or month.
YEAR, GATHERING, MONTH = "year", "gathering", "month"
PREVIOUS = "previous"  # of the year before; what was held then is told in no other way

ACTIVITY = ("count", "cost", "any_cost", "income", "any_income", "mark")

Asked = tuple[str, Any, str]


@dataclass(frozen=True)
class Needs:
    """Names, each once, in the order in which the terms come to them.

    `pieces` are those counts and costs, as (kind, name, place), that the terms look at gathering
    by gathering or month by month; an empty name is any other cost.
    """

    counts: tuple[str, ...] = ()
    costs: tuple[str, ...] = ()
    any_cost: bool = False  # a cost of whatever kind counts
    income: bool = False  # money of whatever kind that came in
    incomes: tuple[str, ...] = ()
    answers: tuple[tuple[str, str], ...] = ()  # with the title of the question
    years: bool = False  # the years in which the group received before
    once: tuple[tuple[str, str], ...] = ()  # what is paid a single time, with its label
    attendees: bool = False
    once_in: tuple[tuple[str, str, int], ...] = ()  # paid once in so many years: key, label, years
    marks: tuple[str, ...] = ()  # what some gatherings have and others have not
    held: bool = False  # whether the terms look at what was held beside the plan
    previous: tuple[tuple[str, str], ...] = ()  # (kind, name) of what was in the year before
    fiscal_year: int = 0
    pieces: tuple[tuple[str, str, str], ...] = ()

    def place(self, kind: str, name: str) -> str:
        """Where this count or cost is to be told."""
        found = (place for one, other, place in self.pieces if (one, other) == (kind, name))
        return next(found, YEAR)


def needs(terms: Terms, fiscal_year: int) -> Needs:
    """What the terms of one fiscal year ask the facts for."""
    holding = terms.for_year(fiscal_year).to_json()
    everything = list(_asked(holding, YEAR))
    before = [one for one in everything if one[2] == PREVIOUS and one[0] in ACTIVITY]
    found = [one for one in everything if one not in before]

    def named(kind: str) -> list[Any]:
        return [name for one, name, _place in found if one == kind]

    return Needs(
        counts=_once(name for name in named("count") if _is_told(name)),
        costs=_once(name for name in named("cost") if name != "venue"),
        any_cost=bool(named("any_cost")),
        income=bool(named("any_income")),
        incomes=_once(iter(named("income"))),
        answers=tuple(dict(named("answer")).items()),
        years=bool(named("years") or {"receipt_year", "receipt_run"} & set(named("count"))),
        once=tuple(_paid_once(holding)),
        once_in=tuple(_paid_once_in(holding)),
        marks=_once(iter(named("mark"))),
        held=bool(named("held")),
        previous=tuple(dict.fromkeys(_before(before))),
        fiscal_year=fiscal_year if before or named("once_in") else 0,
        attendees=bool({"attendances", "attendees"} & set(named("count"))),
        pieces=tuple(_pieces(found)),
    )


def _before(found: list[Asked]) -> Iterator[tuple[str, str]]:
    """What can be told of a year before in one figure; the rest only its diary knows."""
    for kind, name, _place in found:
        kind = kind.removeprefix("any_")
        if kind == "mark":
            continue
        if kind != "count" or name not in (*OF_THE_YEAR, "attendees", "minutes"):
            yield kind, name


def once_by_component(terms: Terms, fiscal_year: int) -> dict[str, set[str]]:
    """What each component pays a single time, by the keys of `once`."""
    holding = terms.for_year(fiscal_year).to_json()
    found: dict[str, set[str]] = {}
    for part in holding["components"]:
        for kind, told, _place in _asked(part["amount"], YEAR):
            if kind in ("once", "once_in"):
                found.setdefault(part["key"], set()).add(told if kind == "once" else told[0])
    return found


def _is_told(name: str) -> bool:
    return name not in OF_A_GATHERING and name not in OF_THE_YEAR


def _pieces(found: list[Asked]) -> Iterator[tuple[str, str, str]]:
    for kind, name, place in dict.fromkeys(one for one in found if one[2] != YEAR):
        if kind == "count" and _is_told(name) or kind == "cost" and name != "venue":
            yield kind, name, place
        elif kind == "any_cost":
            yield "cost", "", place


def _paid_once(holding: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    for part in holding["components"]:
        asked = _asked(part["amount"], YEAR)
        yield from ((name, part["label"]) for kind, name, _place in asked if kind == "once")


def _paid_once_in(holding: Mapping[str, Any]) -> Iterator[tuple[str, str, int]]:
    for part in holding["components"]:
        asked = _asked(part["amount"], YEAR)
        for kind, told, _place in asked:
            if kind == "once_in":
                yield told[0], part["label"], told[1]


def _once(names: Iterator[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(names))


def _asked(document: object, place: str) -> Iterator[Asked]:
    """Everything asked for, as (kind, name, place), wherever it stands in the JSON of the terms."""
    if isinstance(document, Mapping):
        place = PREVIOUS if document.get("basis") == "previous_year" else place
        yield from ((kind, name, _place(kind, document, place)) for kind, name in _of(document))
        for key, inner in document.items():
            yield from _asked(inner, _within(key, inner, place))
    elif isinstance(document, list):
        for inner in document:
            yield from _asked(inner, place)


def _place(kind: str, given: Mapping[str, Any], place: str) -> str:
    if place == PREVIOUS:
        return place
    return GATHERING if kind == "count" and "where" in given else place


def _within(key: str, inner: object, place: str) -> str:
    """A filter looks at single gatherings, and so does all that is worked out behind it."""
    if place == PREVIOUS:
        return place
    if key in ("only", "where"):
        return GATHERING
    if key == "each" and isinstance(inner, Mapping):
        return GATHERING if place == GATHERING else str(inner.get("per", GATHERING))
    return place


def _of(given: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    yield from (("count", name) for name in _names(given))
    if isinstance(given.get("cost"), Mapping):
        yield from _of_cost(given["cost"])
    if isinstance(given.get("income"), Mapping):
        kinds = given["income"].get("kinds", ())
        yield from (("income", name) for name in kinds) if kinds else [("any_income", "")]
    yield from _of_once(given.get("once"))
    yield from (("mark", mark) for name in ("marks", "without") for mark in given.get(name, ()))
    if given.get("basis") == "held":
        yield "held", ""
    yield from _of_criterion(given)


def _of_once(once: object) -> Iterator[tuple[str, Any]]:
    if isinstance(once, Mapping):
        years = once.get("years")
        yield ("once_in", (once["key"], years)) if years else ("once", once["key"])


def _of_criterion(given: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    if "answer" in given:
        yield "answer", (given["answer"], given.get("title", given["answer"]))
    if given.get("kind") == "answers":
        questions = (*given.get("yes", ()), *given.get("no", ()))
        yield from (("answer", (question, given["title"])) for question in questions)
    if given.get("kind") == "lock_out":
        yield "years", ""


def _of_cost(cost: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    yield from (("cost", name) for name in (*cost.get("kinds", ()), *cost.get("all_but", ())))
    if not cost.get("kinds"):
        yield "any_cost", ""


def _names(given: Mapping[str, Any]) -> Iterator[str]:
    """The counts that a quantity, or a filter of gatherings, names."""
    total = given.get("total", ())
    yield from [total] if isinstance(total, str) else total
    if isinstance(given.get("per"), str) and "total" in given:
        yield given["per"]
    for bound in ("at_least", "below"):
        if isinstance(given.get(bound), Mapping):
            yield from given[bound]
