"""What each node says in a row: those of the chain are peeled off, the core tells the kind.

`take` is the `apart.Taker` that writes further rows for what stands within.
"""

from __future__ import annotations

from typing import Any

from grants.rules.shapes import Given, Part


def inner(node: object, name: str) -> Given:
    """What stands within a node of this name; nothing if it is another."""
    found = node.get(name) if isinstance(node, dict) else None
    return found if isinstance(found, dict) else {}


def _when(take: Any, chain: Part, node: object) -> object:
    if not (given := inner(node, "when")):
        return node
    condition = given["condition"]
    simple = condition.keys() == {"quantity", "at_least"}
    if simple and isinstance(condition["at_least"], int):
        chain |= take.quantity("if_what", condition["quantity"])
        chain["if_at_least"] = condition["at_least"]
    else:
        chain["if_what"] = take.condition(condition)
    if "otherwise" in given:
        chain["otherwise"] = take.amount(given["otherwise"])
    return given["then"]


def _once(_take: Any, chain: Part, node: object) -> object:
    if not (given := inner(node, "once")):
        return node
    chain["once"] = given["key"]
    if "years" in given:
        chain["years"] = given["years"]
    return given["of"]


def _limit(take: Any, chain: Part, node: object) -> object:
    if not (given := inner(node, "at_most")):
        return node
    chain["limit"] = take.amount(given["limit"])
    return given["of"]


def _round(_take: Any, chain: Part, node: object) -> object:
    if not (given := inner(node, "round")):
        return node
    chain |= {"round_to": given["to"], "round_mode": given.get("mode", "down")}
    return given["of"]


def _rate(_take: Any, chain: Part, node: object) -> object:
    given = inner(node, "share")
    if not given or given["rate"] == "1/1":
        return node
    chain |= {"rate": given["rate"], "fraction": given.get("fraction", "down")}
    return given["of"]


def _pro_rata(take: Any, chain: Part, node: object) -> object:
    given = inner(node, "pro_rata")
    fraction = given.get("fraction", "down")
    if not given or chain.get("fraction", fraction) != fraction:
        return node
    chain |= {"fraction": fraction, **take.quantity("pro_by", given["by"])}
    out_of = given["out_of"]
    said = {"out_of": out_of} if isinstance(out_of, int) else take.quantity("out_what", out_of)
    chain |= said
    return given["of"]


def _only(take: Any, chain: Part, node: object) -> object:
    if not (given := inner(node, "only")):
        return node
    chain["only"] = take.where(given["where"])
    return given["of"]


def _using(_take: Any, chain: Part, node: object) -> object:
    if not (given := inner(node, "using")):
        return node
    chain["basis"] = given["basis"]
    return given["of"]


PEELS = (_when, _once, _limit, _round, _rate, _pro_rata, _only, _using)
WRAPPERS = {"when", "once", "at_most", "round", "share", "pro_rata", "only", "using"}


def _unit_rate(take: Any, given: Given) -> Part:
    tier = inner(given["rate"], "tier")
    per = take.quantity("per", given["per"])
    plain = given.keys() <= {"rate", "per", "up_to"} and per["per"] in TIMES
    up_to = {"up_to": given["up_to"]} if "up_to" in given else {}
    if tier and plain:
        return {**_tier(take, tier), "times": per["per"], **up_to}
    more = {name: given[name] for name in ("beyond", "every", "part", "fraction") if name in given}
    return {"kind": "per_unit", "yen": take.amount(given["rate"]), **per, **up_to, **more}


TIMES = ("gatherings", "active_months")


def _each(take: Any, given: Given) -> Part:
    part: Part = {"unit": given["per"]}
    part |= {name: given[name] for name in ("up_to", "choose") if name in given}
    node = given["of"]
    limited = inner(node, "at_most")
    if limited and isinstance(limited["limit"], int):
        part["each_limit"], node = limited["limit"], limited["of"]
    if isinstance(node, dict) and "cost" in node:
        return {"kind": "each_cost", **part, **_costs(node["cost"])}
    return {"kind": "each_line", **part, "of_each": take.amount(node)}


def _cost(_take: Any, given: Given) -> Part:
    return {"kind": "share", "rate": "1/1", **_costs(given)}


def _less(take: Any, given: Given) -> Part:
    of, minus = given["of"], given["minus"]
    if isinstance(of, dict) and "cost" in of and minus == {"income": {}}:
        return {"kind": "share", "rate": "1/1", "minus_income": True, **_costs(of["cost"])}
    return {"kind": "lines", "how": "less", "of": [take.amount(of), take.amount(minus)]}


def _costs(cost: Given) -> Part:
    if cost.get("all_but"):
        return {"which": "all_but", "costs": cost["all_but"]}
    kinds = cost.get("kinds", [])
    return {"which": "these" if kinds else "all", "costs": kinds}


def _tier(take: Any, given: Given) -> Part:
    steps = [(step["at_least"], take.amount(step["yen"])) for step in given["steps"]]
    return {"kind": "tier", "steps": steps, **take.quantity("by", given["by"])}


def _bands(take: Any, given: Given) -> Part:
    steps = [(step.get("up_to"), take.amount(step["rate"])) for step in given["steps"]]
    return {"kind": "bands", "steps": steps, **take.quantity("by", given["by"])}


def _several(how: str) -> Any:
    def take_them(take: Any, given: Given) -> Part:
        return {"kind": "lines", "how": how, "of": [take.amount(one) for one in given["of"]]}

    return take_them


CORES: dict[str, Any] = {
    "unit_rate": _unit_rate,
    "each": _each,
    "cost": _cost,
    "less": _less,
    "income": lambda _take, given: {"kind": "income", "costs": given.get("kinds", [])},
    "tier": _tier,
    "bands": _bands,
    **{how: _several(how) for how in ("sum", "lowest", "highest")},
}
