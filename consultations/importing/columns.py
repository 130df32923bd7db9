"""The columns that a file may hold, how their headings are guessed, and how a cell is read."""

from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from ibasho import fields
from ibasho.text import fold

YES = {fold(word) for word in ("はい", "○", "〇", "◯", "有", "あり", "1", "true", "yes", "レ", "✓")}
NO = {fold(word) for word in ("", "いいえ", "×", "✕", "無", "なし", "0", "false", "no", "-")}


@dataclass(frozen=True)
class Column:
    """`read` turns what stands in a cell into a value, or raises ValidationError for the person.

    `names` are other headings by which people call it.
    """

    key: str
    label: str
    read: Callable[[str], object]
    names: tuple[str, ...] = ()
    required: bool = False
    example: str = ""

    def knows(self, heading: str) -> bool:
        folded = fold(heading).replace(" ", "")
        return folded in {fold(str(name)).replace(" ", "") for name in (self.label, *self.names)}


def read_by(field: forms.Field) -> Callable[[str], object]:
    """A cell read as the field of a form reads it, with the same words when it cannot."""
    return field.clean


def refuse(words) -> ValidationError:
    return ValidationError(words)


def flag(label) -> Callable[[str], bool]:
    """○, はい, 1 … or ×, いいえ, nothing."""

    def _read(typed: str) -> bool:
        word = fold(typed)
        if word in YES:
            return True
        if word in NO:
            return False
        raise refuse(_("%(label)sを「はい」か「いいえ」にしてください。") % {"label": label})

    return _read


def choice(label, choices) -> Callable[[str], str]:
    """One of the words that the screens use; empty stays empty."""
    known = {fold(str(words)): value for value, words in choices}
    known |= {value: value for value, _words in choices}

    def _read(typed: str) -> str:
        word = fold(typed)
        if not word:
            return ""
        if word not in known:
            raise refuse(_listed(label, choices))
        return known[word]

    return _read


def several(label, choices) -> Callable[[str], list[str]]:
    """Several of them, with 、 or , or / or a line break between."""
    one = choice(label, choices)

    def _read(typed: str) -> list[str]:
        marks = str.maketrans(dict.fromkeys("、，,/／;；\n|｜", "\n"))
        found = [one(part) for part in typed.translate(marks).split("\n")]
        return list(dict.fromkeys(filter(None, found)))

    return _read


def _listed(label, choices) -> str:
    words = "、".join(str(words) for _value, words in choices)
    return _("%(label)sを次のことばにしてください：%(words)s") % {"label": label, "words": words}


def row_of(label, rows: Mapping[str, list], missing) -> Callable[[str], object]:
    """A row of another table by its folded name; one name may be that of several."""

    def _read(typed: str) -> object:
        word = fold(typed).replace(" ", "")
        if not word:
            return None
        found = rows.get(word, [])
        if len(found) > 1:
            raise refuse(
                _("同じ名前の%(label)sが2つ以上あります。画面で入れてください。") % {"label": label}
            )
        if not found:
            raise refuse(missing)
        return found[0]

    return _read


def guess(headings: list[str], columns: Mapping[str, Column]) -> list[str]:
    """Which column each heading means, each column once; "" where nobody can tell."""
    left = dict(columns)
    mapping = []
    for heading in headings:
        key = next((key for key, column in left.items() if column.knows(heading)), "")
        left.pop(key, None)
        mapping.append(key)
    return mapping


def line(label, longest: int, **kwargs) -> Callable[[str], object]:
    """One line of text, as a name is read."""
    return read_by(fields.NameField(label=label, max_length=longest, **kwargs))


def by_name(rows) -> dict[str, list]:
    """Rows of another table by their folded name."""
    named = defaultdict(list)
    for row in rows:
        named[fold(row.name).replace(" ", "")].append(row)
    return named


def table(*columns: Column) -> dict[str, Column]:
    return {column.key: column for column in columns}


REFERENCE = Column(
    "reference",
    _("番号"),
    line(_("番号"), 50, required=False),
    ("記録番号", "ID", "No", "No.", "整理番号", "通し番号"),
    example="H30-001",
)
