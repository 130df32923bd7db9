"""The queue as a file: exactly what is narrowed, in its order, noted before it leaves."""

import csv
from io import BytesIO, StringIO

import pgtrigger
import pytest
import time_machine
from django.db import DatabaseError, transaction
from openpyxl import load_workbook

from grants.models import Application
from ibasho.accounts.models import ExportLog
from ibasho.groups.models import Group
from tests.grants.factories import NOON, a_group, a_programme_year, submitted

pytestmark = pytest.mark.django_db
ADDRESS = "/staff/applications/export/"


@pytest.fixture
def three(resident):
    year = a_programme_year()
    for name in ("=見本", "見本の𠮷", "見本の海"):
        group = a_group(member=resident, name=name, phone="0422000001")
        submitted(by=resident, group=group, programme_year=year)


def rows_of(response):
    told = b"".join(response.streaming_content).decode("utf-8-sig")
    return list(csv.DictReader(StringIO(told, newline="")))


def test_csv_of_all(three, auditor, enter):
    with time_machine.travel(NOON, tick=False):
        response = enter(auditor).get(ADDRESS, {"sort": "submitted", "format": "csv"})
    assert response["Content-Type"] == "text/csv; charset=utf-8"
    assert response["Content-Disposition"] == 'attachment; filename="applications-20260410.csv"'
    rows = rows_of(response)
    assert [row["団体"] for row in rows] == ["'=見本", "見本の𠮷", "見本の海"]
    first = rows[0]
    assert (first["受付番号"], first["電話番号"], first["郵便番号"]) == (
        "R8-0001",
        "0422000001",
        "180-0001",
    )
    assert (first["状態"], first["年度"], first["提出日"]) == (
        "受付済み",
        "令和8年度",
        "2026-04-10",
    )
    assert (first["申請額（円）"], first["交付決定額（円）"]) == ("44400", "")


def test_xlsx_of_what_is_narrowed(three, worker, enter):
    response = enter(worker).get(ADDRESS, {"q": "見本の", "sort": "group", "format": "xlsx"})
    sheet = load_workbook(BytesIO(response.getvalue())).active
    heads, *rows = sheet.iter_rows(values_only=True)
    found = [dict(zip(heads, row, strict=True)) for row in rows]
    assert [(row["団体"], row["申請額（円）"]) for row in found] == [
        ("見本の海", 44_400),
        ("見本の𠮷", 44_400),
    ]
    assert found[0]["電話番号"] == "0422000001"


def test_it_is_noted_who_took_what(three, worker, enter):
    with time_machine.travel(NOON, tick=False):
        query = {"q": "見本の", "format": "csv", "page": "2", "x": "1"}
        assert len(rows_of(enter(worker).get(ADDRESS, query))) == 2
    log = ExportLog.objects.get()
    assert (log.user, log.at, log.what, log.rows) == (worker, NOON, "申請", 2)
    assert log.query == "q=%E8%A6%8B%E6%9C%AC%E3%81%AE"
    with pytest.raises(DatabaseError), transaction.atomic():
        log.delete()


def test_nothing_found_is_a_file_with_heads_only(worker, enter):
    response = enter(worker).get(ADDRESS, {"q": "%00", "format": "zzz"})
    assert rows_of(response) == []
    assert ExportLog.objects.get().rows == 0


def test_three_hundred_rows_come_whole_in_order(resident, worker, enter, django_assert_num_queries):
    first = submitted(by=resident)
    fields = ("programme_year_id", "started_by_id", "started_at")
    same = {name: getattr(first, name) for name in fields}
    groups = Group.objects.bulk_create(Group(name=f"見本{n:03}") for n in range(2, 301))
    drafts = [Application(group=group, **same) for group in groups]
    for number, row in enumerate(Application.objects.bulk_create(drafts), start=2):
        row.state, row.submitted_at, row.requested_amount = "submitted", NOON, number
        row.receipt_number = f"R8-{number:04d}"
    fields = ["state", "submitted_at", "requested_amount", "receipt_number"]
    # One number each out of the register would take a minute.
    with pgtrigger.ignore("grants.Application:receipt_from_register"):
        Application.objects.bulk_update(drafts, fields)
    client = enter(worker)
    # session, user, years, areas, people, rows (one cursor), the note
    with django_assert_num_queries(7):
        rows = rows_of(client.get(ADDRESS, {"sort": "amount"}))
    assert [int(row["申請額（円）"]) for row in rows] == [*range(2, 301), 44_400]
    assert ExportLog.objects.get().rows == 300
