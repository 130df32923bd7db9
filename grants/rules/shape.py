"""How a frozen dataclass is read from JSON and written back, every error naming its place.

A field says in its metadata how it is read: `field(metadata=reads(whole(0, 99)))`.
What is left out takes the default, null counts as left out, and a name nobody knows is
refused by name. Defaults are not written back, so that a document frozen years ago still
equals its own copy after new optional keys have joined the schema.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import MISSING, fields
from datetime import date, time
from difflib import get_close_matches
from fractions import Fraction
from typing import Any, TypeVar

Read = Callable[[object, str], Any]
T = TypeVar("T")

DEEPEST = 30
MOST_VALUES = 20_000
LONGEST_TEXT = 200

_MONTH = re.compile(r"([0-9]{4})-(0[1-9]|1[0-2])")
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_CLOCK = re.compile(r"([01][0-9]|2[0-3]):([0-5][0-9])")
_RATIO = re.compile(r"([0-9]{1,4})/([0-9]{1,4})|([0-9]{1,3}(?:\.[0-9]{1,4})?)%")


class ShapeError(ValueError):
    """A document that has not the shape asked for; the text says where, in Japanese."""

    def __init__(self, path: str, message: str) -> None:
        told = f"{path}：{message}"
        super().__init__(told.encode("utf-8", "replace").decode())  # a name may be a lone surrogate


class Record:
    """A frozen dataclass that JSON can carry there and back."""

    def to_json(self) -> dict[str, Any]:
        """Without what only repeats a default."""
        return {
            part.name: part.metadata["write"](getattr(self, part.name))
            for part in fields(self)  # type: ignore[arg-type]
            if getattr(self, part.name) != part.default
        }


def reads(read: Read, write: Callable[[Any], object] | None = None) -> dict[str, Any]:
    """The metadata of one field: how it is read and, if that needs a word, how written."""
    return {"read": read, "write": write or plain}


def bounded(document: object) -> None:
    """Refuse a document that is too deep or too large before anything walks through it."""
    layer, seen = [document], 0
    for _depth in range(DEEPEST):
        below: list[object] = []
        for value in layer:
            below += value.values() if isinstance(value, dict) else ()
            below += value if isinstance(value, list) else ()
        seen += len(below)
        if seen > MOST_VALUES:
            raise ShapeError("全体", f"項目が多すぎます（{MOST_VALUES:,}個まで）。")
        if not below:
            return
        layer = below
    raise ShapeError("全体", f"入れ子が深すぎます（{DEEPEST}段まで）。")


def whole(low: int, high: int) -> Read:
    """A whole number; true is no 1, and 1.0 is no 1 either."""

    def read(value: object, path: str) -> int:
        if not isinstance(value, int) or isinstance(value, bool):
            raise ShapeError(path, "整数で入れてください（小数や文字は使えません）。")
        if not low <= value <= high:
            raise ShapeError(path, f"{low:,}から{high:,}までの数で入れてください。")
        return value

    return read


def flag(value: object, path: str) -> bool:
    if not isinstance(value, bool):
        raise ShapeError(path, "true か false で入れてください。")
    return value


def text(value: object, path: str) -> str:
    if not isinstance(value, str) or not value.strip():
        raise ShapeError(path, "文字で入れてください。")
    if len(value) > LONGEST_TEXT:
        raise ShapeError(path, f"{LONGEST_TEXT}文字までで入れてください。")
    if any(ord(mark) < 32 or 0xD800 <= ord(mark) < 0xE000 for mark in value):
        raise ShapeError(path, "改行や制御文字は使えません。")
    return value


def choice(*names: str) -> Read:
    def read(value: object, path: str) -> str:
        if not isinstance(value, str) or value not in names:
            raise ShapeError(path, f"{'・'.join(names)} のどれかを入れてください。")
        return value

    return read


def day(value: object, path: str) -> date:
    """A date written as "2026-04-05"."""
    try:
        if isinstance(value, str) and _DAY.fullmatch(value):
            return date.fromisoformat(value)
    except ValueError as error:
        raise ShapeError(path, f"「{value}」という日はありません。") from error
    raise ShapeError(path, "日付は「2026-04-05」の形で入れてください。")


def clock(value: object, path: str) -> time:
    """A time written as "10:00"."""
    found = _CLOCK.fullmatch(value) if isinstance(value, str) else None
    if not found:
        raise ShapeError(path, "時刻は「10:00」の形で入れてください。")
    return time(int(found[1]), int(found[2]))


def month(value: object, path: str) -> date:
    """A month written as "2026-04", kept as its first day."""
    found = _MONTH.fullmatch(value) if isinstance(value, str) else None
    if not found or found[1] == "0000":
        raise ShapeError(path, "月は「2026-04」の形で入れてください。")
    return date(int(found[1]), int(found[2]), 1)


def month_text(value: date | None) -> str | None:
    return f"{value:%Y-%m}" if value else None


def ratio(value: object, path: str) -> Fraction:
    """A share of at most the whole, written "1/2", "90%" or "12.5%"."""
    found = _fraction(value)
    if found is None or not 0 < found <= 1:
        raise ShapeError(path, "割合は「1/2」や「90%」の形で、1以下で入れてください。")
    return found


def _fraction(value: object) -> Fraction | None:
    found = _RATIO.fullmatch(value) if isinstance(value, str) else None
    if not found or found[2] and not int(found[2]):
        return None
    return Fraction(int(found[1]), int(found[2])) if found[1] else Fraction(found[3]) / 100


def bound(high: int) -> Read:
    """A limit to a number: whole, or a share such as "1/2" or "50%", as a fraction."""
    count = whole(0, high)

    def read(value: object, path: str) -> int | Fraction:
        found = _fraction(value)
        if found is not None:
            return found
        if isinstance(value, str):
            raise ShapeError(path, "整数か、「1/2」「50%」の形の割合で入れてください。")
        number: int = count(value, path)
        return number

    return read


def listed(read: Read, most: int = 1000) -> Read:
    def read_list(value: object, path: str) -> tuple[Any, ...]:
        if not isinstance(value, list):
            raise ShapeError(path, "[ ] で囲んだ一覧で入れてください。")
        if len(value) > most:
            raise ShapeError(path, f"{most:,}件までで入れてください。")
        return tuple(read(item, f"{path}[{n}]") for n, item in enumerate(value))

    return read_list


def one_or_several(read: Read, most: int) -> dict[str, Any]:
    """The metadata of a field that holds a tuple, and says a single value without brackets."""
    several = listed(read, most)

    def read_them(value: object, path: str) -> tuple[Any, ...]:
        found = several(value, path) if isinstance(value, list) else (read(value, path),)
        if not found:
            raise ShapeError(path, "1つ以上書いてください。")
        return found

    return reads(read_them, lambda found: plain(found if len(found) > 1 else found[0]))


def mapped(read: Read, most: int = 100) -> Read:
    """An object with names of the writer's own, kept as sorted pairs."""

    def read_pairs(value: object, path: str) -> tuple[tuple[str, Any], ...]:
        given = an_object(value, path)
        if len(given) > most:
            raise ShapeError(path, f"{most:,}件までで入れてください。")
        return tuple(
            (text(name, path), read(item, f"{path}.{name}"))
            for name, item in sorted(given.items())
            if item is not None
        )

    return read_pairs


def pairs(metadata_read: Read) -> dict[str, Any]:
    """The metadata of a field that holds such an object."""
    return reads(mapped(metadata_read), lambda found: {name: plain(item) for name, item in found})


def an_object(value: object, path: str) -> Mapping[str, object]:
    if not isinstance(value, dict) or not all(isinstance(name, str) for name in value):
        raise ShapeError(path, "{ } で囲んだ項目の組で入れてください。")
    return value


def record(cls: type[T]) -> Read:
    """An object of a dataclass; a bare value goes to the field that `inline` names."""

    def read(value: object, path: str) -> T:
        inline = getattr(cls, "inline", None)
        if inline and not isinstance(value, dict):
            value = {inline: value}
        return _filled(cls, an_object(value, path), path)

    return read


def _filled(cls: type[T], given: Mapping[str, object], path: str) -> T:
    known = {part.name: part for part in fields(cls)}  # type: ignore[arg-type]
    for name in given:
        if name not in known:
            raise ShapeError(
                path, f"知らない項目「{name[:LONGEST_TEXT]}」があります。{_near(name, known)}"
            )
    told = {name: item for name, item in given.items() if item is not None}
    for name, part in known.items():
        if name not in told and part.default is MISSING:
            raise ShapeError(path, f"項目「{name}」がありません。")
    filled = {name: known[name].metadata["read"](told[name], f"{path}.{name}") for name in told}
    return _made(cls, filled, path)


def _near(name: str, known: Mapping[str, Any]) -> str:
    """The name that may have been meant, else all there are."""
    close = get_close_matches(name[:LONGEST_TEXT], known, n=1)
    return f"「{close[0]}」のことですか。" if close else f"使えるのは {'・'.join(known)} です。"


def _made(cls: type[T], filled: Mapping[str, Any], path: str) -> T:
    """The object, its own refusals told with the path."""
    try:
        return cls(**filled)
    except ShapeError:
        raise
    except ValueError as error:
        raise ShapeError(path, str(error)) from error


def plain(value: Any) -> object:
    """A value as JSON knows it."""
    if isinstance(value, Record):
        return value.to_json()
    if isinstance(value, tuple):
        return [plain(item) for item in value]
    if isinstance(value, Fraction):
        return f"{value.numerator}/{value.denominator}"
    if isinstance(value, time):
        return f"{value:%H:%M}"
    return value.isoformat() if isinstance(value, date) else value
