"""The calendar: what is open by its day, on a page and as a file that other calendars read."""

from datetime import date, timedelta

import pytest
import time_machine

from grants.days import deadlines, icalendar
from grants.days.deadlines import Deadline
from tests.grants.factories import (
    NOON,
    a_group,
    a_programme_year,
    awarded,
    submitted,
    under_review,
)

pytestmark = pytest.mark.django_db


def test_everything_that_is_open_soonest_first(resident, worker, worker2, approver):
    year = a_programme_year()
    groups = [a_group(member=resident, name=f"見本の会{n}") for n in range(3)]
    told = {"by": resident, "programme_year": year}
    submitted(group=groups[0], **told)
    under_review(group=groups[1], worker=worker2, **told)
    awarded(group=groups[2], worker=worker, approver=approver, **told)
    found = [(one.on, one.words, one.about) for one in deadlines.upcoming(on=NOON.date())]
    day = NOON.date()
    assert found == [
        (day + timedelta(days=7), "受付", "見本の会0"),
        (day + timedelta(days=30), "審査", "見本の会1"),
        (date(2027, 3, 31), "申請の受付の終わり", str(year)),
        (date(2027, 4, 30), "実績報告の期限（団体）", "見本の会2"),
    ]
    mine = [one.about for one in deadlines.upcoming(on=NOON.date(), worker=worker)]
    assert mine == [str(year), "見本の会2"]


def test_a_calendar_file():
    one = Deadline(date(2027, 4, 30), "実績報告の期限", "見本の会, 𠮷;\\" * 5, "", "", "/x/", "k")
    text = icalendar.calendar([one], at=NOON, site="https://example.jp")
    lines = text.split("\r\n")
    assert all(len(line.encode()) <= 75 for line in lines)
    unfolded = text.replace("\r\n ", "")
    assert "DTSTART;VALUE=DATE:20270430\r\nDTEND;VALUE=DATE:20270501\r\n" in unfolded
    assert "SUMMARY:実績報告の期限　見本の会\\, 𠮷\\;\\\\見本の会" in unfolded
    assert "URL:https://example.jp/x/\r\n" in unfolded


@pytest.mark.parametrize("rows", [1, 3, 30])
def test_the_page_and_the_file_cost_the_same(
    resident, worker, enter, rows, django_assert_num_queries
):
    year = a_programme_year()
    for n in range(rows):
        group = a_group(member=resident, name=f"見本の会{n}")
        submitted(by=resident, group=group, programme_year=year)
    with time_machine.travel(NOON, tick=False):
        client = enter(worker)
        for page in ("/staff/deadlines/", "/staff/deadlines.ics", "/staff/deadlines/?mine=1"):
            with django_assert_num_queries(5):
                assert client.get(page).status_code == 200
