"""What a node of the terms is: a way to find yen, told by a number or by its name."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, ClassVar, Protocol

from grants.rules.facts import YEN
from grants.rules.quantities import Quantity, Scope
from grants.rules.results import Result, single
from grants.rules.shape import Record, ShapeError, an_object, listed, reads, record
from ibasho.text import yen

VOCABULARY: dict[str, type[Record]] = {}  # filled by `vocabulary`, which knows every node


class Node(Protocol):
    """A way to find yen. It never goes below zero, and explains itself in its formula."""

    def value(self, scope: Scope) -> Result: ...


@dataclass(frozen=True)
class Fixed(Record):
    """A sum as it stands; in JSON just the number."""

    inline: ClassVar[str] = "yen"

    yen: int = field(metadata=reads(YEN))

    def value(self, scope: Scope) -> Result:
        return single(self.yen, yen(self.yen))


def read_node(value: object, path: str) -> Node:
    """A node out of its JSON."""
    if isinstance(value, int):
        node: Node = record(Fixed)(value, path)
        return node
    given = an_object(value, path)
    if len(given) != 1 or not given.keys() <= VOCABULARY.keys():
        raise ShapeError(path, f"金額か、次の名前を1つだけ書いてください：{'・'.join(VOCABULARY)}")
    name, inner = next(iter(given.items()))
    node = record(VOCABULARY[name])(inner, f"{path}.{name}")
    return node


def node_json(node: Node) -> object:
    """The JSON of a node."""
    if isinstance(node, Fixed):
        return node.yen
    names = {cls: name for name, cls in VOCABULARY.items()}
    return {names[type(node)]: node.to_json()} if isinstance(node, Record) else None


def a_node() -> dict[str, Any]:
    return reads(read_node, node_json)


def some_nodes() -> dict[str, Any]:
    return reads(_read_nodes, lambda nodes: [node_json(node) for node in nodes])


def _read_nodes(value: object, path: str) -> tuple[Node, ...]:
    nodes: tuple[Node, ...] = listed(read_node, 50)(value, path)
    if not nodes:
        raise ShapeError(path, "1つ以上書いてください。")
    return nodes


def untold(quantity: Quantity) -> Result:
    """Nothing, because the facts do not tell the number."""
    missing = f"{quantity.called}が未入力のため、0円として計算しています。"
    return single(0, f"{quantity.called}が未入力", missing=(missing,))
