"""Money that comes back: demanded with a letter and a day, received in parts."""

from datetime import date

import pytest

from grants.money import refunding
from grants.money.balance import balance
from grants.permissions import NotAllowed
from ibasho.letters.models import Letter, Mail
from tests.grants.purse import NEXT_MAY, awarded, paid, settled

pytestmark = pytest.mark.django_db
END_OF_MAY = date(2027, 5, 31)
TODAY = NEXT_MAY.date()


@pytest.fixture
def case(resident, worker, approver, accountant):
    """44,400 yen were paid, 37,000 were settled."""
    case = awarded(resident=resident, worker=worker, approver=approver)
    paid(case, by=resident, accountant=accountant)
    return settled(case, by=resident, worker=worker, approver=approver, gatherings=10)


def demanded(case, accountant, **changes):
    told = {"by": accountant, "at": NEXT_MAY, "due_on": END_OF_MAY, "reason": "2回少なかったため。"}
    return refunding.demand_refund(case, **{**told, **changes})


def test_the_letter_says_the_same_yen(case, accountant):
    refund = demanded(case, accountant)
    letter = Letter.objects.get(kind="refund")
    assert (refund.amount, refund.letter) == (7_400, letter)
    told = {item["label"]: item["value"] for item in letter.content["items"]}
    assert told["返していただく額"] == "7,400円"
    assert told["支払済みの額"] == "44,400円"
    assert told["期限"] == "令和9年5月31日"
    assert told["理由"] == "2回少なかったため。"
    assert "7,400円を返してください" in Mail.objects.get(subject__contains="返してください").body


def test_nothing_is_demanded_twice(case, accountant):
    demanded(case, accountant)
    with pytest.raises(NotAllowed, match="返してもらうお金はありません"):
        demanded(case, accountant)


def test_a_day_that_has_passed_is_refused(case, accountant):
    with pytest.raises(NotAllowed, match="あしたより後"):
        demanded(case, accountant, due_on=TODAY)
    assert Letter.objects.filter(kind="refund").count() == 0


def test_received_in_parts(case, accountant):
    refund = demanded(case, accountant)
    refunding.receive_refund(refund, by=accountant, at=NEXT_MAY, on=TODAY, amount=7_000)
    refund.refresh_from_db()
    assert (refund.status, refunding.outstanding(refund)) == ("demanded", 400)
    for amount in (0, 401):
        with pytest.raises(NotAllowed, match="1円から400円まで"):
            refunding.receive_refund(refund, by=accountant, at=NEXT_MAY, on=TODAY, amount=amount)
    refunding.receive_refund(refund, by=accountant, at=NEXT_MAY, on=TODAY)
    refund.refresh_from_db()
    assert (refund.status, refund.ended_by, refunding.outstanding(refund)) == (
        "received",
        accountant,
        0,
    )
    assert balance(case).even
    with pytest.raises(NotAllowed, match="先に「受取済み」にしました"):
        refunding.receive_refund(refund, by=accountant, at=NEXT_MAY, on=TODAY)


@pytest.mark.parametrize("day", [date(2027, 5, 9), date(2027, 5, 11)])
def test_received_on_a_day_that_can_be(case, accountant, day):
    refund = demanded(case, accountant)
    with pytest.raises(NotAllowed, match="今日まで"):
        refunding.receive_refund(refund, by=accountant, at=NEXT_MAY, on=day)


def test_cancelled_to_set_another_day(case, accountant):
    refund = demanded(case, accountant)
    refunding.cancel_refund(refund, by=accountant, at=NEXT_MAY, reason="期限をのばす")
    assert demanded(case, accountant, due_on=date(2027, 6, 30)).amount == 7_400


def test_not_cancelled_once_something_has_come(case, accountant):
    refund = demanded(case, accountant)
    refunding.receive_refund(refund, by=accountant, at=NEXT_MAY, on=TODAY, amount=1)
    with pytest.raises(NotAllowed, match="もう受け取ったお金"):
        refunding.cancel_refund(refund, by=accountant, at=NEXT_MAY, reason="見本")


@pytest.mark.parametrize("who", ["worker", "approver", "resident"])
def test_only_the_accountant(case, accountant, who, request):
    by = request.getfixturevalue(who)
    with pytest.raises(NotAllowed, match="権限がありません"):
        demanded(case, by)
    refund = demanded(case, accountant)
    with pytest.raises(NotAllowed, match="権限がありません"):
        refunding.receive_refund(refund, by=by, at=NEXT_MAY, on=TODAY)
