"""The workbook: the same figures, and cells that stay text."""

from datetime import date, datetime
from io import BytesIO

from openpyxl import load_workbook

from ibasho.reports.booklet import sheets
from ibasho.reports.booklet.annual import Booklet
from tests.consultations.factories import a_consented_voice


def book(report):
    return load_workbook(BytesIO(sheets.as_xlsx(Booklet(report))))


def rows(sheet):
    return [list(row) for row in sheet.iter_rows(min_row=2, values_only=True)]


def test_one_sheet_a_table_with_the_same_figures(five_years):
    made = book(five_years())
    assert made.sheetnames == [
        "数字",
        "相談",
        "相談の内訳",
        "団体",
        "開催",
        "助成（年度）",
        "助成（内訳）",
        "助成（団体）",
        "地域",
        "地域社協",
        "町",
        "圏域ごとの相談",
        "交流会",
        "声",
        "事例",
    ]
    assert [row[1] for row in rows(made["相談"])] == [48, 222, 149, 104, 116]
    assert rows(made["数字"])[0][1] == 639
    assert len(rows(made["団体"])) == 15
    assert rows(made["交流会"])[0][0] == datetime(2017, 8, 31)  # noqa: DTZ001
    assert sum(row[3] for row in rows(made["交流会"])) == 148


def test_what_looks_like_a_formula_stays_text(five_years):
    words = '=HYPERLINK("http://example.jp","x")\x0b'
    a_consented_voice(words=words, heard_on=date(2019, 5, 1), consented_on=date(2019, 5, 1))
    cell = book(five_years())["声"]["A2"]
    assert (cell.data_type, cell.value) == ("s", words[:-1])
