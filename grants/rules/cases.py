"""Worked cases: what the officials worked out by hand, held against the rules.

    [{"name": "会場費1,200円を12回", "source": "…", "how": "2,500×12＋1,200×12",
      "terms": {…}, "facts": {…},
      "expected": {"amount": 44400, "components": {"activity": 30000},
                   "eligible": "met" | "not_met" | "to_be_judged",
                   "findings": {"frequency": "not_met"}}}]

`expected` holds at least one of its keys; `how` is the sum as a person did it. `terms` and `facts` are described in their modules.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from grants.rules.amount import Breakdown, breakdown
from grants.rules.eligibility import Finding, findings, overall
from grants.rules.facts import YEN, Facts, FactsError
from grants.rules.shape import (
    Record,
    ShapeError,
    an_object,
    choice,
    listed,
    pairs,
    reads,
    record,
    text,
)
from grants.rules.terms import Terms, TermsError
from grants.rules.verdict import Verdict
from ibasho.text import yen

VERDICT = choice(*(verdict.value for verdict in Verdict))


class CasesError(ValueError):
    """A file of cases that cannot be read; the text names the place."""


@dataclass(frozen=True)
class Expected(Record):
    """What somebody worked out by hand."""

    amount: int | None = field(default=None, metadata=reads(YEN))
    components: tuple[tuple[str, int], ...] = field(default=(), metadata=pairs(YEN))
    eligible: str | None = field(default=None, metadata=reads(VERDICT))
    findings: tuple[tuple[str, str], ...] = field(default=(), metadata=pairs(VERDICT))

    def __post_init__(self) -> None:
        if not (self.to_json() or self.amount is not None):
            raise ValueError("amount・components・eligible・findings のどれかを書いてください。")


def _document(value: object, path: str) -> dict[str, Any]:
    return dict(an_object(value, path))


@dataclass(frozen=True)
class Case(Record):
    """One worked case; terms and facts are read when it is worked out."""

    name: str = field(metadata=reads(text))
    source: str = field(metadata=reads(text))
    terms: dict[str, Any] = field(metadata=reads(_document))
    facts: dict[str, Any] = field(metadata=reads(_document))
    expected: Expected = field(metadata=reads(record(Expected)))
    how: str = field(default="", metadata=reads(text))


def read_cases(document: object) -> tuple[Case, ...]:
    """The cases of a file's JSON."""
    try:
        cases: tuple[Case, ...] = listed(record(Case), 10_000)(document, "cases")
    except ShapeError as error:
        raise CasesError(str(error)) from error
    return cases


def explained(case: Case) -> tuple[str, ...]:
    """How the rules come to their amount and to each verdict, in Japanese."""
    try:
        terms, facts = Terms.from_json(case.terms), Facts.from_json(case.facts)
    except (TermsError, FactsError) as error:
        return (f"読み取れません。{error}",)
    judged = (f"{one.title}　{one.verdict.label}（{one.reason}）" for one in findings(terms, facts))
    return (*breakdown(terms, facts).as_text(), *judged)


def differences(case: Case) -> tuple[str, ...]:
    """How the rules differ from what was expected, in Japanese; empty where they agree."""
    try:
        terms, facts = Terms.from_json(case.terms), Facts.from_json(case.facts)
    except (TermsError, FactsError) as error:
        return (f"読み取れません。{error}",)
    found, calculation = findings(terms, facts), breakdown(terms, facts)
    return (
        *_amount(case.expected, calculation),
        *_components(case.expected, calculation, terms.for_year(facts.fiscal_year)),
        *_eligible(case.expected, overall(found)),
        *_each(case.expected, found),
    )


def _amount(expected: Expected, found: Breakdown) -> tuple[str, ...]:
    if expected.amount is None or expected.amount == found.amount:
        return ()
    worked_out = f"助成額：期待 {yen(expected.amount)}、計算 {yen(found.amount)}"
    return (worked_out, *(f"　{line}" for line in found.as_text()))


def _components(expected: Expected, found: Breakdown, terms: Terms) -> tuple[str, ...]:
    labels = {component.key: component.label for component in terms.components}
    wrong = []
    for key, awaited in expected.components:
        if key not in labels:
            wrong.append(f"費目「{key}」は、この要領にありません。")
        elif awaited != found.subtotal(key):
            told = f"期待 {yen(awaited)}、計算 {yen(found.subtotal(key))}"
            wrong.append(f"{labels[key]}：{told}")
    return tuple(wrong)


def _eligible(expected: Expected, found: Verdict) -> tuple[str, ...]:
    if expected.eligible is None or expected.eligible == found.value:
        return ()
    return (f"判定：期待 {Verdict(expected.eligible).label}、結果 {found.label}",)


def _each(expected: Expected, found: tuple[Finding, ...]) -> tuple[str, ...]:
    by_key = {finding.criterion: finding for finding in found}
    wrong = []
    for key, awaited in expected.findings:
        finding = by_key.get(key)
        if finding is None:
            wrong.append(f"条件「{key}」は、この要領にありません。")
        elif finding.verdict.value != awaited:
            label = Verdict(awaited).label
            wrong.append(
                f"{finding.title}：期待 {label}、結果 {finding.verdict.label}（{finding.reason}）"
            )
    return tuple(wrong)
