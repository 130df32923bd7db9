"""Banks and branches by name, reading or number; the book of them is opened when first asked."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from grants.transfer.kana import KanaError
from grants.transfer.kana import fold as to_bank_letters
from ibasho.text import digits, fold

SHOWN = 20
# How a place is written once it was picked: みずほ（0001）.
_PICKED = re.compile(r"[（(]([0-9]{3,4})[）)]\s*$")


@dataclass(frozen=True, slots=True)
class Place:
    """A bank or one of its branches; `kana` is as files bear it, `spellings` are for searching."""

    code: str
    name: str
    kana: str
    spellings: tuple[str, ...]

    def __str__(self) -> str:
        return f"{self.name}（{self.code}）"


@lru_cache(maxsize=1)
def _book() -> Any:
    """1,146 banks with 28,944 branches take a third of a second: not at every start."""
    import zengin_code  # noqa: PLC0415

    return zengin_code


def _place(entry: Any, *endings: str) -> Place:
    names = [entry.name, entry.hira, *(f"{entry.name}{ending}" for ending in endings)]
    names += [f"{entry.hira}{ending}" for ending in endings]
    spellings = tuple(dict.fromkeys(spelled for name in names for spelled in _spelled(name)))
    return Place(entry.code, entry.name, _letters(entry.kana), spellings)


def _letters(kana: str) -> str:
    try:
        return to_bank_letters(kana)
    except KanaError:  # names of banks are for the eye: what cannot be passed on is left away
        return ""


@lru_cache(maxsize=1)
def _banks() -> tuple[Place, ...]:
    return tuple(_place(bank, "銀行", "ぎんこう") for bank in _book().Bank.all.values())


@lru_cache(maxsize=64)
def _branches(bank: str) -> tuple[Place, ...]:
    known = _book().Bank.all.get(bank)
    return (
        tuple(_place(branch, "支店", "してん") for branch in known.branches.values())
        if known
        else ()
    )


def find_banks(words: str) -> tuple[Place, ...]:
    """Those whose number begins with, or whose name or reading holds, these words; best first."""
    return _found(_banks(), words)


def find_branches(bank: str, words: str) -> tuple[Place, ...]:
    return _found(_branches(bank), words)


def the_bank(words: str) -> Place | None:
    """The one bank that these words can only mean: its number, its name, or the only hit."""
    return _the(_banks(), words)


def the_branch(bank: str, words: str) -> Place | None:
    return _the(_branches(bank), words)


def bank_of(code: str) -> Place | None:
    return next((bank for bank in _banks() if bank.code == code), None)


def branch_of(bank: str, code: str) -> Place | None:
    return next((branch for branch in _branches(bank) if branch.code == code), None)


def names(bank: str, branch: str) -> tuple[str, str]:
    """Both in kana, as files bear them; empty for what the book does not know."""
    found = bank_of(bank), branch_of(bank, branch)
    return found[0].kana if found[0] else "", found[1].kana if found[1] else ""


def _found(places: Iterable[Place], words: str) -> tuple[Place, ...]:
    figures, asked = digits(words), _spelled(words)
    if figures.isdecimal():
        return tuple(place for place in places if place.code.startswith(figures))[:SHOWN]
    ranked = [(_rank(place, asked), place) for place in places] if asked[0] else []
    hits = sorted(((rank, each) for rank, each in ranked if rank), key=lambda hit: hit[0])
    return tuple(place for _rank, place in hits)[:SHOWN]


def _the(places: tuple[Place, ...], words: str) -> Place | None:
    if picked := _PICKED.search(words):
        return next((place for place in places if place.code == picked[1]), None)
    hits = _found(places, words)
    same = [place for place in hits if _rank(place, _spelled(words)) == 1]
    chosen = same or list(hits)
    return chosen[0] if len(chosen) == 1 else None


def _rank(place: Place, asked: tuple[str, ...]) -> int:
    """0 when it does not fit; else the smaller the better: the same, begins with, holds."""
    if any(each in place.spellings for each in asked):
        return 1
    if any(known.startswith(asked) for known in place.spellings):
        return 2
    return 3 if any(each in known for each in asked for known in place.spellings) else 0


# The book has no small kana (きょう is きよう), and it shortens what people write out.
_AS_IN_THE_BOOK = str.maketrans("ぁぃぅぇぉっゃゅょー", "あいうえおつやゆよ-")
_SHORT = (
    ("信用金庫", "信金"),
    ("しんきん", "信金"),
    ("信用組合", "信組"),
    ("農業協同組合", "農協"),
)


def _spelled(words: str) -> tuple[str, ...]:
    """Forms for comparing: hiragana without spaces and small kana; then with 信用金庫 as 信金."""
    plain = fold(words).replace(" ", "").translate(_AS_IN_THE_BOOK)
    short = plain
    for long, shorter in _SHORT:
        short = short.replace(long, shorter)
    return (plain,) if short == plain else (plain, short)
