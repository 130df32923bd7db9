"""Claims and payments from the accountant's side."""

from datetime import date

import pytest

from grants import workflow
from grants.models import AccountReading, BankAccount, Payment
from grants.money import paying, payouts
from grants.money.balance import balance
from grants.permissions import NotAllowed
from ibasho.letters.models import Mail
from tests.grants.factories import NOON
from tests.grants.purse import AFTER, MONDAY, awarded, claimed, filed, new_account, paid, planned

pytestmark = pytest.mark.django_db


@pytest.fixture
def case(resident, worker, approver):
    return awarded(resident=resident, worker=worker, approver=approver)


def test_accepting_vouches_for_the_account_and_plans(case, resident, accountant):
    payment = planned(case, by=resident, accountant=accountant)
    account = BankAccount.objects.get()
    assert (payment.status, payment.amount, payment.kind) == ("planned", 44_400, "advance")
    assert (account.confirmed_by, account.confirmed_at) == (accountant, NOON)


def test_a_claim_is_answered_once(case, resident, accountant):
    made = claimed(case, by=resident)
    paying.accept_claim(made, by=accountant, at=NOON)
    with pytest.raises(NotAllowed, match="見本 accountantさんが先に答えました（受理）"):
        paying.send_back_claim(made, by=accountant, at=NOON, reason="見本")
    assert Payment.objects.count() == 1


def test_sent_back_with_a_reason(case, resident, accountant):
    made = paying.send_back_claim(
        claimed(case, by=resident), by=accountant, at=NOON, reason="名義がちがうようです。"
    )
    assert (made.status, made.reason) == ("sent_back", "名義がちがうようです。")
    assert "名義がちがうようです。" in Mail.objects.get(subject__contains="もう一度出して").body
    assert claimed(case, by=resident).status == "made"


@pytest.mark.parametrize("who", ["worker", "approver", "auditor", "admin_user", "resident"])
def test_only_the_accountant_pays(case, who, resident, request):
    made, by = claimed(case, by=resident), request.getfixturevalue(who)
    with pytest.raises(NotAllowed, match="権限がありません"):
        paying.accept_claim(made, by=by, at=NOON)
    with pytest.raises(NotAllowed, match="会計の職員だけ"):
        paying.read_number(made.account, by=by, at=NOON)


def test_the_reading_of_a_number_is_written_down(case, resident, accountant):
    account = claimed(case, by=resident).account
    assert paying.read_number(account, by=accountant, at=NOON) == "1234567"
    assert AccountReading.objects.values_list("account", "by", "at").get() == (
        account.pk,
        accountant.pk,
        NOON,
    )


def test_paid_on_its_day(case, resident, accountant):
    payment = planned(case, by=resident, accountant=accountant)
    filed(payment, accountant=accountant)
    for day in (date(2026, 4, 12), date(2026, 4, 15)):
        with pytest.raises(NotAllowed, match="2026年4月13日から2026年4月14日まで"):
            paying.mark_paid(payment, by=accountant, at=AFTER, on=day)
    done = paying.mark_paid(payment, by=accountant, at=AFTER, on=MONDAY)
    assert (done.status, done.paid_on) == ("paid", MONDAY)
    with pytest.raises(NotAllowed, match="先に「支払済み」にしました"):
        paying.mark_failed(payment, by=accountant, at=AFTER, reason="見本", refuse_account=False)


def test_paid_at_a_counter_without_a_file(case, resident, accountant):
    payment = planned(case, by=resident, accountant=accountant)
    done = paying.mark_paid(payment, by=accountant, at=AFTER, on=MONDAY)
    assert (done.status, done.file) == ("paid", None)
    assert Mail.objects.filter(subject__contains="お支払いしました").count() == 1


def test_failed_and_claimed_anew_with_another_account(case, resident, accountant):
    payment = planned(case, by=resident, accountant=accountant)
    filed(payment, accountant=accountant)
    paying.mark_failed(
        payment, by=accountant, at=AFTER, reason="口座名義がちがいます。", refuse_account=True
    )
    assert balance(case).to_pay == 44_400
    old = BankAccount.objects.get()
    assert old.refused_reason == "口座名義がちがいます。"
    with pytest.raises(NotAllowed, match="ほかの口座"):
        claimed(case, by=resident, account=old, at=AFTER)
    with pytest.raises(NotAllowed, match="使わないと決めた口座"):
        payouts.plan_payment(payment.claim, by=accountant, at=AFTER)
    anew = planned(
        case, by=resident, accountant=accountant, account=new_account(number="7654321"), at=AFTER
    )
    assert (anew.account.tail, anew.account.confirmed_by) == ("321", accountant)


def test_failed_and_tried_again_with_the_same_account(case, resident, accountant):
    payment = planned(case, by=resident, accountant=accountant)
    filed(payment, accountant=accountant)
    paying.mark_failed(payment, by=accountant, at=AFTER, reason="銀行の故障", refuse_account=False)
    again = payouts.plan_payment(payment.claim, by=accountant, at=AFTER)
    assert (again.amount, balance(case).in_flight) == (44_400, 44_400)
    with pytest.raises(NotAllowed, match="1円から0円まで"):
        payouts.plan_payment(payment.claim, by=accountant, at=AFTER)


def test_returned_after_it_was_paid(case, resident, accountant):
    payment = paid(case, by=resident, accountant=accountant)
    paying.mark_returned(payment, by=accountant, at=AFTER, reason="口座解約", refuse_account=True)
    assert (balance(case).paid, balance(case).to_pay) == (0, 44_400)
    assert Mail.objects.filter(subject__contains="振り込めませんでした").count() == 1


def test_called_off_while_planned(case, resident, accountant):
    payment = planned(case, by=resident, accountant=accountant)
    paying.cancel_payment(payment, by=accountant, at=NOON, reason="口座を変えたい")
    assert balance(case).to_pay == 44_400
    with pytest.raises(NotAllowed, match="先に「取りやめ」にしました"):
        paying.mark_paid(payment, by=accountant, at=AFTER, on=MONDAY)


def test_what_is_planned_is_called_off_with_the_award(case, resident, accountant, approver):
    planned(case, by=resident, accountant=accountant, amount=10_000)
    claimed(case, by=resident, amount=1_000)
    assert payouts.call_off(case, by=approver, at=NOON, reason="取消") == 1
    assert payouts.drop_claims(case, by=approver, at=NOON, reason="取消") == 1
    workflow.revoke(case, by=approver, at=NOON, reason="見本の理由")
    assert balance(case).even
