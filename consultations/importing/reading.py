"""A file as rows of text: csv in any of the usual encodings, or xlsx, within bounds. No Django."""

import csv
import io
import re
import zipfile
from collections.abc import Callable, Iterable, Iterator
from datetime import date, datetime, time
from typing import Any

from openpyxl import load_workbook

BYTES = 10_000_000
UNPACKED = 100_000_000  # bytes of an xlsx once it is unpacked
PARTS = 2_000  # files within an xlsx
ROWS, COLUMNS = 20_000, 100
LONGEST = 1_000_000  # letters of one cell; the form of its column says what is too long
FORMULA = "\ue000"  # marks a cell of an xlsx that is a formula: a mark that nobody types
UNKNOWN = re.compile("[\x80\uf8f0-\uf8f3]")  # what cp932 makes of bytes that are no letter
ENCODINGS = ("utf-8-sig", "cp932", "shift_jis_2004")

csv.field_size_limit(LONGEST)


class UnreadableFile(ValueError):
    """A file that cannot be read; its words say why and what to do."""


Row = list[str]


def rows_of(content: bytes, name: str) -> list[Row]:
    """Every row of the file, the headings first, without the empty ones at its end."""
    if not content.strip():
        raise UnreadableFile("ファイルが空です。見出しと記録の入ったファイルを選んでください。")
    if len(content) > BYTES:
        raise UnreadableFile("ファイルを10MBまでにしてください。行を分けると小さくなります。")
    rows = _bounded(_xlsx(content) if content.startswith(b"PK") else _csv(content, name))
    while rows and not any(rows[-1]):
        rows.pop()
    if len(rows) < 2:
        raise UnreadableFile("1行目に見出し、2行目から記録を入れてください。")
    return rows


def _bounded(rows: Iterable[Row]) -> list[Row]:
    kept: list[Row] = []
    for row in rows:
        if len(kept) > ROWS:
            raise UnreadableFile(f"記録を{ROWS:,}行までにしてください。ファイルを分けてください。")
        if len(row) > COLUMNS and any(row[COLUMNS:]):
            raise UnreadableFile(f"列を{COLUMNS}列までにしてください。")
        kept.append(_without_end(row))
    return kept


def _without_end(row: Row) -> Row:
    """A sheet fills its rows up with empty cells; nobody typed them."""
    while row and not row[-1]:
        row = row[:-1]
    return row


def text_of(content: bytes) -> str:
    """The letters of a csv: UTF-8 with or without a mark, UTF-16 with one, else Shift_JIS."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return _decoded(content, "utf-16")
    for encoding in ENCODINGS:
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError as error:
            place = error.start
        else:
            if not (found := UNKNOWN.search(text)):
                return text
            place = len(text[: found.start()].encode(encoding))
    line = content[:place].count(b"\n") + 1
    raise UnreadableFile(
        f"{line}行目あたりの文字を読めません。表計算のソフトで「CSV UTF-8」か「xlsx」の形で保存し直してください。"
    )


def _decoded(content: bytes, encoding: str) -> str:
    try:
        return content.decode(encoding)
    except UnicodeDecodeError as error:
        raise UnreadableFile(
            "文字を読めません。「CSV UTF-8」か「xlsx」の形で保存し直してください。"
        ) from error


def _csv(content: bytes, name: str) -> Iterator[Row]:
    if name.lower().endswith((".xls", ".pdf", ".doc", ".docx")):
        raise UnreadableFile(
            "csvかxlsxのファイルを選んでください。古いxlsは、xlsxで保存し直してください。"
        )
    text = text_of(content)
    if "\x00" in text:
        raise UnreadableFile("表のファイルではないようです。csvかxlsxのファイルを選んでください。")
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text), strict=False)
    try:
        yield from reader
    except csv.Error as error:
        raise UnreadableFile(
            f'{reader.line_num}行目を読めません。長すぎる欄か、閉じていない「"」がないか確かめてください。'
        ) from error


def _delimiter(text: str) -> str:
    """What stands most often in the first line."""
    line = text[: text.find("\n")] if "\n" in text else text
    return max(",\t;", key=line.count)


def _xlsx(content: bytes) -> Iterator[Row]:
    """The first sheet. Formulas are not computed: they come marked, to be refused in their place."""
    _refuse_bomb(content)
    try:
        book = load_workbook(io.BytesIO(content), read_only=True, data_only=False)
        sheet = book.worksheets[0]
        sheet.reset_dimensions()  # what the file says of its size need not be true
        for row in sheet.iter_rows(max_row=ROWS + 2, max_col=COLUMNS + 1):
            yield [_shown(cell) for cell in row]
    except UnreadableFile:
        raise
    except Exception as error:  # openpyxl raises whatever a broken file makes it raise
        raise UnreadableFile(
            "このxlsxは読めません。表計算のソフトで開いて、もう一度保存してください。"
        ) from error


def _refuse_bomb(content: bytes) -> None:
    """Look at the contents before anything is unpacked, and at what XML could unfold."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            parts = packed.infolist()
            if len(parts) > PARTS or sum(part.file_size for part in parts) > UNPACKED:
                raise UnreadableFile("このxlsxは大きすぎます。行を分けて保存してください。")
            for part in parts:
                if part.filename.endswith((".xml", ".rels")):
                    with packed.open(part) as file:
                        _refuse_entities(file.read(4096))
    except (zipfile.BadZipFile, RuntimeError, NotImplementedError) as error:
        raise UnreadableFile(
            "このxlsxは読めません。パスワードを外し、もう一度保存してください。"
        ) from error


def _refuse_entities(head: bytes) -> None:
    if re.search(rb"<!(DOCTYPE|ENTITY)", head, re.IGNORECASE):
        raise UnreadableFile("このxlsxには読めない部分があります。csvで保存し直してください。")


def _shown(cell) -> str:
    """A cell as somebody would read it out of the sheet."""
    value = getattr(cell, "value", None)
    if value is None:
        return ""
    if getattr(cell, "data_type", "") == "f":
        return FORMULA
    shown = SHOWN.get(type(value))
    return shown(value) if shown else str(value)


def _day(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"


def _moment(value: datetime) -> str:
    return _day(value) if value.time() == time() else f"{_day(value)} {value:%H:%M}"


SHOWN: dict[type, Callable[[Any], str]] = {
    bool: lambda value: "はい" if value else "いいえ",
    datetime: _moment,
    date: _day,
    time: lambda value: f"{value:%H:%M}",
    float: lambda value: str(int(value)) if value.is_integer() else str(value),
}
