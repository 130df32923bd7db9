"""What people type, folded for reading: yen, widths, kana, and marks that nobody can see."""

from __future__ import annotations

import re
import unicodedata

LARGEST = 2**31 - 1  # what an integer column of PostgreSQL holds

_WIDTHS = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {0x3000: 0x20}
_HYPHENS = {ord(mark): "-" for mark in "‐‑‒–—―−ーｰ－"}
_YEN_WIDTHS: dict[int, int | str] = {**_WIDTHS, ord("￥"): "¥"}
_DIGITS: dict[int, int | str] = {**_WIDTHS, **_HYPHENS}
_DASHES = {ord(mark): "-" for mark in "‐‑‒–—―−"}
_KATAKANA = {code: code - 0x60 for code in (*range(0x30A1, 0x30F7), 0x30FD, 0x30FE)}

_WHOLE = r" *(?P<amount>[0-9]+|[1-9][0-9]{0,2}(?:,[0-9]{3})+) *"
# A backslash is what the ¥ key of a Japanese keyboard sends.
_YEN = re.compile(rf"[¥\\]?{_WHOLE}円?")
_COUNT = re.compile(_WHOLE)
_PHONE = re.compile(r"0[0-9]{1,4}-?[0-9]{1,4}-?[0-9]{3,4}")
_READING = re.compile(r"[ぁ-ゖゝゞー・ ]*[ぁ-ゖ][ぁ-ゖゝゞー・ ]*")
_UNSTORABLE = re.compile(r"[\x00\ud800-\udfff]")
_BREAKS = re.compile(r"\r\n|[\r\n\v\f\x85\u2028\u2029]")
_CONTROLS = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")
_ALLOWED = {ord(mark): None for mark in "\n\t"}
# Marks that turn the writing direction, so that a text reads as another one than it is.
_TURNS = re.compile(r"[\u202a-\u202e\u2066-\u2069]")
# Letters by their category that are drawn as nothing: Hangul fillers, braille blank.
_EMPTY_LETTERS = frozenset("\u115f\u1160\u3164\uffa0\u2800\U0001d159")
_EMPTY_CATEGORIES = frozenset({"Cc", "Cf", "Cs", "Mn", "Me", "Zs", "Zl", "Zp"})
# Not every unassigned code is empty: kanji that are newer than this Python look unassigned to it.
_EMPTY_CODES = re.compile(r"[\u2065\ufff0-\ufff8\U000e0000-\U000e0fff]")
_EDGES = " \t\r\n\u00a0\u3000"


class YenError(ValueError):
    """A text that is no amount here; its words tell the person how to mend it."""


class CountError(ValueError):
    """A text that is no whole number; its words tell the person how to mend it."""


def parse_yen(text: str) -> int:
    """Read whole yen from 0 to 2,147,483,647; every mark that is not understood refuses it all."""
    found = _YEN.fullmatch(text.translate(_YEN_WIDTHS).strip(" "))
    if not found:
        raise YenError("金額を「10,000」のように0円以上の整数で入れてください。")
    if (amount := _whole(found["amount"])) > LARGEST:
        raise YenError(f"金額は{yen(LARGEST)}までで入れてください。")
    return amount


def parse_count(text: str) -> int:
    """Read a whole number from 0 to 2,147,483,647, as strictly as yen."""
    found = _COUNT.fullmatch(text.translate(_WIDTHS).strip(" "))
    if not found:
        raise CountError("数を「12」のように0以上の整数で入れてください。")
    if (number := _whole(found["amount"])) > LARGEST:
        raise CountError(f"数は{LARGEST:,}までで入れてください。")
    return number


def _whole(written: str) -> int:
    # Cut before int(): Python refuses to read thousands of digits, with an error of its own.
    return int(written.replace(",", "").lstrip("0")[:11] or "0")


def yen(amount: int) -> str:
    return f"{amount:,}円".replace("-", "−")


def grouped(count: int) -> str:
    return f"{count:,}"


def digits(text: str) -> str:
    """Full width to ASCII, every dash to a hyphen: for phone numbers, postal codes, counts."""
    return text.translate(_DIGITS).strip(" ")


def narrow(text: str) -> str:
    """Full-width letters, digits and signs to ASCII, the rest as it is."""
    return text.translate(_WIDTHS)


def fold_phone(text: str) -> str:
    """(0422) 00−0000 and +81 422 00 0000 to 0422-00-0000; hyphens stand where they were typed."""
    folded = "".join(mark for mark in digits(text) if unicodedata.category(mark) != "Cf")
    national = re.sub(r"^\+81[- ]?(?:\(0\))?0?", "0", folded)
    return re.sub(r"[-() ]+", "-", national).strip("-")


def is_phone(folded: str) -> bool:
    return bool(_PHONE.fullmatch(folded)) and len(folded.replace("-", "")) in (10, 11)


def fold_postal_code(text: str) -> str:
    """〒１８０ー００００ or 1800000 to 180-0000; anything else comes back folded, to be refused."""
    folded = digits(digits(text).removeprefix("〒"))
    return f"{folded[:3]}-{folded[3:]}" if re.fullmatch(r"[0-9]{7}", folded) else folded


def is_postal_code(folded: str) -> bool:
    return bool(re.fullmatch(r"[0-9]{3}-[0-9]{4}", folded))


def is_blank(text: str) -> bool:
    """Whether nothing of it can be seen: spaces, joiners, selectors or marks without a letter."""
    return all(_is_empty(mark) for mark in text)


def _is_empty(mark: str) -> bool:
    category = unicodedata.category(mark)
    return category in _EMPTY_CATEGORIES or mark in _EMPTY_LETTERS or bool(_EMPTY_CODES.match(mark))


def trim(text: str) -> str:
    """Without the spaces around it; what is inside stays byte for byte."""
    return text.strip(_EDGES)


def is_storable(text: str) -> bool:
    """Whether PostgreSQL and UTF-8 can hold it: no NUL, no half of a surrogate pair."""
    return not _UNSTORABLE.search(text)


def is_one_line(text: str) -> bool:
    """Whether it can stand in a name or a mail subject: no break, control or turning mark."""
    return not (_CONTROLS.search(text) or _TURNS.search(text))


def clean_line(text: str) -> str:
    """One storable line out of anything; controls and breaks become a space. Never raises."""
    return trim(_CONTROLS.sub(" ", text))


def is_plain_text(text: str) -> bool:
    """Whether it can stand in a text of several lines: of all controls only break and tab."""
    return not _CONTROLS.search(text.translate(_ALLOWED))


def unify_breaks(text: str) -> str:
    """Every kind of line break as one \\n, so that a browser's CRLF counts as one letter."""
    return _BREAKS.sub("\n", text)


def trim_lines(text: str) -> str:
    """Without the empty lines around it; the indent of the first line that says something stays."""
    return re.sub(r"\A(?:[ \t\u3000]*\n)+", "", text).rstrip(_EDGES)


def clean_query(raw: object, longest: int = 100) -> str:
    """A search text out of whatever an address held. Never raises."""
    return trim(clean_line(raw)[:longest]) if isinstance(raw, str) else ""


def fold(text: str) -> str:
    """For searching only: one width, one case, hiragana, nothing invisible. Never for storing."""
    seen = "".join(mark for mark in clean_line(text) if not _is_ignorable(mark))
    folded = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", seen).casefold())
    return " ".join(folded.translate(_KATAKANA).translate(_DASHES).split())


def _is_ignorable(mark: str) -> bool:
    # Selectors (IVS) choose the shape of a letter, format marks join: both vary between keyboards.
    return unicodedata.category(mark) == "Cf" or "VARIATION SELECTOR" in unicodedata.name(mark, "")


def to_hiragana(text: str) -> str:
    """A reading in one form: half-width and katakana to hiragana, spaces to one ASCII space."""
    return " ".join(unicodedata.normalize("NFKC", text).translate(_KATAKANA).split())


def is_kana_reading(text: str) -> bool:
    return bool(_READING.fullmatch(to_hiragana(text)))
