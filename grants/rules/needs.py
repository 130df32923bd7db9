"""What the terms of a programme have to be told: the counts, costs and answers that they name."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from grants.rules.counting import COUNTED, OF_THE_YEAR
from grants.rules.terms import Terms

# What a gathering tells of itself, and what needs nothing but gatherings.
OF_A_GATHERING = frozenset(COUNTED) | {"attendees", "minutes"}


@dataclass(frozen=True)
class Needs:
    """Names, each once, in the order in which the terms come to them."""

    counts: tuple[str, ...] = ()
    costs: tuple[str, ...] = ()
    any_cost: bool = False  # a cost of whatever kind counts
    income: bool = False
    answers: tuple[tuple[str, str], ...] = ()  # with the title of the question
    years: bool = False  # the years in which the group received before
    attendees: bool = False


def needs(terms: Terms, fiscal_year: int) -> Needs:
    """What the terms of one fiscal year ask the facts for."""
    holding = terms.for_year(fiscal_year).to_json()
    found = list(_asked(holding))
    names = [name for kind, name in found if kind == "count"]
    answers = {name: title for kind, (name, title) in _pairs(found)}
    return Needs(
        counts=_once(n for n in names if n not in OF_A_GATHERING and n not in OF_THE_YEAR),
        costs=_once(name for kind, name in found if kind == "cost" and name != "venue"),
        any_cost=any(kind == "any_cost" for kind, _name in found),
        income=any(kind == "income" for kind, _name in found),
        answers=tuple(answers.items()),
        years=any(name in ("receipt_year", "receipt_run") for name in names)
        or any(kind == "years" for kind, _name in found),
        attendees=any(name in ("attendances", "attendees") for name in names),
    )


def _pairs(found: list[tuple[str, Any]]) -> Iterator[tuple[str, tuple[str, str]]]:
    return ((kind, name) for kind, name in found if kind == "answer")


def _once(names: Iterator[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(names))


def _asked(document: object) -> Iterator[tuple[str, Any]]:
    """Everything asked for, as (kind, name), wherever it stands in the JSON of the terms."""
    if isinstance(document, Mapping):
        yield from _of_object(document)
        for inner in document.values():
            yield from _asked(inner)
    elif isinstance(document, list):
        for inner in document:
            yield from _asked(inner)


def _of_object(given: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    yield from (("count", name) for name in _names(given))
    if isinstance(given.get("cost"), Mapping):
        yield from _of_cost(given["cost"])
    if "income" in given:
        yield "income", ""
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
