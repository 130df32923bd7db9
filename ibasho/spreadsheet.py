"""Rows that leave the house as a file, in bounded memory: csv streams, xlsx grows on the disk.

Cells are text, whole numbers, days or None. Text stays text: what a spreadsheet program would run
as a formula is made inert, and zeros at the beginning stay.
"""

import csv
from collections.abc import Iterable, Iterator, Sequence
from tempfile import TemporaryFile
from typing import BinaryIO

from django.http import FileResponse, HttpResponseBase, StreamingHttpResponse
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Font

Cell = object
Row = Sequence[Cell]
BOM = "\ufeff"  # without it a spreadsheet program on Windows does not read UTF-8
# What begins a formula, in full width too: Japanese spreadsheet programs take either.
FORMULA = tuple("=+-@＝＋－＠")
BREAKS = ("\t", "\r", "\n")
LONGEST_CELL = 32_767
ROWS_A_PIECE = 200


def is_formula_like(words: str) -> bool:
    """Whether a spreadsheet program could take these words for more than words."""
    return words.startswith(BREAKS) or words.lstrip().startswith(FORMULA)


class _Echo:
    """What csv writes to: gives each line back instead of keeping it."""

    def write(self, line: str) -> str:
        return line


def csv_pieces(heads: Row, rows: Iterable[Row]) -> Iterator[bytes]:
    """UTF-8 with BOM, CRLF; formula-like text begins with an apostrophe, days are ISO 8601."""
    write = csv.writer(_Echo()).writerow
    piece = [BOM, write([str(head) for head in heads])]
    for row in rows:
        piece.append(write([_plain(cell) for cell in row]))
        if len(piece) >= ROWS_A_PIECE:
            yield "".join(piece).encode()
            piece = []
    yield "".join(piece).encode()


def _plain(cell: Cell) -> Cell:
    if cell is None or isinstance(cell, int):
        return cell
    words = str(cell)
    return f"'{words}" if is_formula_like(words) else words


def xlsx_file(heads: Row, rows: Iterable[Row], *, title: str) -> BinaryIO:
    """An open temporary file that holds a workbook of one sheet; closing it removes it."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet(title)
    sheet.freeze_panes = "A2"
    sheet.append([_head(sheet, str(head)) for head in heads])
    for row in rows:
        sheet.append([_typed(sheet, cell) for cell in row])
    file = TemporaryFile()  # noqa: SIM115 - the response closes it
    book.save(file)
    file.seek(0)
    return file


def _head(sheet, words: str) -> WriteOnlyCell:
    cell = WriteOnlyCell(sheet, words)
    cell.font = Font(bold=True)
    return cell


def _typed(sheet, cell: Cell) -> Cell:
    """As openpyxl takes it: only text that it, or a person who edits it, could make a formula of
    needs a cell of its own."""
    if not isinstance(cell, str):
        return cell
    words = ILLEGAL_CHARACTERS_RE.sub("", cell)[:LONGEST_CELL]
    if not (is_formula_like(words) or words.startswith("#")):
        return words
    made = WriteOnlyCell(sheet, words)
    made.data_type = "s"
    made.quotePrefix = True
    return made


XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def response(kind: str, heads: Row, rows: Iterable[Row], *, name: str) -> HttpResponseBase:
    """The file `name`.csv or `name`.xlsx to keep; `kind` is csv or xlsx."""
    if kind == "xlsx":
        file = xlsx_file(heads, rows, title=name)
        return FileResponse(file, as_attachment=True, filename=f"{name}.xlsx", content_type=XLSX)
    headers = {"Content-Disposition": f'attachment; filename="{name}.csv"'}
    pieces = csv_pieces(heads, rows)
    return StreamingHttpResponse(pieces, content_type="text/csv; charset=utf-8", headers=headers)
