"""How long an application may wait in each state, to the day."""

from datetime import date, timedelta

import pytest

from grants import workflow
from grants.days import lateness
from grants.models import Application
from tests.grants.factories import NOON, recommended, submitted, under_review

pytestmark = pytest.mark.django_db
DAY = NOON.date()


def due():
    return list(lateness.with_due_day(Application.objects.all()).values_list("due_on", flat=True))


def days_late(on: date):
    return lateness.late(Application.objects.all(), on=on).count()


def test_in_time_on_the_last_day_and_late_after_it(resident):
    submitted(by=resident)
    assert due() == [DAY + timedelta(days=7)]
    assert [days_late(DAY + timedelta(days=n)) for n in (0, 7, 8)] == [0, 0, 1]


def test_the_day_is_that_of_japan(resident):
    submitted(by=resident, at=NOON.replace(hour=0, minute=30))
    assert due() == [DAY + timedelta(days=7)]


def test_a_review_counts_from_its_last_beginning(resident, worker, approver):
    application = recommended(by=resident, worker=worker)
    assert due() == [DAY + timedelta(days=7)]
    later = NOON + timedelta(days=5)
    workflow.send_back(application, by=approver, at=later, reason="見本")
    assert due() == [later.date() + timedelta(days=30)]


def test_a_correction_has_a_day_of_its_own(resident, worker):
    application = under_review(by=resident, worker=worker)
    until = DAY + timedelta(days=3)
    workflow.return_for_correction(application, by=worker, at=NOON, message="見本", due_on=until)
    assert due() == [until]
    assert [days_late(until), days_late(until + timedelta(days=1))] == [0, 1]


def test_a_report_is_late_after_its_own_day(resident, worker, approver):
    application = recommended(by=resident, worker=worker)
    workflow.award(application, by=approver, at=NOON, amount=1)
    last = application.programme_year.report_due_on
    assert due() == [last]
    assert [days_late(last), days_late(last + timedelta(days=1))] == [0, 1]


def test_what_has_ended_is_never_late(resident, worker, approver):
    application = recommended(by=resident, worker=worker)
    workflow.award(application, by=approver, at=NOON, amount=1)
    workflow.revoke(application, by=approver, at=NOON, reason="見本")
    assert due() == [None]
    assert days_late(DAY + timedelta(days=9_999)) == 0
