"""The usual ways of a life, and what to ask before an unusual one is written down; pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from ibasho.groups.models import Status

S = Status
# What usually follows; everything else happens too, but is worth a second look.
USUAL: dict[str, frozenset[str]] = {
    S.CONSULTING: frozenset({S.PREPARING, S.TRIAL, S.ACTIVE, S.ENDED}),
    S.PREPARING: frozenset({S.TRIAL, S.ACTIVE, S.PAUSED, S.ENDED}),
    S.TRIAL: frozenset({S.PREPARING, S.ACTIVE, S.PAUSED, S.ENDED}),
    S.ACTIVE: frozenset({S.PAUSED, S.GRADUATED, S.ENDED}),
    S.PAUSED: frozenset({S.ACTIVE, S.GRADUATED, S.ENDED}),
    S.GRADUATED: frozenset({S.ENDED}),
    S.ENDED: frozenset(),
}


@dataclass(frozen=True)
class Turn:
    """A status from a day on."""

    status: str
    day: date


def questions(turns: Sequence[Turn], new: Turn) -> list[str]:
    """What is unusual about `new` among the turns there are; in words that ask, not forbid."""
    before = max((turn for turn in turns if turn.day <= new.day), key=_day, default=None)
    after = min((turn for turn in turns if turn.day > new.day), key=_day, default=None)
    asked = []
    if before:
        asked += _odd(before, new)
    if after:
        asked += [_("この日より後に、もう「%s」の記録があります。") % S(after.status).label]
        asked += _odd(new, after)
    return asked


def _day(turn: Turn) -> date:
    return turn.day


def _odd(earlier: Turn, later: Turn) -> list[str]:
    told = {"earlier": S(earlier.status).label, "later": S(later.status).label}
    if earlier.status == later.status:
        return [_("その前の記録も「%(earlier)s」です。") % told]
    if later.status in USUAL[earlier.status]:
        return []
    return [_("「%(earlier)s」のあとに「%(later)s」になることは、あまりありません。") % told]
