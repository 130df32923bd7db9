"""The papers that a programme wants to see with an application, as its guideline lists them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

KEY = re.compile(r"[a-z][a-z0-9_]{0,39}")
LONGEST_LABEL, LONGEST_HINT, MOST = 60, 300, 15
ENTRIES = {"key", "label", "hint", "required"}


class Need(StrEnum):
    """How much a paper is wanted."""

    MUST = "must"
    HELPS = "helps"
    NEW_GROUPS = "new_groups"


class ChecklistError(ValueError):
    """A list of papers that cannot be understood; the text says where and why."""


@dataclass(frozen=True, slots=True)
class Paper:
    """One paper of the list: `key` is kept with each file that is handed in for it."""

    key: str
    label: str
    hint: str = ""
    need: Need = Need.HELPS

    def asked_of(self, *, new_group: bool) -> bool:
        """Whether this group cannot do without it."""
        return self.need is Need.MUST or (self.need is Need.NEW_GROUPS and new_group)


def from_json(listed: Any) -> tuple[Paper, ...]:
    """The papers in their order; raise ChecklistError with the place of what is wrong."""
    if not isinstance(listed, list) or len(listed) > MOST:
        raise ChecklistError(f"書類の一覧は、{MOST}個までの書類を [ ] の中に並べてください。")
    papers = tuple(_paper(n, entry) for n, entry in enumerate(listed, start=1))
    _refuse_twice(paper.key for paper in papers)
    _refuse_twice(paper.label for paper in papers)
    return papers


def _paper(n: int, entry: Any) -> Paper:
    if not isinstance(entry, dict) or not entry.keys() <= ENTRIES:
        raise ChecklistError(f"{n}番目の書類は、key・label・hint・required だけで書いてください。")
    key = entry.get("key")
    if not isinstance(key, str) or not KEY.fullmatch(key) or key == "other":
        raise ChecklistError(
            f"{n}番目の書類の key は、英小文字で始まる40字までの英小文字・数字・_ にしてください"
            "（other は使えません）。"
        )
    return Paper(
        key=key,
        label=_words(n, entry, "label", LONGEST_LABEL),
        hint=_words(n, entry, "hint", LONGEST_HINT) if entry.get("hint") else "",
        need=_need(n, entry.get("required", Need.HELPS)),
    )


def _words(n: int, entry: dict[str, Any], name: str, longest: int) -> str:
    words = entry.get(name)
    if not isinstance(words, str) or not words.strip() or len(words) > longest:
        raise ChecklistError(f"{n}番目の書類の {name} は、{longest}字までの文にしてください。")
    return words


def _need(n: int, value: Any) -> Need:
    try:
        return Need(value)
    except ValueError as error:
        known = "・".join(Need)
        raise ChecklistError(
            f"{n}番目の書類の required は、{known} のどれかにしてください。"
        ) from error


def _refuse_twice(values: Iterable[str]) -> None:
    seen: set[str] = set()
    for value in values:
        if value in seen:
            raise ChecklistError(f"書類の一覧に「{value}」が2回あります。")
        seen.add(value)
