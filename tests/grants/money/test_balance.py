"""The balance of one grant, from the award to the last yen."""

from datetime import date, timedelta

import pytest

from grants import workflow
from grants.models import Application
from grants.money import paying, refunding
from grants.money.balance import balance, of, with_money
from tests.grants.factories import NOON, submitted
from tests.grants.purse import AFTER, NEXT_MAY, awarded, filed, paid, planned, settled

pytestmark = pytest.mark.django_db


def told(application):
    known = balance(application)
    return (
        known.due,
        known.paid,
        known.in_flight,
        known.refunded,
        known.to_pay,
        known.to_refund,
        known.even,
    )


def test_without_an_award_nothing_is_due(resident):
    assert told(submitted(by=resident)) == (0, 0, 0, 0, 0, 0, True)


def test_an_advance_and_the_rest(resident, worker, approver, accountant):
    case = awarded(resident=resident, worker=worker, approver=approver)
    assert told(case) == (44_400, 0, 0, 0, 44_400, 0, False)
    payment = planned(case, by=resident, accountant=accountant, amount=30_000)
    assert told(case) == (44_400, 0, 30_000, 0, 14_400, 0, False)
    filed(payment, accountant=accountant)
    assert told(case) == (44_400, 0, 30_000, 0, 14_400, 0, False)
    paying.mark_paid(payment, by=accountant, at=AFTER, on=date(2026, 4, 13))
    assert told(case) == (44_400, 30_000, 0, 0, 14_400, 0, False)


def test_settled_above_what_was_paid(resident, worker, approver, accountant):
    case = awarded(resident=resident, worker=worker, approver=approver)
    paid(case, by=resident, accountant=accountant, amount=30_000)
    case = settled(case, by=resident, worker=worker, approver=approver, gatherings=10)
    assert told(case) == (37_000, 30_000, 0, 0, 7_000, 0, False)
    paid(case, by=resident, accountant=accountant, amount=7_000, at=NEXT_MAY)
    assert told(case) == (37_000, 37_000, 0, 0, 0, 0, True)


def test_settled_below_what_was_paid(resident, worker, approver, accountant):
    case = awarded(resident=resident, worker=worker, approver=approver)
    paid(case, by=resident, accountant=accountant)
    case = settled(case, by=resident, worker=worker, approver=approver, gatherings=10)
    assert told(case) == (37_000, 44_400, 0, 0, 0, 7_400, False)
    refund = refunding.demand_refund(
        case, by=accountant, at=NEXT_MAY, due_on=date(2027, 5, 31), reason="見本"
    )
    assert (balance(case).asked_back, balance(case).to_demand) == (7_400, 0)
    day = NEXT_MAY + timedelta(days=3)
    refunding.receive_refund(refund, by=accountant, at=day, on=day.date(), amount=4_000)
    assert (balance(case).asked_back, balance(case).to_refund) == (3_400, 3_400)
    refunding.receive_refund(refund, by=accountant, at=day, on=day.date())
    assert told(case) == (37_000, 44_400, 0, 7_400, 0, 0, True)


def test_revoked_all_comes_back(resident, worker, approver, accountant):
    case = awarded(resident=resident, worker=worker, approver=approver)
    paid(case, by=resident, accountant=accountant)
    case = workflow.revoke(case, by=approver, at=NOON, reason="見本の理由")
    assert told(case) == (0, 44_400, 0, 0, 0, 44_400, False)


def test_many_in_one_query(resident, worker, approver, accountant, django_assert_num_queries):
    case = awarded(resident=resident, worker=worker, approver=approver)
    paid(case, by=resident, accountant=accountant)
    with django_assert_num_queries(1):
        [row] = with_money(Application.objects.all())
    assert of(row) == balance(case)
