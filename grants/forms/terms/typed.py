"""Terms in JSON as they are typed into the form; what it cannot ask goes to the expert's field."""

import re

from grants.forms.terms import criteria, own
from grants.forms.terms.fields import json_told, steps_told
from grants.forms.terms.named import NAMED_ROWS
from grants.forms.terms.part import PartForm
from grants.forms.terms.top import STEPS
from grants.forms.terms.words import said
from grants.rules.apart import MOST_NAMED, Taker, Unknown
from grants.rules.shapes import MARKS
from grants.rules.terms import Terms
from ibasho.text import is_storable


def typed_of(document: dict) -> dict[str, str]:
    """Name → text of the whole form."""
    written = Terms.from_json(document).to_json()
    take, typed, rest = Taker(), {}, {}
    heads = {take.paid(one["amount"]): one for one in written.pop("components")}
    for name, value in written.items():
        if name == "criteria":
            rest |= _criteria(value, typed, take)
        elif name != "version":
            rest |= _top(name, value, typed, take)
    typed |= _lines(take, heads) | _named(take)
    if rest:
        typed["top-rest"] = json_told(rest)
    return typed


def _lines(take: Taker, heads: dict[str, dict]) -> dict[str, str]:
    typed = {}
    for mark, line in take.rows.lines.items():
        number, paid = MARKS.index(mark), heads.get(mark)
        key = paid["key"] if paid else f"line{number + 1}"
        use = {"label": paid["label"]} if paid else {"use": "line"}
        typed |= _under(f"part-{number}", _line(line, key=key) | use)
    return typed


def _line(part: dict, *, key: str) -> dict[str, str]:
    """A line as it is typed into the form."""
    usual = {"fraction": "down", "round_mode": "down", "part": "drop", "choose": "highest"}
    typed = {k: said(v) for k, v in part.items() if v is not None and usual.get(k) != v}
    for name in {"costs", "of"} & part.keys():
        typed[name] = PartForm.base_fields[name].told(part[name])
    if "steps" in part:
        typed["steps"] = steps_told(part["steps"], bands=part["kind"] == "bands")
    if "json" in part:
        typed["json"] = json_told(part["json"])
    if "minus_income" in part:
        typed["minus_income"] = "on"
    if "once" in part:
        typed |= {"once": "on"} | ({} if part["once"] == key else {"once_key": part["once"]})
    return {"key": key, **typed}


def _named(take: Taker) -> dict[str, str]:
    rows = take.rows
    some = {"count": rows.counts, "only": rows.filters, "cond": rows.conditions}
    typed = {}
    for name, found in some.items():
        for key, row in found.items():
            typed |= _under(key, {"key": key, **NAMED_ROWS[name].typed(row)})
    return typed


def _top(name: str, value, typed: dict, take: Taker) -> dict:
    if name == "cap":
        return _cap(value, typed, take)
    if name in ("minimum", "reduced_to"):
        typed[f"top-{name}"] = said(value)
    elif name == "rounding" and str(value["to"]) in dict(STEPS):
        typed |= _under("top", {key: str(one) for key, one in value.items()})
    else:
        return {name: value}
    return {}


def _cap(value, typed: dict, take: Taker) -> dict:
    try:
        typed["top-cap"] = said(take.amount(value))
    except Unknown:
        return {"cap": value}
    return {}


def _criteria(written: list, typed: dict, take: Taker) -> dict:
    more, rows = [], []
    for criterion in written:
        if (known := criteria.known_typed(criterion)) is not None:
            typed |= _under(f"c-{criterion['key']}", known)
        elif not _own(criterion, rows, take):
            more.append(criterion)
    for row, one in enumerate(rows):
        typed |= _under(f"own-{row}", one)
    if written:
        typed["top-order"] = "、".join(criterion["key"] for criterion in written)
    return {"criteria": more} if more else {}


def _own(criterion: dict, rows: list[dict], take: Taker) -> bool:
    """Write it and what stands within it as rows, if that can be done."""
    within = criterion.get("of", []) if criterion["kind"] == "one_of" else []
    try:
        inner = [own.own_typed(one, take) for one in within]
        typed = _one_of(criterion, len(rows)) if within else own.own_typed(criterion, take)
    except Unknown:
        return False
    if typed is None or None in inner or len(rows) + len(inner) >= MOST_NAMED:
        return False
    rows += [typed, *inner]
    return True


def _one_of(criterion: dict, row: int) -> dict[str, str]:
    head = {name: criterion[name] for name in own.HEAD if name in criterion}
    return head | {"of": "、".join(str(row + 2 + n) for n in range(len(criterion["of"])))}


def _under(prefix: str, told: dict[str, str]) -> dict[str, str]:
    return {f"{prefix}-{name}": value for name, value in told.items()}


NAME = re.compile(r"(?:part|own|c|top|ex|case|count|only|cond)-[A-Za-z0-9_-]{1,60}")
LONGEST = 20_000


def as_typed(post) -> dict[str, str]:
    """What a page sent of these forms, as the database can hold it."""
    return {
        name: "".join(mark for mark in value if is_storable(mark))[:LONGEST]
        for name, value in post.items()
        if NAME.fullmatch(name)
    }
