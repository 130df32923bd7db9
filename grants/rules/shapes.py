"""What a form of terms says row by row, and the nodes that its rows make together.

A row of `lines` is an amount: a `kind` (one of KINDS) with its numbers, and around it a chain that
is always put on in the same order (CHAIN). Wherever an amount stands it is a number of yen, or
the mark of another line, as in a spreadsheet: that is how lines compose. Counts, filters of
gatherings and conditions of the programme's own are rows too, called by their ids.
`composing` makes the nodes, `apart` finds the rows again.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

Part = dict[str, Any]
Given = Mapping[str, Any]
OTHER = "other"  # a count with a name of its own, in `…_name`
MARKS = "アイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワ"

QUANTITIES: dict[str, object] = {
    "gatherings": "gatherings",
    "active_months": "active_months",
    "months_twice": {"total": "active_months", "holding": 2},
    "active_days": "active_days",
    "hours": "hours",
    "members": "members",
    "attendances": "attendances",
    "average": {"total": "attendances", "per": "gatherings"},
    "households": "households",
    "meals": "meals",
    "visits": "visits",
    "receipt_year": "receipt_year",
    "period_months": "period_months",
    "months_to_year_end": "months_to_year_end",
}
KINDS = (
    "per_unit",
    "each_cost",
    "each_line",
    "share",
    "income",
    "fixed",
    "tier",
    "bands",
    "lines",
    "json",
)


@dataclass
class Rows:
    """Every row of the form: lines by their mark, the others by their id."""

    lines: dict[str, Part] = field(default_factory=dict)
    counts: dict[str, Part] = field(default_factory=dict)
    filters: dict[str, Part] = field(default_factory=dict)
    conditions: dict[str, Part] = field(default_factory=dict)


class Unmade(ValueError):
    """A field of a row that names what is not there, or what leads back to the row itself."""

    def __init__(self, row: str, field_: str, message: str) -> None:
        super().__init__(message)
        self.row, self.field = row, field_


BOUNDS = ("at_least", "above", "at_most", "below")
