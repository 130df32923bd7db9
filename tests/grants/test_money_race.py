"""Six at once want to pay the rest of one grant: never a yen above it."""

import pgtrigger
import pytest
from django.db.models import Sum

from grants.models import Claim, Payment
from grants.money import paying, payouts
from grants.permissions import NotAllowed
from tests.grants.factories import NOON, a_group, a_programme_year
from tests.grants.purse import awarded, claimed
from tests.grants.test_race import at_once

pytestmark = pytest.mark.django_db(transaction=True)
AT_ONCE, ROUNDS, EACH = 6, 2, 26_640  # 60 % of 44,400


@pytest.fixture
def six(resident, worker, approver, accountant):
    """Accepted claims of 60 % each, nothing of them paid: more than the grant could bear."""
    year = a_programme_year()

    def _six(n):
        group = a_group(member=resident, name=f"見本の会{n}")
        case = awarded(
            **{"resident": resident, "worker": worker, "approver": approver},
            group=group,
            programme_year=year,
        )
        found = []
        for _each in range(AT_ONCE):
            account = found[0].account if found else None
            made = claimed(case, by=resident, amount=EACH, account=account)
            payment = paying.accept_claim(made, by=accountant, at=NOON)
            paying.cancel_payment(payment, by=accountant, at=NOON, reason="見本")
            found.append(Claim.objects.get(pk=made.pk))
        return case, found

    return _six


def planned_yen(case):
    return Payment.objects.live().filter(application=case).aggregate(y=Sum("amount"))["y"]


def test_never_above_the_grant(six, accountant):
    for n in range(ROUNDS):
        case, claims = six(n)
        ends = at_once(
            *[
                lambda claim=claim: payouts.plan_payment(claim, by=accountant, at=NOON)
                for claim in claims
            ]
        )
        refused = [end for end in ends if end is not None]
        assert [type(end) for end in refused] == [NotAllowed] * (AT_ONCE - 1), refused
        assert planned_yen(case) == EACH


def test_without_the_lock_of_the_program_the_database_holds_it(six, accountant, monkeypatch):
    case, claims = six(0)
    monkeypatch.setattr(payouts, "held", lambda pk: type(case).objects.get(pk=pk))
    monkeypatch.setattr(payouts, "_why_not", lambda *_args: "")
    ends = at_once(
        *[
            lambda claim=claim: payouts.plan_payment(claim, by=accountant, at=NOON)
            for claim in claims
        ]
    )
    assert sum(end is None for end in ends) == 1
    assert {"above the grant" in str(end) for end in ends if end is not None} == {True}
    assert planned_yen(case) == EACH


def test_without_either_it_is_overpaid(six, accountant, monkeypatch):
    case, claims = six(0)
    monkeypatch.setattr(payouts, "held", lambda pk: type(case).objects.get(pk=pk))
    monkeypatch.setattr(payouts, "_why_not", lambda *_args: "")

    def plan(claim):
        with pgtrigger.ignore("grants.Payment:within_the_grant"):
            payouts.plan_payment(claim, by=accountant, at=NOON)

    ends = at_once(*[lambda claim=claim: plan(claim) for claim in claims])
    assert ends == [None] * AT_ONCE
    assert planned_yen(case) == AT_ONCE * EACH
