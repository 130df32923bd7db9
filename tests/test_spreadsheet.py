"""Rows as csv and xlsx: inert, whole, and told piece by piece."""

import csv
import tracemalloc
from datetime import date
from io import StringIO

import pytest
from openpyxl import load_workbook

from ibasho import spreadsheet

HEADS = ("受付番号", "団体", "円", "日")
INERT = ["=1+1", "+1", "-1", "@a", "\tx", "\r=1", "\n=1", " =1", "＝1", "－1", "　＋1", "＠a"]
PLAIN = [
    "0422",
    "180-0001",
    "𠮷髙",
    "葛󠄀城",
    "一行目\n二行目",
    'か"ぎ',
    "a,b",
    "#REF!",
    "1=1",
    "",
    "'x",
]


def read_csv(rows):
    told = b"".join(spreadsheet.csv_pieces(HEADS, rows))
    assert told.startswith(b"\xef\xbb\xbf")
    return list(csv.reader(StringIO(told.decode("utf-8-sig"), newline="")))


def read_xlsx(rows):
    with spreadsheet.xlsx_file(HEADS, rows, title="申請") as file:
        return list(load_workbook(file)["申請"].iter_rows())


@pytest.mark.parametrize("words", INERT)
def test_what_looks_like_a_formula_stays_words(words):
    assert read_csv([(words,)])[1] == [f"'{words}"]
    cell = read_xlsx([(words,)])[1][0]
    # A line break in a workbook is one mark, however it was written.
    assert (cell.data_type, cell.value.replace("\r", "\n")) == ("s", words.replace("\r", "\n"))
    assert cell.quotePrefix


@pytest.mark.parametrize("words", PLAIN)
def test_all_other_words_stay_as_they_are(words):
    assert read_csv([("x", words)])[1] == ["x", words]
    assert read_xlsx([("x", words)])[1][1].value == (words or None)


def test_numbers_and_days_keep_their_kind():
    row = ("R8-0001", None, 44_400, date(2026, 4, 10))
    assert read_csv([row]) == [list(HEADS), ["R8-0001", "", "44400", "2026-04-10"]]
    first, second = read_xlsx([row])
    assert [cell.value for cell in first] == list(HEADS)
    assert second[2].value == 44_400
    assert (second[3].value.date(), second[3].is_date) == (date(2026, 4, 10), True)


def test_what_a_workbook_cannot_hold_is_left_out():
    assert read_xlsx([("あ\x0bい" + "う" * 40_000,)])[1][0].value == "あい" + "う" * 32_765


def test_pieces_leave_before_the_last_row_is_read():
    taken = []

    def rows():
        for number in range(1_000):
            taken.append(number)
            yield (number,)

    pieces = spreadsheet.csv_pieces(("番号",), rows())
    next(pieces)
    assert len(taken) == spreadsheet.ROWS_A_PIECE - 2  # the mark and the heads are in it too
    assert len(list(pieces)) == 5
    assert len(taken) == 1_000


def _all(csv_rows):
    for _piece in spreadsheet.csv_pieces(("番号", "団体"), csv_rows):
        pass


def _whole(xlsx_rows):
    spreadsheet.xlsx_file(("番号", "団体"), xlsx_rows, title="申請").close()


@pytest.mark.parametrize("write", [_all, _whole], ids=["csv", "xlsx"])
def test_ten_times_the_rows_take_no_more_memory(write):
    """A row is some kilobytes: kept together, ten times the rows would take ten times the place."""

    def highest(number):
        tracemalloc.start()
        try:
            write((n, f"見本{n}" * 200) for n in range(number))
            return tracemalloc.get_traced_memory()[1]
        finally:
            tracemalloc.stop()

    highest(1)  # what is loaded the first time is not counted
    assert highest(2_000) < 2 * highest(200)
