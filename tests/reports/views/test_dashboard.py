"""The page of the dashboards: whose view it is, what its address may hold, what its tables are."""

import re
from datetime import date
from io import BytesIO

import pgtrigger
import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from openpyxl import load_workbook

from ibasho.reports.booklet import annual, pages, sheets, tables
from ibasho.reports.dashboard.scope import Scope, a_year_before
from tests.reports import crowd

PAGE = "/staff/reports/"
COSTS = {
    "?view=worker&table=figures": 17,
    "?view=approver&table=figures": 20,
    "?view=accountant&table=figures": 15,
    "": 29,
    "figures/received/": 6,
    "figures/noted/": 5,
    "figures/paid/": 5,
    "figures/budget/": 6,
}


def current(html):
    """The tab that is shown."""
    return re.findall(r'<a class="ib-tab"[^>]*aria-current="page">([^<]*)</a>', html)


@pytest.mark.parametrize(
    ("person", "shown"),
    [
        ("worker", "地域担当職員"),
        ("approver", "決裁者"),
        ("accountant", "会計"),
        ("auditor", "地域担当職員"),
    ],
)
def test_everybody_begins_with_their_own(request, db, enter, person, shown):
    staff = enter(request.getfixturevalue(person))
    assert current(staff.get(PAGE).content.decode()) == [shown]
    assert current(staff.get(f"{PAGE}?view=accountant").content.decode()) == ["会計"]


@pytest.mark.parametrize(
    "query",
    [
        "view=%00&fiscal_year=abc&area=-1",
        "fiscal_year=99999&area=1e9",
        "fiscal_year=１&view=exe&page=abc",
    ],
)
def test_what_cannot_be_read_is_passed_over(db, enter, worker, query):
    html = enter(worker).get(f"{PAGE}?{query}").content.decode()
    assert current(html) == ["地域担当職員"]
    for figure in ("logged", "paid", "standing", "days"):
        address = f"{PAGE}figures/{figure}/?until=9999-12-31&month=13&value=x&{query}"
        assert enter(worker).get(address).status_code == 200


def test_what_does_not_exist_is_not_found(db, enter, worker, resident):
    for address in ("figures/money/", "?table=money-2", "annual/tables/0/", "annual/tables/16/"):
        assert enter(worker).get(PAGE + address).status_code == 404
    for address in ("figures/logged/", "open-data.csv", "annual/tables/1/"):
        assert enter(resident).get(PAGE + address).status_code == 403
        assert Client().get(PAGE + address).status_code == 302


@time_machine.travel("2026-11-26T12:00:00+09:00")
def test_the_same_span_of_the_year_before_is_said(db, enter, worker):
    html = enter(worker).get(f"{PAGE}?fiscal_year=2025").content.decode()
    assert "令和7年度は2025年11月26日" in html
    assert "くらべる令和6年度は2024年11月26日" in html


def test_the_day_before_a_leap_day():
    assert a_year_before(date(2028, 2, 29)) == date(2027, 2, 28)
    scope = Scope(crowd.LAST, date(2021, 11, 26), area="1")
    assert scope.before == Scope(crowd.LAST.previous, date(2020, 11, 26), area="1")


@pytest.mark.parametrize("rows", [1, 3, 30])
def test_every_page_costs_the_same(db, enter, worker, approver, rows):
    with pgtrigger.ignore():
        crowd.fill(rows, worker, approver, of=rows, talks=rows)
    staff, found = enter(worker), {}
    with time_machine.travel(crowd.NOW, tick=False):
        staff.get(PAGE)
        for address in COSTS:
            with CaptureQueriesContext(connection) as queries:
                answer = staff.get(PAGE + address)
            answer.getvalue()  # a file is let go when it has been read
            found[address] = len(queries)
    assert found == COSTS


def test_each_table_of_the_report_is_a_file(five_years, enter, worker):
    staff, asked = enter(worker), "from=2016&to=2020"
    every = list(sheets.tables(five_years()))
    assert len(every) == tables.COUNT
    html = staff.get(f"{PAGE}annual/?{asked}").content.decode()
    for number, (_title, heads, rows) in enumerate(every, start=1):
        link = f"/staff/reports/annual/tables/{number}/?from=2016&amp;to=2020"
        shown = f'id="{tables.CHAPTERS[number - 1]}-heading"' in html
        assert (link in html) == (bool(rows) and shown)
        answer = staff.get(f"{PAGE}annual/tables/{number}/?{asked}")
        sheet = load_workbook(BytesIO(b"".join(answer.streaming_content))).active
        found = [list(row) for row in sheet.iter_rows(values_only=True)]
        assert found[0] == [str(head) for head in heads]
        assert len(found) == len(rows) + 1
    name = 'attachment; filename="ibasho-2016-2020-15.xlsx"'
    assert answer["Content-Disposition"] == name


def test_the_tables_of_an_edition_are_not_offered_on_paper(five_years):
    assert "annual/tables" not in pages.paper(annual.Booklet(five_years()))
