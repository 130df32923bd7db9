"""What the rules refuse of single rows, said at the field of the row."""

from collections.abc import Iterator

from grants.rules.composing import Alone, Composer
from grants.rules.shapes import Rows, Unmade
from grants.rules.terms import Terms, TermsError

Complaint = tuple[str, str | None, str]


def misnamed(said: Rows) -> Iterator[Complaint]:
    """Marks and numbers that no row has, or that lead in a circle; each once."""
    made, told = Composer(said), set()
    tries = [(made.line, mark) for mark in said.lines]
    tries += [(made.outer, row) for row in said.conditions]
    for make, row in tries:
        try:
            make(row)
        except Unmade as error:
            if (error.row, error.field) not in told:
                told.add((error.row, error.field))
                yield error.row, error.field or None, str(error)


def complaint(alone: Alone) -> Iterator[Complaint]:
    """What a row says that the rules cannot read, each row by itself."""
    said = alone.rows
    for mark, part in said.lines.items():
        yield from _of_line(alone, mark, part)
    samples = {row: {"only": {"where": where, "of": 1}} for row, where in said.filters.items()}
    for row in said.counts:
        by = alone.quantity({"what": row}, "what")
        samples[row] = {"unit_rate": {"rate": 1, "per": by}}
    for row, node in samples.items():
        if words := refused(node):
            yield row, None, plain(words)
    yield from _of_conditions(alone)


def _of_line(alone: Alone, mark: str, part: dict) -> Iterator[Complaint]:
    try:
        node = alone.line(mark)
    except Unmade:
        return  # it was said before
    if words := refused(node):
        field = _field(words, part["kind"])
        yield mark, field, words if field == "json" else plain(words)


def _of_conditions(alone: Alone) -> Iterator[Complaint]:
    for row in alone.rows.conditions:
        try:
            condition = alone.outer(row)
        except Unmade:
            continue
        if words := refused({"when": {"condition": condition, "then": 1}}):
            yield row, None, plain(words)


def plain(words: str) -> str:
    """Without the place in the JSON, which nobody sees here."""
    return words.partition("：")[2] or words


def _field(words: str, kind: str) -> str:
    """The field that said what is refused."""
    if kind == "json":
        return "json"
    if ".share.rate" in words:
        return "rate"
    return {"tier": "steps", "bands": "steps"}.get(kind, "kind")


def refused(node) -> str:
    """Why the rules cannot read a node; empty where they can."""
    sample = {"key": "part", "label": "part", "amount": node}
    try:
        Terms.from_json({"version": 1, "components": [sample]})
    except TermsError as error:
        return str(error).removeprefix("terms.components[0].")
    return ""
