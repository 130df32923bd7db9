"""From the award to the end: claimed, paid by a file, held, changed, reported, settled, given back."""

from contextlib import ExitStack
from datetime import datetime

import pytest
import time_machine
from django.utils import timezone

from grants import workflow
from grants.models import ProgrammeYear
from grants.rules.schedule import MonthlyWeekday
from ibasho.accounts.models import User
from ibasho.dates import JAPAN, FiscalYear
from tests.browser import settlement as steps
from tests.grants import factories, purse, stories

pytestmark = pytest.mark.browser
PHONE = {"width": 390, "height": 844}


@pytest.fixture
def later():
    """Lets days go by: nobody can write down today what the bank does next week."""
    with ExitStack() as travels:
        yield lambda day: travels.enter_context(
            time_machine.travel(datetime(day.year, day.month, day.day, 9, tzinfo=JAPAN))
        )


def proposed(stage):
    """A new application of a year that has gone by, so that its twelve days can all be held."""
    last = FiscalYear.of(timezone.localdate()).previous
    by, worker = (User.objects.get(email=f"{who}@example.jp") for who in ("stranger", "worker"))
    days = tuple(MonthlyWeekday(weekday="日", weeks=(1,)).days(last.first, last.last))
    return factories.recommended(
        by=by,
        worker=worker,
        group=factories.a_group(member=by, name="見本のあたらしい会"),
        programme_year=ProgrammeYear.objects.get(fiscal_year=last.year),
        days=days,
        at=datetime(last.year, 4, 10, 12, tzinfo=JAPAN),
    ), days


def test_from_the_award_to_the_end_with_a_refund(visit, stage, later):
    application, days = proposed(stage)
    resident, approver, accountant = (
        visit("stranger", viewport=PHONE),
        visit("approver"),
        visit("accountant"),
    )
    steps.awarded(approver, application)
    steps.claimed(resident, application)
    pay_on = steps.filed(accountant, application, 44_400)
    gone_by(later, pay_on, stranger=resident, approver=approver, accountant=accountant)
    steps.paid(accountant, application, pay_on)
    for day in days:
        steps.held(resident, application, day)
    steps.changed(resident, visit("worker"), approver, application, days[:10])
    steps.reported(resident, application, held=12)
    steps.settled(visit("worker2"), approver, application, 37_000)
    steps.given_back(accountant, application, pay_on)
    steps.closed(approver, application)
    figures = {"granted": 37_000, "settled": 37_000, "paid": 44_400, "refunded": 7_400}
    steps.told_alike(
        resident,
        approver,
        application,
        **figures,
        before=44_400,
        follows="7,400円を返していただきます。",
    )


def test_from_the_report_to_the_end_with_an_additional_payment(visit, stage, later):
    """A part was paid in advance and eleven of twelve days were held: the rest is claimed and paid."""
    application, days = proposed(stage)
    advanced(application, 20_000, days[:11])
    resident, approver, accountant = (
        visit("stranger", viewport=PHONE),
        visit("approver"),
        visit("accountant"),
    )
    steps.reported(resident, application, held=11)
    steps.settled(visit("worker"), approver, application, 40_700)
    steps.not_offered(approver, application, "20,700円")
    steps.claimed_more(resident, application, 20_700)
    pay_on = steps.filed(accountant, application, 20_700)
    steps.carried(accountant, application, 20_700)
    gone_by(later, pay_on, stranger=resident, approver=approver, accountant=accountant)
    steps.paid(accountant, application, pay_on)
    steps.closed(approver, application)
    figures = {"granted": 44_400, "settled": 40_700, "paid": 40_700, "refunded": 0}
    steps.told_alike(
        resident,
        approver,
        application,
        **figures,
        before=20_000,
        follows="20,700円を追加でお支払いします。",
    )


def advanced(application, amount, days):
    """Awarded a year ago, a part of it claimed and paid, and the days held that are told."""
    by, approver, accountant = (
        User.objects.get(email=f"{who}@example.jp")
        for who in ("stranger", "approver", "accountant")
    )
    at = datetime(days[0].year, 4, 20, 12, tzinfo=JAPAN)
    workflow.award(application, by=approver, at=at, amount=44_400)
    purse.paid(application, by=by, accountant=accountant, amount=amount, at=at)
    stories.diary(application, by=by, days=days, at=timezone.now())


def gone_by(later, day, **visitors):
    """Let it be `day`; whether somebody would still be signed in depends on the hour of this test."""
    later(day)
    for who, visitor in visitors.items():
        visitor.page.context.clear_cookies()
        visitor.sign_in(who)
