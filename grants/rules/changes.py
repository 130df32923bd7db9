"""What has changed between two versions of terms, in sentences that a group can read."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from grants.rules.criteria import Criterion
from grants.rules.terms import Component, Terms
from ibasho.text import yen

Leaves = Mapping[tuple[str, ...], Any]

MONEY = {
    "rate": "単価",
    "limit": "上限",
    "yen": "額",
}  # numbers of a node that are plainly yen, by their keys
NUMBERS = {
    "every_months": "開く間隔（月）",
    "every_weeks": "開く間隔（週）",
    "times": "そのあいだに開く回数",
    "minutes": "1回の時間（分）",
    "about_minutes": "相談できる1回の時間（分）",
    "at_least": "いちばん少ない数",
    "at_most": "いちばん多い数",
    "about": "相談できる数",
    "years": "あける年数",
}
NONE = "なし"


def differences(old: Terms, new: Terms) -> tuple[str, ...]:
    """One sentence for each change that holds in the same fiscal year; none for equal terms."""
    before, after = old.to_json(), new.to_json()
    return (
        *_of_components(old, new),
        *_of_sum("1年の上限", before.get("cap"), after.get("cap")),
        *_of_rounding(before.get("rounding"), after.get("rounding")),
        *_of_share(before.get("reduced_to"), after.get("reduced_to")),
        *_of_sum("助成するいちばん小さい額", before.get("minimum"), after.get("minimum")),
        *_of_criteria(old, new),
    )


def _of_components(old: Terms, new: Terms) -> Iterator[str]:
    was = {part.key: part for part in old.components}
    now = {part.key: part for part in new.components}
    yield from (f"「{was[key].label}」がなくなりました。" for key in was if key not in now)
    yield from (f"「{now[key].label}」が加わりました。" for key in now if key not in was)
    for key in was:
        if key in now and was[key] != now[key]:
            yield from _of_component(was[key], now[key])


def _of_component(old: Component, new: Component) -> Iterator[str]:
    if old.label != new.label:
        yield f"「{old.label}」の名前が「{new.label}」に変わりました。"
    if old.amount != new.amount:
        before, after = old.to_json()["amount"], new.to_json()["amount"]
        yield from _of_node(f"「{new.label}」", before, after)


def _of_node(name: str, before: object, after: object) -> Iterator[str]:
    """By its numbers where only these differ, else that it is worked out in another way."""
    was, now = dict(_leaves(before)), dict(_leaves(after))
    changed = {path for path in was.keys() | now.keys() if was.get(path) != now.get(path)}
    if not all(path[-1:] and path[-1] in MONEY and _yen(was, now, path) for path in changed):
        yield f"{name}の計算のしかたが変わりました。"
        return
    for path in sorted(changed):
        yield f"{name}の{MONEY[path[-1]]}が{yen(was[path])}から{yen(now[path])}に変わりました。"


def _yen(was: Leaves, now: Leaves, path: tuple[str, ...]) -> bool:
    return type(was.get(path)) is int and type(now.get(path)) is int


def _leaves(value: object, path: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], Any]]:
    """Every number or word with the way to it."""
    if isinstance(value, Mapping):
        for key, inner in value.items():
            yield from _leaves(inner, (*path, str(key)))
    elif isinstance(value, list):
        for number, inner in enumerate(value):
            yield from _leaves(inner, (*path, str(number)))
    else:
        yield path, value


def _of_sum(name: str, before: object, after: object) -> Iterator[str]:
    if before == after:
        return
    if all(value is None or type(value) is int for value in (before, after)):
        yield f"{name}が{_said(before)}から{_said(after)}に変わりました。"
    else:
        yield f"{name}の決めかたが変わりました。"


def _said(value: object) -> str:
    return yen(value) if isinstance(value, int) else NONE


def _of_share(before: object, after: object) -> Iterator[str]:
    if before != after:
        was, now = before or "なし", after or "なし"
        yield f"予算に合わせて減らす割合が{was}から{now}に変わりました。"


def _of_rounding(before: object, after: object) -> Iterator[str]:
    if before != after:
        yield "端数の処理のしかたが変わりました。"


def _of_criteria(old: Terms, new: Terms) -> Iterator[str]:
    was = {one.key: one for one in old.criteria}
    now = {one.key: one for one in new.criteria}
    yield from (f"要件「{was[key].title}」がなくなりました。" for key in was if key not in now)
    yield from (f"要件「{now[key].title}」が加わりました。" for key in now if key not in was)
    for key in was:
        if key in now and was[key] != now[key]:
            yield from _of_criterion(was[key], now[key])


def _of_criterion(old: Criterion, new: Criterion) -> Iterator[str]:
    before, after = old.to_json(), new.to_json()
    changed = [key for key in before.keys() | after.keys() if before.get(key) != after.get(key)]
    if not all(key in NUMBERS for key in changed):
        yield f"要件「{new.title}」の内容が変わりました。"
        return
    for key in sorted(changed):
        yield (
            f"要件「{new.title}」の{NUMBERS[key]}が"
            f"{before.get(key, NONE)}から{after.get(key, NONE)}に変わりました。"
        )
