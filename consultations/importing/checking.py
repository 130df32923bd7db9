"""A dry run: every row read as its columns say, with a message for each cell that cannot be."""

import hashlib
import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from consultations.importing.columns import Column
from consultations.importing.reading import FORMULA, Row
from consultations.importing.targets import KINDS
from consultations.models import IntakeRow, Target

KEPT = 500  # messages that a page can still show
PROGRESS = 200  # rows between two looks at the clock of the work


@dataclass(frozen=True)
class Fault:
    """`row` as the sheet counts it, the headings being row 1; `heading` as the file writes it."""

    row: int
    heading: str
    words: str


@dataclass
class Checked:
    """`facts` are (key of the row, what the door takes) of every new row that can be read."""

    rows: int = 0
    known: int = 0
    faulty: int = 0
    faults: list[Fault] = field(default_factory=list)
    facts: list[tuple[str, dict]] = field(default_factory=list)

    def refuse(self, faults: list[Fault]) -> None:
        self.faulty += 1
        self.faults += faults[: KEPT - len(self.faults)]


def check(
    target: str,
    rows: list[Row],
    mapping: list[str],
    *,
    at,
    progress: Callable[[int], None] = lambda done: None,
) -> Checked:
    """Read every row below the headings; nothing is written."""
    kind = KINDS[Target(target)]
    reader = _Reader(kind.columns(), rows[0], mapping)
    taken = _taken(target)
    checked, seen = Checked(), {}
    for number, row in _filled(rows):
        checked.rows += 1
        facts, faults = reader.read(number, row)
        faults += [
            Fault(number, reader.heading(key), words)
            for key, words in kind.check(facts, at=at).items()
        ]
        key = reader.key(row)
        if key in seen and not faults:
            faults = [Fault(number, reader.heading("reference"), _twice(seen[key]))]
        seen.setdefault(key, number)
        if faults:
            checked.refuse(faults)
        elif key in taken:
            checked.known += 1
        else:
            facts.pop("reference", None)
            checked.facts.append((key, facts))
        if checked.rows % PROGRESS == 0:
            progress(checked.rows)
    return checked


def _twice(number: int) -> str:
    return _("%(row)s行目と同じ記録です。番号を変えるか、どちらかを消してください。") % {
        "row": number
    }


def _filled(rows: list[Row]) -> Iterator[tuple[int, Row]]:
    for number, row in enumerate(rows[1:], start=2):
        if any(cell.strip() for cell in row):
            yield number, row


def _taken(target: str) -> set[str]:
    return set(IntakeRow.objects.filter(target=target).values_list("key", flat=True))


class _Reader:
    """Reads one row after the other by the mapping; a cell that is not there is empty."""

    def __init__(self, columns: dict[str, Column], headings: Row, mapping: list[str]):
        self.headings = headings
        self.places = {key: place for place, key in enumerate(mapping) if key in columns}
        self.columns = {key: columns[key] for key in self.places}

    def heading(self, key: str) -> str:
        place = self.places.get(key)
        return self.headings[place] if place is not None else ""

    def cell(self, key: str, row: Row) -> str:
        place = self.places[key]
        return row[place] if place < len(row) else ""

    def read(self, number: int, row: Row) -> tuple[dict, list[Fault]]:
        facts: dict = {}
        faults: list[Fault] = []
        for key, column in self.columns.items():
            try:
                facts[key] = _value(column, self.cell(key, row))
            except ValidationError as error:
                faults.append(Fault(number, self.heading(key), " ".join(error.messages)))
        return facts, faults

    def key(self, row: Row) -> str:
        """The file's own number of a row, or else a sum over all that is taken from it."""
        if "reference" in self.places and (own := self.cell("reference", row).strip()):
            return f"no:{own}"[:70]
        told = {key: self.cell(key, row).strip() for key in sorted(self.places)}
        return hashlib.sha256(json.dumps(told).encode("utf-8", "replace")).hexdigest()


def _value(column: Column, cell: str) -> object:
    if cell == FORMULA:
        raise ValidationError(_("計算式ではなく、値を入れてください。"))
    return column.read(cell)
