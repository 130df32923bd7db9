"""Claims from the group's side."""

import pytest

from grants import workflow
from grants.models import BankAccount, Claim
from grants.money import claiming, paying
from grants.money.claiming import NewAccount
from grants.permissions import NotAllowed
from grants.transfer.account import Account, Deposit
from ibasho.letters.models import Mail
from tests.grants.factories import NOON, a_group, submitted
from tests.grants.purse import HOLDER, awarded, claimed, new_account, paid

pytestmark = pytest.mark.django_db


@pytest.fixture
def case(resident, worker, approver):
    return awarded(resident=resident, worker=worker, approver=approver)


def test_a_claim_keeps_the_account_under_seal(case, resident):
    made = claimed(case, by=resident, amount=30_000)
    account = BankAccount.objects.get()
    assert (made.amount, made.kind, made.status) == (30_000, "advance", "made")
    assert (account.bank_name, account.branch_name, account.tail) == ("ゆうちょ", "〇五八", "567")
    assert (account.number.reveal(), str(account)) == (
        "1234567",
        "ゆうちょ 〇五八 普通 ••••567",
    )
    assert "1234567" not in account.number.token
    assert Mail.objects.filter(subject__contains="請求を受け付けました").count() == 1


def test_the_history_knows_no_number(case, resident):
    claimed(case, by=resident)
    event = BankAccount.history.rel.related_model.objects.get()
    assert not hasattr(event, "number")


def test_a_known_account_is_used_again(case, resident, accountant):
    first = claimed(case, by=resident, amount=10_000)
    paying.accept_claim(first, by=accountant, at=NOON)
    second = claimed(case, by=resident, amount=10_000, account=first.account)
    assert (second.account, BankAccount.objects.count()) == (first.account, 1)


def test_one_claim_at_a_time(case, resident):
    claimed(case, by=resident, amount=10_000)
    with pytest.raises(NotAllowed, match="前の請求を確かめている"):
        claimed(case, by=resident, amount=10_000)


@pytest.mark.parametrize("amount", [0, -1, 44_401])
def test_no_more_than_is_left(case, resident, amount):
    with pytest.raises(NotAllowed, match="1円から44,400円まで"):
        claimed(case, by=resident, amount=amount)


def test_nothing_is_claimed_twice(case, resident, accountant):
    paid(case, by=resident, accountant=accountant)
    with pytest.raises(NotAllowed, match="請求できるお金はありません"):
        claimed(case, by=resident, amount=1)


def test_nothing_before_the_decision(resident):
    with pytest.raises(NotAllowed, match="交付が決まってから"):
        claimed(submitted(by=resident), by=resident, amount=1)


def test_nothing_after_the_end(case, resident, approver):
    workflow.revoke(case, by=approver, at=NOON, reason="見本の理由")
    with pytest.raises(NotAllowed, match="交付が決まってから"):
        claimed(case, by=resident, amount=1)


@pytest.mark.parametrize("who", ["stranger", "worker", "accountant"])
def test_only_the_group_claims(case, who, request):
    with pytest.raises(NotAllowed, match="権限がありません"):
        claimed(case, by=request.getfixturevalue(who), amount=1)


def test_no_account_of_another_group(case, resident, stranger):
    other = claiming.write_account(
        a_group(member=stranger, name="見本の別の会"), new_account(), by=stranger, at=NOON
    )
    with pytest.raises(NotAllowed, match="ほかの口座"):
        claimed(case, by=resident, account=other)


def test_no_bank_that_is_not_in_the_book(case, resident):
    unknown = NewAccount(Account("0002", "001", Deposit.ORDINARY, "1234567", HOLDER))
    with pytest.raises(NotAllowed, match="見つかりません"):
        claimed(case, by=resident, account=unknown)
    assert Claim.objects.count() == 0


def test_taken_back_to_mend_it(case, resident):
    first = claimed(case, by=resident)
    assert claiming.withdraw_claim(first, by=resident, at=NOON).status == "withdrawn"
    assert claimed(case, by=resident).status == "made"


def test_not_taken_back_once_accepted(case, resident, accountant, stranger):
    made = claimed(case, by=resident)
    with pytest.raises(NotAllowed, match="権限がありません"):
        claiming.withdraw_claim(made, by=stranger, at=NOON)
    paying.accept_claim(made, by=accountant, at=NOON)
    with pytest.raises(NotAllowed, match="もう職員が確かめました"):
        claiming.withdraw_claim(made, by=resident, at=NOON)
