"""The node of one row of a form: its core, and the chain put around it, always in one order.

`made` is the `composing.Composer` that knows the other rows.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from grants.rules.shapes import QUANTITIES, Given, Part


def _told(part: Given, *names: str) -> Part:
    """Those that were said; a fraction that is dropped goes without saying."""
    told = {name: part.get(name) for name in names}
    usual = {"fraction": "down", "beyond": 0, "every": 1, "part": "drop", "choose": "highest"}
    return {k: v for k, v in told.items() if v not in (None, "", usual.get(k))}


def _per_unit(made: Any, part: Given) -> object:
    more = _told(part, "beyond", "up_to", "every", "part", "fraction")
    return {
        "unit_rate": {
            "rate": made.amount(part["yen"], "yen"),
            "per": made.quantity(part, "per"),
            **more,
        }
    }


def _cost(part: Given) -> object:
    kinds = list(part.get("costs") or ())
    return {"cost": {"all_but": kinds}} if part["which"] == "all_but" and kinds else {"cost": kinds}


def _each(part: Given, of: object) -> object:
    if part.get("each_limit") is not None:
        of = {"at_most": {"limit": part["each_limit"], "of": of}}
    return {"each": {"per": part["unit"], "of": of, **_told(part, "up_to", "choose")}}


def _share(_made: Any, part: Given) -> object:
    of = _cost(part)
    return {"less": {"of": of, "minus": {"income": []}}} if part.get("minus_income") else of


def _steps(made: Any, part: Given, bound: str, name: str) -> list[Part]:
    return [
        {**({} if number is None else {bound: number}), name: made.amount(said, "steps")}
        for number, said in part["steps"]
    ]


def _tier(made: Any, part: Given) -> object:
    steps = _steps(made, part, "at_least", "yen")
    tier = {"tier": {"by": made.quantity(part, "by"), "steps": steps}}
    if not part.get("times"):
        return tier
    return {"unit_rate": {"rate": tier, "per": QUANTITIES[part["times"]], **_told(part, "up_to")}}


def _bands(made: Any, part: Given) -> object:
    steps = _steps(made, part, "up_to", "rate")
    return {"bands": {"by": made.quantity(part, "by"), "steps": steps}}


def _lines(made: Any, part: Given) -> object:
    of = [made.amount(said, "of") for said in part["of"]]
    if part["how"] == "as_is":
        return of[0]
    return {"less": {"of": of[0], "minus": of[1]}} if part["how"] == "less" else {part["how"]: of}


CORES: dict[str, Callable[[Any, Given], object]] = {
    "per_unit": _per_unit,
    "each_cost": lambda _made, part: _each(part, _cost(part)),
    "each_line": lambda made, part: _each(part, made.amount(part["of_each"], "of_each")),
    "share": _share,
    "income": lambda _made, part: {"income": list(part.get("costs") or ())},
    "fixed": lambda made, part: made.amount(part["yen"], "yen"),
    "tier": _tier,
    "bands": _bands,
    "lines": _lines,
    "json": lambda _made, part: part["json"],
}


def _using(_made: Any, part: Given, node: object) -> object:
    basis = part.get("basis")
    return {"using": {"basis": basis, "of": node}} if basis else node


def _only(made: Any, part: Given, node: object) -> object:
    if not part.get("only"):
        return node
    return {"only": {"where": made.where(part["only"], "only"), "of": node}}


def _pro_rata(made: Any, part: Given, node: object) -> object:
    if not part.get("pro_by"):
        return node
    counted = part.get("out_what")
    out_of = made.quantity(part, "out_what") if counted else part["out_of"]
    by = made.quantity(part, "pro_by")
    return {"pro_rata": {"by": by, "out_of": out_of, "of": node, **_told(part, "fraction")}}


def _rate(_made: Any, part: Given, node: object) -> object:
    if part.get("rate") in (None, "", "1/1", "100%"):
        return node
    return {"share": {"rate": part["rate"], "of": node, **_told(part, "fraction")}}


def _round(_made: Any, part: Given, node: object) -> object:
    if not part.get("round_to"):
        return node
    return {"round": {"to": part["round_to"], "mode": part.get("round_mode") or "down", "of": node}}


def _limit(made: Any, part: Given, node: object) -> object:
    if part.get("limit") is None:
        return node
    return {"at_most": {"limit": made.amount(part["limit"], "limit"), "of": node}}


def _once(_made: Any, part: Given, node: object) -> object:
    if not part.get("once"):
        return node
    return {"once": {"key": part["once"], "of": node, **_told(part, "years")}}


def _when(made: Any, part: Given, node: object) -> object:
    chosen = part.get("if_what")
    if not chosen:
        return node
    if chosen in made.rows.conditions:
        condition = made.condition(chosen, "if_what")
    else:
        condition = {"quantity": made.quantity(part, "if_what"), "at_least": part["if_at_least"]}
    when = {"condition": condition, "then": node}
    if part.get("otherwise") is not None:
        when["otherwise"] = made.amount(part["otherwise"], "otherwise")
    return {"when": when}


CHAIN = (_using, _only, _pro_rata, _rate, _round, _limit, _once, _when)  # from within outwards
