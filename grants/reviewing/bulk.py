"""One action on many applications: first what would become of each, then what became of it."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from grants.models import Application
from grants.workflow import NotAllowed


@dataclass(frozen=True)
class Outcome:
    """One row of a preview or a result: `told` is what (will have) happened, or why it cannot."""

    application: Application
    told: str
    refused: bool = False


def foresee(
    applications: Iterable[Application],
    *,
    why_not: Callable[[Application], str],
    tell: Callable[[Application], str],
) -> list[Outcome]:
    """What would happen, without writing: `why_not` is empty where the action can be done."""
    return [
        Outcome(row, reason, refused=True) if (reason := why_not(row)) else Outcome(row, tell(row))
        for row in applications
    ]


def carry_out(
    applications: Iterable[Application],
    *,
    act: Callable[[Application], object],
    tell: Callable[[Application], str],
) -> list[Outcome]:
    """Do it row by row: a row that raises NotAllowed says why, and keeps nobody else back.

    `act` is one call of the workflow, with a transaction of its own.
    """
    return [_one(row, act, tell) for row in applications]


def _one(row: Application, act, tell) -> Outcome:
    try:
        act(row)
    except NotAllowed as refusal:
        return Outcome(row, str(refusal), refused=True)
    return Outcome(row, tell(row))


def possible(outcomes: Iterable[Outcome]) -> int:
    """How many rows go (or went) through."""
    return sum(not outcome.refused for outcome in outcomes)
