"""The common shapes of what a grant pays, as a form asks for them; everything else stays JSON.

A part is a flat mapping: `kind` (one of KINDS) with the numbers of its kind, and around it
`limit` (yen), `once` (a key), and `if_what` with `if_at_least`. `composed` makes the node of it;
`apart.taken_apart` finds the part again, or one of the kind "json" that holds the node as it is.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

Part = dict[str, Any]
OTHER = "other"  # a count with a name of its own, in `…_name`

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
KINDS = ("per_unit", "each_cost", "share", "fixed", "tier", "bands", "json")


def composed(part: Mapping[str, Any]) -> object:
    """The JSON of the node."""
    node = CORES[part["kind"]](part)
    if part.get("limit") is not None:
        node = {"at_most": {"limit": part["limit"], "of": node}}
    if part.get("once"):
        node = {"once": {"key": part["once"], "of": node}}
    if part.get("if_what"):
        condition = {"quantity": quantity_of(part, "if_what"), "at_least": part["if_at_least"]}
        node = {"when": {"condition": condition, "then": node}}
    return node


def quantity_of(part: Mapping[str, Any], name: str) -> object:
    """The QUANTITY that was chosen in this field, or named in the one beside it."""
    chosen = part[name]
    return part[f"{name}_name"] if chosen == OTHER else QUANTITIES[chosen]


def _per_unit(part: Mapping[str, Any]) -> object:
    rate: dict[str, object] = {"rate": part["yen"], "per": quantity_of(part, "per")}
    if part.get("up_to") is not None:
        rate["up_to"] = part["up_to"]
    return {"unit_rate": rate}


def _cost(part: Mapping[str, Any]) -> object:
    kinds = list(part.get("costs") or ())
    return {"cost": {"all_but": kinds}} if part["which"] == "all_but" and kinds else {"cost": kinds}


def _each_cost(part: Mapping[str, Any]) -> object:
    of = _cost(part)
    if part.get("each_limit") is not None:
        of = {"at_most": {"limit": part["each_limit"], "of": of}}
    each: dict[str, object] = {"per": part["unit"], "of": of}
    if part.get("up_to") is not None:
        each["up_to"] = part["up_to"]
    return {"each": each}


def _share(part: Mapping[str, Any]) -> object:
    of = _cost(part)
    if part.get("minus_income"):
        of = {"less": {"of": of, "minus": {"income": []}}}
    return of if part["rate"] in ("1/1", "100%") else {"share": {"rate": part["rate"], "of": of}}


def _tier(part: Mapping[str, Any]) -> object:
    steps = [{"at_least": at_least, "yen": yen} for at_least, yen in part["steps"]]
    tier = {"tier": {"by": quantity_of(part, "by"), "steps": steps}}
    if not part.get("times"):
        return tier
    rate: dict[str, object] = {"rate": tier, "per": QUANTITIES[part["times"]]}
    if part.get("up_to") is not None:
        rate["up_to"] = part["up_to"]
    return {"unit_rate": rate}


def _bands(part: Mapping[str, Any]) -> object:
    steps = [
        {"rate": yen} if up_to is None else {"up_to": up_to, "rate": yen}
        for up_to, yen in part["steps"]
    ]
    return {"bands": {"by": quantity_of(part, "by"), "steps": steps}}


CORES: dict[str, Callable[[Mapping[str, Any]], object]] = {
    "per_unit": _per_unit,
    "each_cost": _each_cost,
    "share": _share,
    "fixed": lambda part: part["yen"],
    "tier": _tier,
    "bands": _bands,
    "json": lambda part: part["json"],
}
