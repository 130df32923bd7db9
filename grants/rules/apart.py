"""Nodes taken apart again into the rows that a form shows: the way back from `shapes`."""

from __future__ import annotations

import json
from copy import deepcopy

from grants.rules.composing import Composer
from grants.rules.node import node_json, read_node
from grants.rules.peels import CORES, PEELS, WRAPPERS
from grants.rules.shapes import (
    BOUNDS,
    MARKS,
    OTHER,
    QUANTITIES,
    Given,
    Part,
    Rows,
    Unmade,
)

MOST_LINES = 20
MOST_NAMED = 12


class Unknown(Exception):
    """A node that no row says."""


def canonical(node: object) -> object:
    """The node as it is written back once it has been read."""
    return node_json(read_node(node, "amount"))


class Taker:
    """Writes rows for one set of terms; what has been said once is named again."""

    def __init__(self) -> None:
        self.rows = Rows()
        self._known: dict[str, str] = {}

    def paid(self, node: object) -> str:
        """The mark of a new line for what is paid; its JSON where no rows say it."""
        before, known = deepcopy(self.rows), dict(self._known)
        try:
            mark = self._written(canonical(node))
            if canonical(Composer(self.rows).line(mark)) == canonical(node):
                return mark
        except (Unknown, Unmade):
            pass
        self.rows, self._known = before, known
        return self._new({"kind": "json", "json": node})

    def amount(self, node: object) -> object:
        """Yen, or the mark of the line that comes to them."""
        if isinstance(node, int):
            return node
        text = json.dumps(node, sort_keys=True)
        if text not in self._known:
            self._known[text] = self._written(node)
        return self._known[text]

    def _new(self, part: Part) -> str:
        lines = self.rows.lines
        if len(lines) >= MOST_LINES:
            raise Unknown
        mark = MARKS[len(lines)]
        lines[mark] = part
        return mark

    def _written(self, node: object) -> str:
        mark = self._new({})
        chain: Part = {}
        core = node
        for peel in PEELS:
            core = peel(self, chain, core)
        if isinstance(core, dict) and core.keys() & WRAPPERS:
            if core is node:
                raise Unknown
            self.rows.lines[mark] = {"kind": "lines", "how": "as_is", "of": [self.amount(core)]}
        else:
            self.rows.lines[mark] = self._core(core)
        self.rows.lines[mark] |= chain
        return mark

    def _core(self, node: object) -> Part:
        if isinstance(node, int):
            return {"kind": "fixed", "yen": node}
        if not isinstance(node, dict):
            raise Unknown
        name, within = next(iter(node.items()))
        part: Part = CORES[name](self, within)
        return part

    def quantity(self, name: str, quantity: object) -> Part:
        """The choice that means this quantity, its own name, or a row of its own."""
        for choice, known in QUANTITIES.items():
            if quantity == (known if isinstance(known, dict) else {"total": known}):
                return {name: choice}
        told = quantity if isinstance(quantity, dict) else {}
        if told.keys() == {"total"} and isinstance(told["total"], str):
            return {name: OTHER, f"{name}_name": told["total"]}
        row = dict(told)
        if "where" in row:
            row["where"] = self.where(row["where"])
        return {name: _row(self.rows.counts, "count", row)}

    def where(self, where: Given) -> str:
        return _row(self.rows.filters, "only", dict(where))

    def condition(self, given: Given) -> str:
        return _row(self.rows.conditions, "cond", self._condition(given))

    def _condition(self, given: Given) -> Part:
        for kind in ("all", "any"):
            if kind in given:
                return {"kind": kind, "of": [self.condition(one) for one in given[kind]]}
        if "not" in given:
            return {"kind": "not", "of": [self.condition(given["not"])]}
        if "answer" in given:
            return {"kind": "answer", **given}
        bounds = {name: given[name] for name in BOUNDS if name in given}
        if "amount" in given:
            return {"kind": "amount", "line": self.amount(given["amount"]), **bounds}
        return {"kind": "quantity", **self.quantity("what", given["quantity"]), **bounds}


def _row(rows: dict[str, Part], name: str, row: Part) -> str:
    """The id of the row that says this, a new one if none does."""
    for known, said in rows.items():
        if said == row:
            return known
    if len(rows) >= MOST_NAMED:
        raise Unknown
    rows[f"{name}-{len(rows)}"] = row
    return f"{name}-{len(rows) - 1}"
