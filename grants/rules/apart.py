"""A node taken apart again into the shape that a form shows: the way back from `shapes`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from grants.rules.node import node_json, read_node
from grants.rules.shapes import OTHER, QUANTITIES, Part, composed

Given = Mapping[str, Any]


class Unknown(Exception):
    """A node that no shape fits."""


def canonical(node: object) -> object:
    """The node as it is written back once it has been read."""
    return node_json(read_node(node, "amount"))


def taken_apart(node: object) -> Part:
    """The part of which `composed` makes this node again; of the kind "json" where none does."""
    try:
        part = _outer(canonical(node))
        if canonical(composed(part)) == canonical(node):
            return part
    except Unknown:
        pass
    return {"kind": "json", "json": node}


def _outer(node: object) -> Part:
    """The wrappers in the order in which they are put around, then what is within."""
    around: Part = {}
    if inner := _only(node, "when"):
        around |= _condition(inner)
        node = inner["then"]
    if inner := _only(node, "once"):
        around["once"] = inner["key"]
        node = inner["of"]
    limited = _only(node, "at_most")
    if limited and isinstance(limited["limit"], int):
        around["limit"] = limited["limit"]
        node = limited["of"]
    return _core(node) | around


def _only(node: object, name: str) -> Given:
    """What stands within a node of this name; nothing if it is another."""
    inner = node.get(name) if isinstance(node, dict) else None
    return inner if isinstance(inner, dict) else {}


def _condition(given: Given) -> Part:
    condition = given["condition"]
    if given.keys() != {"condition", "then"} or condition.keys() != {"quantity", "at_least"}:
        raise Unknown
    return {**_named("if_what", condition["quantity"]), "if_at_least": condition["at_least"]}


def _named(field: str, quantity: object) -> Part:
    """The choice that means this quantity, or its own name."""
    for choice, known in QUANTITIES.items():
        if quantity == (known if isinstance(known, dict) else {"total": known}):
            return {field: choice}
    total = quantity.get("total") if isinstance(quantity, dict) and len(quantity) == 1 else None
    if isinstance(total, str):
        return {field: OTHER, f"{field}_name": total}
    raise Unknown


def quantity_named(field: str, quantity: object) -> Part | None:
    """The choice that means this quantity; None where the form has none."""
    try:
        return _named(field, quantity)
    except Unknown:
        return None


def _core(node: object) -> Part:
    if isinstance(node, int):
        return {"kind": "fixed", "yen": node}
    for name, take in CORES.items():
        if inner := _only(node, name):
            return take(inner)
    if isinstance(node, dict) and "cost" in node:
        return {"kind": "share", "rate": "1/1", **_costs(node)}
    raise Unknown


def _unit_rate(given: Given) -> Part:
    up_to = {"up_to": given["up_to"]} if "up_to" in given else {}
    if given.keys() - {"rate", "per", "up_to"}:
        raise Unknown
    if tier := _only(given["rate"], "tier"):
        return {**_tier(tier), "times": _named("per", given["per"])["per"], **up_to}
    if not isinstance(given["rate"], int):
        raise Unknown
    return {"kind": "per_unit", "yen": given["rate"], **_named("per", given["per"]), **up_to}


def _each(given: Given) -> Part:
    up_to = {"up_to": given["up_to"]} if "up_to" in given else {}
    part: Part = {"kind": "each_cost", "unit": given["per"], **up_to}
    node = given["of"]
    limited = _only(node, "at_most")
    if limited and isinstance(limited["limit"], int):
        part["each_limit"], node = limited["limit"], limited["of"]
    return part | _costs(node)


def _share(given: Given) -> Part:
    return {"kind": "share", "rate": given["rate"], **_earned(given["of"])}


def _less(given: Given) -> Part:
    return {"kind": "share", "rate": "1/1", **_earned({"less": given})}


def _earned(node: object) -> Part:
    """A cost, or what is left of it when the income is taken away."""
    if less := _only(node, "less"):
        return {"minus_income": True, **_costs(less["of"])}
    return _costs(node)


def _costs(node: object) -> Part:
    if not isinstance(node, dict) or "cost" not in node:
        raise Unknown
    cost = node["cost"]
    if cost.get("all_but"):
        return {"which": "all_but", "costs": cost["all_but"]}
    kinds = cost.get("kinds", [])
    return {"which": "these" if kinds else "all", "costs": kinds}


def _tier(given: Given) -> Part:
    steps = [(step["at_least"], step["yen"]) for step in given["steps"]]
    if not all(isinstance(yen, int) for _at_least, yen in steps):
        raise Unknown
    return {"kind": "tier", "steps": steps, **_named("by", given["by"])}


def _bands(given: Given) -> Part:
    steps = [(step.get("up_to"), step["rate"]) for step in given["steps"]]
    if not all(isinstance(rate, int) for _up_to, rate in steps):
        raise Unknown
    return {"kind": "bands", "steps": steps, **_named("by", given["by"])}


CORES = {
    "unit_rate": _unit_rate,
    "each": _each,
    "share": _share,
    "less": _less,
    "tier": _tier,
    "bands": _bands,
}
