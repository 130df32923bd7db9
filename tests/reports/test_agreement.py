"""One source: dashboard, page, PDF and workbook say what plain SQL counts, on data made at random."""

import re
import subprocess
from html import unescape
from io import BytesIO

import pgtrigger
import pytest
import time_machine
from openpyxl import load_workbook

from ibasho.reports.booklet import annual, pages, sheets
from ibasho.reports.booklet.annual import Booklet
from tests.reports import plain_sql as sql
from tests.reports.crowd import FIRST, LAST, NOW, YEARS, fill

NAMES = {year.year: str(year) for year in YEARS}


def rows_of(html):
    """Every row of every table of a page, its cells as words."""
    rows = re.findall(r"<tr[^>]*>(.*?)</tr>", html, re.DOTALL)
    return [
        [
            unescape(re.sub(r"<[^>]+>", " ", cell)).strip()
            for cell in re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row, re.DOTALL)
        ]
        for row in rows
    ]


def workbook_rows(book, name):
    made = load_workbook(BytesIO(book))[name]
    return [list(row) for row in made.iter_rows(min_row=2, values_only=True)]


def yen(amount):
    return f"{amount:,}円"


def read_of(pdf):
    """The words of a paper line by line, as they stand beside each other."""
    command = ["pdftotext", "-layout", "-", "-"]
    done = subprocess.run(command, input=pdf, capture_output=True, check=True)
    return as_read(done.stdout.decode())


def as_read(words):
    return "".join(words.split())


@pytest.fixture(params=[1, 2, 3])
def booklet(request, db, worker, approver):
    with pgtrigger.ignore():
        fill(request.param, worker, approver)
    return Booklet(annual.build(FIRST, LAST, on=LAST.last))


def test_all_four_say_what_sql_counts(booklet, enter, auditor):
    the_workbook_says_it(sheets.as_xlsx(booklet))
    staff = enter(auditor)
    address = f"/staff/reports/annual/?from={FIRST.year}&to={LAST.year}"
    page, paper = staff.get(address).content.decode(), read_of(pages.as_pdf(booklet))
    shown = rows_of(page)
    for row in every_row():
        assert row in [one[: len(row)] for one in shown]
        assert as_read("".join(row)) in paper
    # The name of a group and its neighbourhood share a cell.
    groups = [row for row in shown if len(row) == 5 and (row[2] + row[3]).isdigit()]
    told = sorted([row[0].split()[0], int(row[2]), int(row[3])] for row in groups)
    assert told == sql.held_by_group()
    for title, value in list(sql.figures().items())[:8]:
        known = "記録なし" if value is None else f"{value:,}"
        assert as_read(f"{title}{known}") in as_read(re.sub(r"<[^>]+>", " ", page))
        assert known in paper
    the_dashboard_says_it(staff)


def the_workbook_says_it(book):
    def by_year(found):
        return [[NAMES[year], *rest] for year, *rest in found]

    talks = [row[1] for row in workbook_rows(book, "相談")]
    assert talks == [count for _year, count in sql.consultations()]
    assert workbook_rows(book, "助成（年度）") == by_year(sql.money())
    assert workbook_rows(book, "助成（団体）") == by_year(sql.awards())
    assert workbook_rows(book, "開催") == by_year(sql.gatherings())
    assert [row[:3] for row in workbook_rows(book, "相談の内訳")] == sql.sides()
    assert workbook_rows(book, "圏域ごとの相談") == sql.talks_by_area()
    assert workbook_rows(book, "町") == sql.towns()
    per_group = [[row[0], *row[4:6]] for row in workbook_rows(book, "団体")]
    assert sorted(per_group) == sql.held_by_group()
    assert {row[0]: row[1] for row in workbook_rows(book, "数字")} == sql.figures()


def every_row():
    """The tables of page and paper, cell by cell as they must be read there."""
    for year, *counts in sql.money():
        amounts = [*counts[4:6], counts[6] or 0, counts[7]]
        yield [NAMES[year], *map(str, counts[:3]), *map(yen, amounts)]
    for year, name, asked, awarded, settled in sql.awards():
        fixed = "まだ" if settled is None else yen(settled)
        yield [name, NAMES[year], yen(asked), yen(awarded), fixed]
    yield from ([NAMES[year], *map(str, counts)] for year, *counts in sql.gatherings())
    yield from ([NAMES[year], f"{count:,}"] for year, count in sql.consultations())
    yield from ([label, f"{count:,}"] for _title, label, count in sql.sides())
    yield from ([town, f"{count:,}"] for town, count in sql.towns())
    talks = sql.talks_by_area()
    for place, year in enumerate(YEARS, start=1):
        yield [str(year), *(f"{row[place]:,}" for row in talks)]


def the_dashboard_says_it(staff):
    with time_machine.travel(NOW):
        page = staff.get("/staff/reports/").content.decode()
    text = as_read(re.sub(r"<[^>]+>", " ", page))
    (_year, talks), (_y, _received, count, _declined, _settled, _asked, awarded, *_rest) = (
        sql.consultations()[-1],
        sql.money()[-1],
    )
    assert f"相談件数の合計{talks:,}件" in text
    assert f"助成の交付決定{count:,}件" in text
    assert f"交付決定額{awarded:,}円" in text
    outside = sql.outside(since=LAST.first)
    assert f"出向いた先で受けた相談{outside:,}件" in text
