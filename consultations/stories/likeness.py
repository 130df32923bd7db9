"""What reads alike is alike: widths, kana, old kanji and spaces fall together, places are kept."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

# Forms of one kanji that people write for each other; NFKC does not know them.
_FORMS = str.maketrans(
    "髙﨑𠮷濵濱邊邉邉齋齊斉澤廣嶋嶌德眞榮國櫻惠瀨冨淵龍藏曾槇籔檜舘埜條圓壽寳寶來祐彌與萬學實",
    "高崎吉浜浜辺辺辺斎斎斎沢広島島徳真栄国桜恵瀬富渕竜蔵曽槙薮桧館野条円寿宝宝来祐弥与万学実",
)
_KATAKANA = {code: code - 0x60 for code in (*range(0x30A1, 0x30F7), 0x30FD, 0x30FE)}
_DASHES = {ord(mark): "-" for mark in "‐‑‒–—―−"}
_NUMERALS = str.maketrans("〇零一二三四五六七八九", "00123456789")
_VOICED = re.compile("[\u3099\u309a]")

_HONORIFIC = "さん|さま|様|氏|君|くん|ちゃん|殿|職員"
# What shows that a short name is one: 林さん, 林宅, 林会長; 林 alone may be a wood.
_EVIDENCE = f"(?:{_HONORIFIC}|宅|家|先生|会長|代表|委員|夫妻|夫婦|親子)"
_PARTS = re.compile(r"[\s・･]+")
_BETWEEN = r"(?:丁目|番地?の?|号室?|[-ー‐のノ])*"
PHONE = re.compile(r"(?<![0-9])(?:\+?81|0)[-ー(). ]*[0-9](?:[-ー(). ]*[0-9]){7,9}(?![0-9])")
MAIL = re.compile(r"[a-z0-9._%+-]+@[a-z0-9-]+(?:\.[a-z0-9-]+)+")


@dataclass(frozen=True)
class Seen:
    """The folded letters of a text; letter n stands at [starts[n], ends[n]) of the text itself."""

    letters: str
    starts: tuple[int, ...]
    ends: tuple[int, ...]

    def place(self, first: int, last: int) -> tuple[int, int]:
        return self.starts[first], self.ends[last - 1]


def see(text: str) -> Seen:
    """Fold a text for comparing, without spaces and without what nobody can see."""
    letters: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    for at, mark in enumerate(text):
        for letter in _letters(mark):
            if letters and _VOICED.match(letter):  # half-width ｶﾞ is two marks
                letters[-1] = unicodedata.normalize("NFC", letters[-1] + letter)
                ends[-1] = at + 1
                continue
            letters.append(letter)
            starts.append(at)
            ends.append(at + 1)
        if letters and _is_selector(mark):
            ends[-1] = at + 1
    return Seen("".join(letters), tuple(starts), tuple(ends))


def folded(text: str) -> str:
    return see(text).letters


def _letters(mark: str) -> Iterator[str]:
    if mark.isspace() or unicodedata.category(mark) == "Cf" or _is_selector(mark):
        return
    for letter in unicodedata.normalize("NFKC", mark).casefold():
        if not letter.isspace():
            yield letter.translate(_KATAKANA).translate(_DASHES).translate(_FORMS)


def _is_selector(mark: str) -> bool:
    return "VARIATION SELECTOR" in unicodedata.name(mark, "")


def name_patterns(name: str, *, lone: bool, common: Sequence[str] = ()) -> list[str]:
    """How a person's name may stand in folded text; `lone`: a part of it also without a title.

    A part that stands in one of the `common` phrases (folded) is a word too and needs its title.
    """
    parts = [part for part in map(folded, _PARTS.split(name.strip())) if part]
    if not parts:
        return []
    whole = "".join(parts)
    found = [re.escape(whole)] if len(whole) > 1 else []
    pieces = parts if len(parts) > 1 else _beginnings(whole)
    lone = lone and len(parts) > 1
    return found + [_piece(p, lone=lone and not any(p in c for c in common)) for p in pieces]


def reading_patterns(reading: str) -> list[str]:
    """The same for a reading: whole, or a part of it with a title, for はら may be a field."""
    parts = [part for part in map(folded, _PARTS.split(reading.strip())) if part]
    whole = "".join(parts)
    if len(whole) < 3:
        return [_piece(whole, lone=False)] if whole else []
    pieces = parts if len(parts) > 1 else _beginnings(whole)
    return [re.escape(whole)] + [_piece(part, lone=False) for part in pieces]


def _beginnings(whole: str) -> list[str]:
    """Where nobody says where the family name ends, each beginning may be it."""
    return [whole[:length] for length in range(len(whole) - 1, 0, -1)] or [whole]


def _piece(part: str, *, lone: bool) -> str:
    escaped = re.escape(part)
    is_telling = len(part) > 1 and not re.fullmatch("[ぁ-ゖー]{1,2}", part)
    return escaped if lone and is_telling else f"{escaped}(?={_EVIDENCE})"


def with_honorific(patterns: list[str]) -> re.Pattern[str] | None:
    """One pattern that takes the honorific along; the longest name wins."""
    if not patterns:
        return None
    longest = sorted(set(patterns), key=len, reverse=True)
    return re.compile(f"(?:{'|'.join(longest)})(?:{_HONORIFIC})?")


def address_pattern(address: str) -> re.Pattern[str] | None:
    """The house of an address, however its numbers are joined; None where it names no house."""
    plain = re.sub(r"^.*?[都道府県]", "", numerals(folded(address)))
    plain = re.sub(r"^[^0-9]{1,6}?[市区]", "", plain)
    found = re.match(r"([^0-9]+)((?:[0-9]+(?:丁目|番地?の?|号室?|[-ー‐のノ])*)+)", plain)
    numbers = re.findall(r"[0-9]+", found[2]) if found else []
    if not found or len(numbers) < 2:  # a town and a 丁目 are no house
        return None
    return re.compile(
        re.escape(found[1]) + _BETWEEN.join(numbers[:3]) + r"(?![0-9])(?:番地?|号室?)*"
    )


def numerals(letters: str) -> str:
    """Kanji numerals as figures, letter by letter, so that every place stays where it was."""
    return letters.translate(_NUMERALS)


def phone_pattern(phone: str) -> re.Pattern[str] | None:
    """A known number, also without its area code, whatever stands between the figures."""
    groups = [g for g in re.split(r"[^0-9]+", folded(phone)) if g]
    local = "".join(groups[1:] if len(groups) > 2 else groups)
    if len(local) < 5:
        return None
    return re.compile(r"(?:0[0-9]{1,4}[-ー(). ]*)?" + r"[-ー(). ]*".join(local) + r"(?![0-9])")
