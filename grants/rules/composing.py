"""Nodes out of the rows of a form: each line once, and none that is made of itself."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from grants.rules.cores import CHAIN, CORES
from grants.rules.shapes import BOUNDS, OTHER, QUANTITIES, Given, Rows, Unmade


class Composer:
    """Makes the JSON of nodes out of rows, each line once."""

    def __init__(self, rows: Rows) -> None:
        self.rows = rows
        self._made: dict[str, object] = {}
        self._open: list[str] = []

    def line(self, mark: str) -> object:
        if mark not in self._made:
            part = self.rows.lines[mark]
            with self._within(mark):
                node = CORES[part["kind"]](self, part)
                for put in CHAIN:
                    node = put(self, part, node)
            self._made[mark] = node
        return self._made[mark]

    def amount(self, said: object, name: str) -> object:
        """The yen that were said, or the line whose mark was."""
        if not isinstance(said, str):
            return said
        self.refuse(said, said in self.rows.lines, name)
        return self.line(said)

    def topmost(self, said: object, name: str) -> object:
        """The same outside of every line."""
        with self._within("top"):
            return self.amount(said, name)

    def refuse(self, row: str, known: bool, name: str) -> None:
        """Say no where a row names one that is not there, or one that is made of itself."""
        if not known:
            raise Unmade(self._open[-1], name, f"「{called(row)}」はありません。")
        if row in self._open:
            words = f"「{called(row)}」はこの行を使って計算するため、ここでは使えません。"
            raise Unmade(self._open[-1], name, words)

    def quantity(self, part: Given, name: str) -> object:
        """The QUANTITY that was chosen in this field, or named in the one beside it."""
        chosen = part[name]
        if chosen in self.rows.counts:
            row = self.rows.counts[chosen]
            where = {"where": self.where(row["where"], "where")} if row.get("where") else {}
            return {**row, **where}
        return part[f"{name}_name"] if chosen == OTHER else QUANTITIES[chosen]

    def where(self, row: str, name: str) -> object:
        self.refuse(row, row in self.rows.filters, name)
        return self.rows.filters[row]

    def condition(self, row: str, name: str) -> object:
        self.refuse(row, row in self.rows.conditions, name)
        said = self.rows.conditions[row]
        with self._within(row):
            return self._said(said)

    def outer(self, row: str) -> object:
        """A condition that no line names."""
        with self._within(""):
            return self.condition(row, "")

    def _said(self, said: Given) -> object:
        kind, of = said["kind"], said.get("of", ())
        if kind in ("all", "any"):
            return {kind: [self.condition(row, "of") for row in of]}
        if kind == "not":
            return {kind: self.condition(of[0], "of")}
        rest = {name: value for name, value in said.items() if name in ("title", "says", *BOUNDS)}
        if kind == "answer":
            return {"answer": said["answer"], **rest}
        if kind == "amount":
            return {"amount": self.amount(said["line"], "line"), **rest}
        return {"quantity": self.quantity(said, "what"), **rest}

    @contextmanager
    def _within(self, row: str) -> Iterator[None]:
        self._open.append(row)
        try:
            yield
        finally:
            self._open.pop()


def called(row: str) -> str:
    """How people call a row: a line by its mark, the others by their number."""
    name, dash, number = row.partition("-")
    words = {"count": "数え方", "only": "しぼりこみ", "cond": "条件"}
    return f"{words[name]} {int(number) + 1}" if dash else row


class Alone(Composer):
    """The same with one yen for every other line: what the rules refuse is then the row's own."""

    def amount(self, said: object, name: str) -> object:
        return 1 if isinstance(said, str) else said
