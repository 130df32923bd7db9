"""Days called to mind: each once, to the group before and after, to the staff when it is late."""

from datetime import date, datetime, timedelta

import pytest

from grants import workflow
from grants.days import reminding
from grants.models import Reminder
from grants.money import refunding
from ibasho.dates import JAPAN
from ibasho.letters.models import Mail
from tests.grants import purse
from tests.grants.factories import NOON, SUNDAYS, awarded, under_review
from tests.grants.stories import APRIL, diary, report

pytestmark = pytest.mark.django_db
MARK = "期限"


def at(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 8, 0, tzinfo=JAPAN)


def mails(subject=MARK):
    found = Mail.objects.filter(subject__contains=subject).order_by("written_at", "to")
    return list(found.values_list("to", "subject"))


def test_a_report_is_called_to_mind_before_and_after_each_once(resident, worker, approver):
    application = awarded(by=resident, worker=worker, approver=approver)
    last = application.report_due_on
    assert last == date(2027, 4, 30)
    days = [last - timedelta(days=n) for n in (15, 14, 13, 0, -1, -2)]
    assert [reminding.remind_all(at=at(day)) for day in days] == [0, 1, 0, 0, 1, 0]
    number = application.receipt_number
    assert mails() == [
        (resident.email, f"実績報告の期限が近づいています（受付番号 {number}）"),
        (resident.email, f"実績報告の期限が過ぎました（受付番号 {number}）"),
        (worker.email, f"期限を過ぎました：見本の会 実績報告（受付番号 {number}）"),
    ]


def test_another_day_is_another_reminder(resident, worker, approver):
    application = awarded(by=resident, worker=worker, approver=approver)
    first = at(application.report_due_on)
    assert [reminding.remind_all(at=first) for _run in range(2)] == [1, 0]
    later = application.report_due_on + timedelta(days=10)
    type(application).objects.update(report_due_on=later)
    assert reminding.remind_all(at=first) == 1
    assert Reminder.objects.count() == 2


def test_a_correction_has_its_own_day(resident, worker):
    application = under_review(by=resident, worker=worker)
    until = NOON.date() + timedelta(days=10)
    told = {"message": "見本", "due_on": until}
    workflow.return_for_correction(application, by=worker, at=NOON, **told)
    days = [until - timedelta(days=4), until - timedelta(days=3), until + timedelta(days=1)]
    assert [reminding.remind_all(at=at(day)) for day in days] == [0, 1, 1]
    assert [to for to, _subject in mails()] == [resident.email, resident.email, worker.email]


def test_a_refund_too(resident, worker, approver, accountant):
    application = awarded(by=resident, worker=worker, approver=approver)
    purse.paid(application, by=resident, accountant=accountant)
    diary(application, by=resident, days=SUNDAYS[:10])
    report(application, by=resident)
    workflow.check_report(application, by=worker, at=APRIL, amount=37_000)
    workflow.settle(application, by=approver, at=APRIL, amount=37_000)
    until = APRIL.date() + timedelta(days=20)
    refunding.demand_refund(application, by=accountant, at=APRIL, due_on=until)
    days = [until - timedelta(days=8), until - timedelta(days=7), until + timedelta(days=1)]
    assert [reminding.remind_all(at=at(day)) for day in days] == [0, 1, 1]


def test_nothing_is_called_to_mind_of_what_is_done(resident, worker, approver):
    application = awarded(by=resident, worker=worker, approver=approver)
    report(application, by=resident)
    assert reminding.remind_all(at=at(date(2028, 1, 1))) == 0
