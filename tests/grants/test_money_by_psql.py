"""What PostgreSQL itself refuses of money, whoever asks."""

from datetime import date

import pgtrigger
import pytest
from django.db import DatabaseError, connection, transaction

from grants import workflow
from grants.models import Payment, TransferFile
from grants.money import claiming, filing, paying, refunding
from tests.grants.factories import NOON, a_group, submitted
from tests.grants.purse import (
    AFTER,
    MONDAY,
    NEXT_MAY,
    awarded,
    claimed,
    filed,
    new_account,
    paid,
    planned,
    settled,
)

pytestmark = pytest.mark.django_db

INSERT = (
    "INSERT INTO grants_payment (application_id, claim_id, account_id, kind, amount, status,"
    " planned_by_id, planned_at, changed_by_id, changed_at, reason)"
    " SELECT %s, id, account_id, kind, %s, 'planned', made_by_id, now(), made_by_id, now(), ''"
    " FROM grants_claim WHERE id = %s"
)
ANY = "grants_payment SET {} WHERE id = %s"
OF_AN_ACCOUNT = "grants_bankaccount SET {} WHERE id = %s"
OF_A_CLAIM = "grants_claim SET {} WHERE id = %s"
OF_A_FILE = "grants_transferfile SET {} WHERE id = %s"


def sql(statement, *values):
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement, values)
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")


def refused(words, statement, *values):
    with pytest.raises(DatabaseError, match=words):
        sql(statement, *values)


@pytest.fixture
def case(resident, worker, approver):
    return awarded(resident=resident, worker=worker, approver=approver)


@pytest.fixture
def payment(case, resident, accountant):
    return planned(case, by=resident, accountant=accountant, amount=40_000)


def accepted(case, resident, accountant, amount):
    """A second claim that was accepted, its payment called off: a place to pay from by hand."""
    made = claimed(case, by=resident, amount=amount)
    first = paying.accept_claim(made, by=accountant, at=NOON)
    paying.cancel_payment(first, by=accountant, at=NOON, reason="見本")
    return made


def test_no_payment_above_the_decision(case, payment, resident, accountant):
    claim = accepted(case, resident, accountant, 4_400)
    refused("what is paid was claimed", INSERT, case.pk, 4_401, claim.pk)
    # The claim of 40,000 is free again: what is left of the grant is 44,400, and not a yen more.
    paying.cancel_payment(payment, by=accountant, at=NOON, reason="見本")
    sql(INSERT, case.pk, 4_400, claim.pk)
    sql(INSERT, case.pk, 40_000, payment.claim_id)
    refused("what is paid was claimed", INSERT, case.pk, 1, claim.pk)


def test_claims_together_above_the_decision_are_not_paid(case, payment, resident, accountant):
    paying.cancel_payment(payment, by=accountant, at=NOON, reason="見本")
    claim = accepted(case, resident, accountant, 44_400)
    sql(INSERT, case.pk, 40_000, payment.claim_id)
    refused("above the grant", INSERT, case.pk, 4_401, claim.pk)
    sql(INSERT, case.pk, 4_400, claim.pk)


def test_no_payment_without_an_accepted_claim_and_a_confirmed_account(case, resident, accountant):
    claim = claimed(case, by=resident)
    refused("what is paid was claimed", INSERT, case.pk, 1, claim.pk)
    refused(
        "claim_answered_by", "UPDATE grants_claim SET status = 'accepted' WHERE id = %s", claim.pk
    )
    sql(
        "UPDATE grants_claim SET status = 'accepted', answered_at = now(), answered_by_id = %s"
        " WHERE id = %s",
        *(accountant.pk, claim.pk),
    )
    refused("its account confirmed", INSERT, case.pk, 1, claim.pk)


def test_no_claim_before_the_decision(resident, case):
    other = submitted(
        by=resident,
        group=a_group(member=resident, name="見本の二"),
        programme_year=case.programme_year,
    )
    made = claimed(case, by=resident)
    copy = (
        "INSERT INTO grants_claim (id, application_id, kind, amount, account_id, status, made_by_id,"
        " made_at, reason) SELECT gen_random_uuid(), %s, kind, %s, account_id, 'made', made_by_id,"
        " now(), '' FROM grants_claim WHERE id = %s"
    )
    refused("nothing is claimed before the decision", copy, other.pk, 1, made.pk)
    claiming.withdraw_claim(made, by=resident, at=NOON)
    refused("more than was granted", copy, case.pk, 44_401, made.pk)
    sql(copy, case.pk, 44_400, made.pk)
    refused("one_claim_at_a_time", copy, case.pk, 1, made.pk)


def test_no_payment_after_the_end(case, payment, approver):
    workflow.revoke(case, by=approver, at=NOON, reason="見本の理由")
    refused("what is paid was claimed|after the end", INSERT, case.pk, 1, payment.claim_id)
    paid_now = "UPDATE grants_payment SET status = 'paid', paid_on = now() WHERE id = %s"
    refused("Cannot update rows from grants_payment|after the end", paid_now, payment.pk)


def test_a_lower_grant_holds_what_has_not_left(case, payment):
    with pgtrigger.ignore("grants.Application:granted_by_a_change"):
        sql("UPDATE grants_application SET granted_amount = 39999 WHERE id = %s", case.pk)
    paid_now = "UPDATE grants_payment SET status = 'paid', paid_on = now() WHERE id = %s"
    refused("above the grant", paid_now, payment.pk)


OF_A_PLAN = {
    "another amount": ("Cannot update", "amount = 39999"),
    "another account": ("Cannot update|violates foreign key", "account_id = gen_random_uuid()"),
    "no plan": ("Invalid transition", "status = 'failed', reason = 'x'"),
    "paid without a day": ("payment_paid_on", "status = 'paid'"),
    "filed without a file": ("payment_in_file", "status = 'in_file'"),
    "called off without a reason": ("payment_says_why", "status = 'cancelled'"),
    "an unknown status": ("payment_status|Invalid transition", "status = 'lost'"),
}


@pytest.mark.parametrize(("words", "change"), OF_A_PLAN.values(), ids=OF_A_PLAN.keys())
def test_a_plan_goes_its_way(payment, words, change):
    refused(words, "UPDATE " + ANY.format(change), payment.pk)


def test_what_is_paid_or_ended_stays(case, payment, resident, accountant):
    refused("Cannot delete", "DELETE FROM grants_payment WHERE id = %s", payment.pk)
    filed(payment, accountant=accountant)
    paying.mark_paid(payment, by=accountant, at=AFTER, on=MONDAY)
    refused("Invalid transition", "UPDATE " + ANY.format("status = 'planned'"), payment.pk)
    paying.mark_returned(payment, by=accountant, at=AFTER, reason="見本", refuse_account=False)
    refused("Cannot update", "UPDATE " + ANY.format("reason = 'x'"), payment.pk)


def test_an_account_is_what_was_typed(payment):
    account = payment.account_id
    for change in ("number = 'x'", "holder = 'x'", "branch_code = '018'", "confirmed_at = NULL"):
        refused("Cannot update", "UPDATE " + OF_AN_ACCOUNT.format(change), account)
    refused("Cannot delete", "DELETE FROM grants_bankaccount WHERE id = %s", account)


def test_a_claim_is_what_was_asked(case, resident):
    claim = claimed(case, by=resident)
    for change in ("amount = 1", "kind = 'final'", "made_at = now()"):
        refused("Cannot update", "UPDATE " + OF_A_CLAIM.format(change), claim.pk)
    refused("Cannot delete", "DELETE FROM grants_claim WHERE id = %s", claim.pk)


def test_a_file_holds_just_what_it_counts(case, payment, resident, accountant):
    more = planned(case, by=resident, accountant=accountant, amount=4_000)
    made = filed(payment, accountant=accountant)
    into = "UPDATE grants_payment SET status = 'in_file', pay_on = %s, file_id = %s WHERE id = %s"
    refused("holds just what it counts", into, MONDAY, made.pk, more.pk)
    out = (
        "UPDATE grants_payment SET status = 'planned', pay_on = NULL, file_id = NULL WHERE id = %s"
    )
    refused("holds just what it counts", out, payment.pk)
    for change in ("total = 1", "checksum = 'x'", "content = 'x'", "transfer_on = '2026-04-14'"):
        refused("Cannot update", "UPDATE " + OF_A_FILE.format(change), made.pk)
    filing.cancel_file(made, by=accountant, at=NOON, reason="見本")
    refused("a file of its day that was not cancelled", into, MONDAY, made.pk, more.pk)
    refused("Cannot delete", "DELETE FROM grants_transferfile WHERE id = %s", made.pk)
    assert TransferFile.objects.get().checksum == made.checksum


def test_no_more_comes_back_than_was_demanded_or_paid(case, resident, worker, approver, accountant):
    paid(case, by=resident, accountant=accountant)
    case = settled(case, by=resident, worker=worker, approver=approver, gatherings=10)
    refund = refunding.demand_refund(case, by=accountant, at=NEXT_MAY, due_on=date(2027, 5, 31))
    receipt = (
        "INSERT INTO grants_refundreceipt (refund_id, amount, received_on, by_id, at)"
        " SELECT id, %s, now(), demanded_by_id, now() FROM grants_refund WHERE id = %s"
    )
    done = (
        "UPDATE grants_refund SET status = 'received', ended_at = now(),"
        " ended_by_id = demanded_by_id WHERE id = %s"
    )
    refused("no more is received than was demanded", receipt, 7_401, refund.pk)
    refused("when all of it has come", done, refund.pk)
    sql(receipt, 7_400, refund.pk)
    sql(done, refund.pk)
    refused("no more is received than was demanded", receipt, 1, refund.pk)
    refused("Cannot update", "UPDATE grants_refund SET amount = 1 WHERE id = %s", refund.pk)
    refused("Cannot update or delete", "UPDATE grants_refundreceipt SET amount = 1")
    refused("Cannot update or delete", "DELETE FROM grants_refundreceipt")
    again = (
        "INSERT INTO grants_refund (id, application_id, amount, due_on, reason, letter_id, status,"
        " demanded_by_id, demanded_at, ended_reason) SELECT gen_random_uuid(), application_id, %s,"
        " due_on, '', %s, 'demanded', demanded_by_id, now(), '' FROM grants_refund"
    )
    refused("more than was paid", again, 37_001, case.letter_id)


def test_the_story_of_a_payment_is_kept(payment, accountant):
    filed(payment, accountant=accountant)
    events = payment.history.order_by("pgh_id").values_list("status", flat=True)
    assert list(events) == ["planned", "in_file"]
    assert Payment.objects.get().account.number.token != new_account().account.number
