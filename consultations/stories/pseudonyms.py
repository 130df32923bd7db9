"""People of a story by letters (Aさん, Bさん …), and whatever still tells who they are. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from consultations.stories import likeness

LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
STAFF = "職員"
_TOKEN = re.compile(r"(?<![A-Za-zＡ-Ｚａ-ｚ])([A-ZＡ-Ｚ]{1,2})(?= ?さん)")


class Kind(StrEnum):
    NAME = "name"
    PHONE = "phone"
    MAIL = "mail"
    ADDRESS = "address"


HIDDEN = {Kind.PHONE: "（電話番号）", Kind.MAIL: "（メールアドレス）", Kind.ADDRESS: "（住所）"}


@dataclass(frozen=True)
class Person:
    """Somebody linked with a story. `lone`: the family name tells who it is without a title too."""

    key: str
    name: str
    reading: str = ""
    staff: bool = False
    lone: bool = True
    phones: tuple[str, ...] = ()
    mails: tuple[str, ...] = ()
    addresses: tuple[str, ...] = ()


@dataclass(frozen=True)
class Find:
    """text[start:end] tells who somebody is; `key` is the person's, empty where nobody knows."""

    start: int
    end: int
    kind: Kind
    key: str = ""


def letter(index: int) -> str:
    """0 is A, 25 is Z, 26 is AA."""
    first, second = divmod(index, len(LETTERS))
    return (LETTERS[first - 1] if first else "") + LETTERS[second]


def index_of(token: str) -> int:
    """The other way round; full-width letters are read too."""
    number = 0
    for mark in token.translate({0xFF21 + i: 0x41 + i for i in range(26)}):
        number = number * len(LETTERS) + LETTERS.index(mark) + 1
    return number - 1


def pseudonym(index: int) -> str:
    return f"{letter(index)}さん"


def finds(text: str, people: Iterable[Person], *, harmless: Sequence[str] = ()) -> list[Find]:
    """What tells who somebody is, from first to last, none within another.

    A name that is only a part of a `harmless` phrase (the name of the place) tells nothing.
    """
    seen = likeness.see(text)
    found = list(_anybodys(seen))
    phrases = [folded for phrase in harmless if (folded := likeness.folded(phrase))]
    covered = _covered(seen.letters, phrases)
    for person in people:
        found += _names(seen, person, phrases, covered)
        found += _ways(seen, person)
    return _apart(found)


def _names(
    seen: likeness.Seen, person: Person, phrases: Sequence[str], covered: set[int]
) -> list[Find]:
    patterns = likeness.name_patterns(person.name, lone=person.lone, common=phrases)
    pattern = likeness.with_honorific(patterns + likeness.reading_patterns(person.reading))
    if pattern is None:
        return []
    return [
        Find(*seen.place(*match.span()), Kind.NAME, person.key)
        for match in pattern.finditer(seen.letters)
        if not set(range(*match.span())) <= covered
    ]


def _covered(letters: str, phrases: Sequence[str]) -> set[int]:
    return {
        place
        for phrase in phrases
        for match in re.finditer(re.escape(phrase), letters)
        for place in range(*match.span())
    }


def _ways(seen: likeness.Seen, person: Person) -> list[Find]:
    """The ways to a person that are known: phone, mail, address."""
    known = [(Kind.PHONE, likeness.phone_pattern(phone)) for phone in person.phones]
    known += [(Kind.ADDRESS, likeness.address_pattern(one)) for one in person.addresses]
    mails = filter(None, map(likeness.folded, person.mails))
    known += [(Kind.MAIL, re.compile(re.escape(mail))) for mail in mails]
    return [
        Find(*seen.place(*match.span()), kind, person.key)
        for kind, pattern in known
        if pattern
        for match in pattern.finditer(likeness.numerals(seen.letters))
    ]


def _anybodys(seen: likeness.Seen) -> Iterable[Find]:
    """Every phone number and mail address, whosesoever: a story needs none."""
    letters = likeness.numerals(seen.letters)
    for kind, pattern in ((Kind.PHONE, likeness.PHONE), (Kind.MAIL, likeness.MAIL)):
        for match in pattern.finditer(letters):
            yield Find(*seen.place(*match.span()), kind)


def _apart(found: Iterable[Find]) -> list[Find]:
    """The first and longest of those that overlap; one that knows its person before one that does not."""
    kept: list[Find] = []
    for each in sorted(found, key=lambda f: (f.start, -f.end, not f.key)):
        if not kept or each.start >= kept[-1].end:
            kept.append(each)
    return kept


def lettered(
    texts: Iterable[str],
    people: Sequence[Person],
    *,
    known: Mapping[str, int] | None = None,
    first: int = 0,
    harmless: Sequence[str] = (),
) -> dict[str, int]:
    """The letter of each resident that appears, in order of appearance; staff have none.

    Who has a letter keeps it, whatever is edited; a letter that the texts use already is taken.
    """
    texts = list(texts)
    letters = dict(known or {})
    taken = set(letters.values()) | {index for text in texts for index in tokens(text)}
    residents = [person for person in people if not person.staff]
    for text in texts:
        for find in finds(text, residents, harmless=harmless):
            if find.key and find.key not in letters:
                free = next(i for i in range(first, len(taken) + first + 1) if i not in taken)
                letters[find.key] = free
                taken.add(free)
    return letters


def concealed(
    text: str, people: Sequence[Person], letters: Mapping[str, int], harmless: Sequence[str] = ()
) -> str:
    """The text with letters for names, and a word for every way to reach somebody."""
    staff = {person.key for person in people if person.staff}
    pieces, done = [], 0
    for find in finds(text, people, harmless=harmless):
        pieces += [text[done : find.start], _instead(find, text, letters, staff)]
        done = find.end
    return "".join([*pieces, text[done:]])


def _instead(find: Find, text: str, letters: Mapping[str, int], staff: set[str]) -> str:
    if find.kind is not Kind.NAME:
        return HIDDEN[find.kind]
    if find.key in staff:
        return STAFF
    known = find.key in letters
    return pseudonym(letters[find.key]) if known else text[find.start : find.end]


def is_pseudonym(name: str) -> bool:
    """Whether somebody is known by a letter only, as in what was printed before."""
    return bool(re.fullmatch(r"[A-ZＡ-Ｚ]{1,2}\s*(さん)?", name.strip()))


def tokens(text: str) -> list[int]:
    """The letters that stand in a text already (Aさん), in their order."""
    return [index_of(match[1]) for match in _TOKEN.finditer(text)]


def in_order(texts: Iterable[str], *, first: int = 0) -> dict[int, int]:
    """Old letter to new one, so that they follow each other in order of appearance."""
    appearing = dict.fromkeys(index for text in texts for index in tokens(text))
    return {old: new for new, old in enumerate(appearing, start=first)}


def relettered(text: str, change: Mapping[int, int]) -> str:
    """All letters changed at once, so that A to B and B to A do not meet."""

    def _other(match: re.Match[str]) -> str:
        old = index_of(match[1])
        return letter(change.get(old, old))

    return _TOKEN.sub(_other, text)


def marked(text: str, found: Sequence[Find]) -> list[tuple[str, Find | None]]:
    """The text in pieces, each with what was found there or None."""
    pieces: list[tuple[str, Find | None]] = []
    done = 0
    for find in found:
        pieces += [(text[done : find.start], None), (text[find.start : find.end], find)]
        done = find.end
    return [piece for piece in [*pieces, (text[done:], None)] if piece[0]]
