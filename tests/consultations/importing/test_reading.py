"""Files as rows: every usual encoding, what lies in a cell, and what must not be unpacked."""

import csv
import io
import zipfile
from datetime import date, datetime, time

import pytest
from openpyxl import Workbook

from consultations.importing import reading
from consultations.importing.reading import FORMULA, UnreadableFile, rows_of

TABLE = [["日付", "できごと"], ["平成30年6月1日", "髙橋さんと①㈱見本\n二行目"]]


def a_csv(rows, delimiter=","):
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=delimiter).writerows(rows)
    return out.getvalue()


def an_xlsx(rows):
    book = Workbook()
    for row in rows:
        book.active.append(row)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp932", "utf-16"])
def test_every_usual_encoding(encoding):
    assert rows_of(a_csv(TABLE).encode(encoding), "a.csv") == TABLE


def test_letters_beyond_windows():
    assert rows_of("名前,地\n𠮟,俱\n".encode("shift_jis_2004"), "a.csv")[1] == ["𠮟", "俱"]


@pytest.mark.parametrize("delimiter", [",", "\t", ";"])
def test_every_usual_delimiter(delimiter):
    assert rows_of(a_csv(TABLE, delimiter).encode(), "a.csv") == TABLE


def test_a_very_long_cell_and_a_line_break_within():
    long = "あ" * 200_000 + "\r\n" + "い"
    assert rows_of(a_csv([["見出し"], [long]]).encode(), "a.csv")[1] == [long]


def test_cells_of_a_workbook():
    rows = [
        ["a", "b", "c", "d", "e", "f"],
        [date(2018, 6, 1), datetime(2018, 6, 1, 10, 5), time(9, 30), 30.0, True, 1.5],  # noqa: DTZ001
        ["=1+1", "＝1", None, "0012", False, 7],
    ]
    assert rows_of(an_xlsx(rows), "a.xlsx")[1:] == [
        ["2018年6月1日", "2018年6月1日 10:05", "09:30", "30", "はい", "1.5"],
        [FORMULA, "＝1", "", "0012", "いいえ", "7"],
    ]


def a_zip(**parts):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, content in parts.items():
            packed.writestr(f"{name}.xml", content)
    return out.getvalue()


@pytest.mark.parametrize(
    ("content", "name", "words"),
    [
        (b"", "a.csv", "空です"),
        (b" \r\n", "a.csv", "空です"),
        ("見出しだけ\n".encode(), "a.csv", "2行目から"),
        (b"x" * (reading.BYTES + 1), "a.csv", "10MBまで"),
        (b"a,b\n\xff\xff\xff", "a.csv", "2行目あたり"),
        (b"\xff\xfea", "a.csv", "文字を読めません"),
        (b"a\x00b\nc", "a.csv", "表のファイルではない"),
        (b"%PDF-1.7", "a.pdf", "csvかxlsx"),
        (b'a\n"' + b"x" * 1_000_001, "a.csv", "長すぎる欄"),
        (b"PK\x03\x04broken", "a.xlsx", "読めません"),
        (a_zip(one="no workbook"), "a.xlsx", "読めません"),
        (a_zip(one='<!DOCTYPE x [<!ENTITY y "z">]>'), "a.xlsx", "読めない部分"),
        (a_zip(bomb=b"0" * (reading.UNPACKED + 1)), "a.xlsx", "大きすぎます"),
        (b"a\n" * 20_002, "a.csv", "20,000行まで"),
        (("," * 100 + "a\n").encode() * 2, "a.csv", "100列まで"),
    ],
)
def test_what_cannot_be_read_is_said(content, name, words):
    with pytest.raises(UnreadableFile, match=words):
        rows_of(content, name)
