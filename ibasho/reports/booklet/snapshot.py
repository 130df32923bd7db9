"""The data of a report as text and back: an edition is made again from what was known then (pure).

Every object of the report is a frozen dataclass; the annotations of its fields say how to read it
back; what a report has learnt to tell since then has its default. The text is canonical JSON, so that the same data always has the same checksum.
"""

import hashlib
import json
from dataclasses import fields, is_dataclass
from datetime import date
from enum import Enum
from functools import cache
from types import NoneType, UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints
from uuid import UUID

PLAIN = (bool, int, float)


def pack(report: object) -> str:
    """The canonical text of a report; words that wait for their language are fixed in it."""
    return json.dumps(
        _plain(report), ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False
    )


def unpack(text: str, kind: type) -> Any:
    """The report that `pack` made this text of; ValueError where it does not fit `kind`."""
    try:
        return _read(json.loads(text), kind)
    except (KeyError, TypeError, AttributeError) as error:
        raise ValueError(f"not a snapshot of {kind.__name__}") from error


def checksum(text: str) -> str:
    """SHA-256 as 64 hex digits, as PostgreSQL works it out too."""
    return hashlib.sha256(text.encode()).hexdigest()


def _plain(value: object) -> object:
    if is_dataclass(value):
        return {each.name: _plain(getattr(value, each.name)) for each in fields(value)}
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, tuple):
        return [_plain(each) for each in value]
    return value if value is None or isinstance(value, PLAIN) else str(value)


def _read(value: Any, kind: Any) -> Any:
    if get_origin(kind) in (Union, UnionType):
        return _read_optional(value, kind)
    if get_origin(kind) is tuple:
        return _read_tuple(value, get_args(kind))
    if is_dataclass(kind):
        return kind(
            **{
                name: _read(value[name], hint)
                for name, hint in _hints(kind).items()
                if name in value
            }
        )
    if kind is date:
        return date.fromisoformat(value)
    return kind(value) if issubclass(kind, Enum | UUID) else value


def _read_optional(value: Any, kind: Any) -> Any:
    (real,) = (each for each in get_args(kind) if each is not NoneType)
    return None if value is None else _read(value, real)


def _read_tuple(value: Any, kinds: tuple) -> tuple:
    if kinds[-1] is Ellipsis:
        return tuple(_read(each, kinds[0]) for each in value)
    return tuple(_read(each, kind) for each, kind in zip(value, kinds, strict=True))


@cache
def _hints(kind: type) -> dict[str, Any]:
    hints = get_type_hints(kind)
    return {each.name: hints[each.name] for each in fields(kind)}
