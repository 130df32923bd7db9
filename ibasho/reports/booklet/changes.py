"""What differs between two editions: their tables compared row by row, told in sentences."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from ibasho.reports.booklet.annual import AnnualReport
from ibasho.reports.booklet.sheets import tables

SHORT = 40  # letters of a value that a sentence can quote
MOST = 200  # sentences; a reader of more reads the tables themselves

Row = tuple[str, ...]


def changes(before: AnnualReport, now: AnnualReport) -> tuple[str, ...]:
    """Sentences for every figure and row that is new, gone or different."""
    old = {str(name): _told(rows) for name, _heads, rows in tables(before)}
    found = [
        sentence
        for name, heads, rows in tables(now)
        for sentence in _of_table(str(name), _told([heads])[0], old.get(str(name), []), _told(rows))
    ]
    more = [_("ほかに%(count)d件の違いがあります。") % {"count": len(found) - MOST}]
    return tuple(found[:MOST] + (more if len(found) > MOST else []))


def _told(rows) -> list[Row]:
    return [tuple("" if cell is None else str(cell) for cell in row) for row in rows]


def _of_table(name: str, heads: Row, old: list[Row], new: list[Row]) -> Iterator[str]:
    width = _key_width(old, new, len(heads))
    was, now = ({row[:width]: row for row in rows} for rows in (old, new))
    for key in [key for key in now if key not in was]:
        yield _("%(table)s：「%(row)s」が加わりました。") % _named(name, key)
    for key in [key for key in was if key not in now]:
        yield _("%(table)s：「%(row)s」がなくなりました。") % _named(name, key)
    for key in [key for key in now if key in was]:
        yield from _of_row(_named(name, key), heads, was[key], now[key])


def _key_width(old: list[Row], new: list[Row], columns: int) -> int:
    """How many of the first columns tell every row of a table from all others."""
    for width in range(1, columns):
        if all(len({row[:width] for row in rows}) == len(rows) for rows in (old, new)):
            return width
    return columns


def _of_row(named: dict[str, str], heads: Row, was: Row, now: Row) -> Iterator[str]:
    for head, before, after in zip(heads, was, now, strict=True):
        if before == after:
            continue
        if max(len(before), len(after)) > SHORT:
            yield _("%(table)s：「%(row)s」の%(head)sを書きかえました。") % {**named, "head": head}
        else:
            yield _(
                "%(table)s：「%(row)s」の%(head)sが「%(before)s」から「%(after)s」になりました。"
            ) % {
                **named,
                "head": head,
                "before": before or _("空"),
                "after": after or _("空"),
            }


def _named(table: str, key: Row) -> dict[str, str]:
    row = "・".join(cell for cell in key if cell)
    return {"table": table, "row": row if len(row) <= SHORT else f"{row[: SHORT - 1]}…"}
