"""The file of a day's payments: foreseen, made once, downloaded the same, cancelled in time."""

from datetime import date, timedelta

import pgtrigger
import pytest

from grants.models import BankAccount, Payment, TransferFile
from grants.money import filing, paying
from grants.permissions import NotAllowed
from grants.transfer import file, layout
from ibasho.letters.models import Mail
from tests.grants.factories import NOON, a_group, a_programme_year
from tests.grants.purse import AFTER, MONDAY, awarded, filed, new_account, planned

pytestmark = pytest.mark.django_db


@pytest.fixture
def three(resident, worker, approver, accountant):
    year = a_programme_year()
    people = {"resident": resident, "worker": worker, "approver": approver}
    found = []
    for n in range(1, 4):
        group = a_group(member=resident, name=f"見本の会{n}")
        case = awarded(group=group, programme_year=year, **people)
        account = new_account(number=f"000000{n}", holder=f"ﾐﾎﾝ{n}")
        found.append(planned(case, by=resident, accountant=accountant, account=account))
    return found


def test_the_file_holds_each_payment_and_adds_up(three, accountant):
    made = filed(*three, accountant=accountant)
    content = filing.bytes_of(made)
    lines = content.split(b"\r\n")[:-1]
    assert (len(lines), {len(line) for line in lines}) == (6, {120})
    rows = [layout.split(layout.DATA, line) for line in lines[1:4]]
    assert [(row["口座番号"], row["受取人名"].strip(), int(row["振込金額"])) for row in rows] == [
        ("0000001", "ﾐﾎﾝ1", 44_400),
        ("0000002", "ﾐﾎﾝ2", 44_400),
        ("0000003", "ﾐﾎﾝ3", 44_400),
    ]
    trailer = layout.split(layout.TRAILER, lines[4])
    assert (int(trailer["合計件数"]), int(trailer["合計金額"])) == (made.count, made.total)
    assert (made.count, made.total) == (3, 133_200)
    assert made.checksum == file.checksum(content)
    assert layout.split(layout.HEADER, lines[0])["振込指定日"] == "0413"


def test_made_twice_it_is_the_same_file_with_the_same_bytes(three, accountant):
    first, second = filed(*three, accountant=accountant), filed(*three, accountant=accountant)
    assert (first, TransferFile.objects.count()) == (second, 1)
    payments = list(Payment.objects.select_related("account"))
    assert filing.content(payments, on=MONDAY) == filing.bytes_of(first)
    assert Mail.objects.filter(subject__contains="振り込む日が決まりました").count() == 3


def test_a_payment_is_in_one_file(three, accountant):
    filed(*three[:2], accountant=accountant)
    with pytest.raises(NotAllowed, match="見本の会2：いまは「振込手続き中」です"):
        filed(*three[1:], accountant=accountant)
    assert [payment.status for payment in Payment.objects.order_by("pk")] == [
        "in_file",
        "in_file",
        "planned",
    ]


@pytest.mark.parametrize(
    ("day", "why"),
    [
        (date(2026, 4, 11), "土曜日"),
        (date(2026, 4, 12), "日曜日"),
        (date(2026, 4, 29), "祝日（昭和の日）"),
        (date(2026, 4, 10), "あしたより後"),
        (date(2026, 4, 9), "あしたより後"),
        (date(2026, 6, 10), "2026年6月9日まで"),
    ],
)
def test_a_day_on_which_it_cannot_be_paid_is_refused(three, accountant, day, why):
    with pytest.raises(NotAllowed, match=why):
        filed(*three, accountant=accountant, on=day)
    assert TransferFile.objects.count() == 0


def test_the_end_of_the_year_is_refused(three, accountant):
    december = NOON.replace(month=12)
    with pytest.raises(NotAllowed, match="年末年始"):
        filed(*three, accountant=accountant, on=date(2026, 12, 31), at=december)


def test_what_the_format_cannot_carry_is_named_with_its_field(three, accountant):
    with pgtrigger.ignore():  # as no form lets it through
        BankAccount.objects.filter(pk=three[1].account_id).update(holder="ミホン𠮷")
    rows = filing.foresee(
        list(Payment.objects.order_by("pk").select_related("account", "application__group")),
        by=accountant,
        on=MONDAY,
    )
    assert [bool(row.why_not) for row in rows] == [False, True, False]
    assert rows[1].why_not.startswith("受取人名「ミホン𠮷」：「𠮷」は、銀行の振込では使えない文字")
    with pytest.raises(NotAllowed, match="見本の会2：受取人名"):
        filed(*three, accountant=accountant)


def test_nothing_is_filed_by_others(three, worker):
    with pytest.raises(NotAllowed, match="権限がありません"):
        filed(*three, accountant=worker)


def test_nothing_to_file(accountant):
    with pytest.raises(NotAllowed, match="選んでください"):
        filing.make_file([], by=accountant, at=NOON, on=MONDAY)
    with pytest.raises(NotAllowed, match="選んでください"):
        filing.make_file([0], by=accountant, at=NOON, on=MONDAY)


def test_without_an_account_of_ours_no_file(three, accountant, settings):
    settings.COUNCIL_TRANSFER = {"code": "1", "kana": "ﾐﾎﾝ", "account": ""}
    with pytest.raises(NotAllowed, match="COUNCIL_ACCOUNT"):
        filed(*three, accountant=accountant)


def test_our_account_is_read_from_the_settings(settings):
    settings.COUNCIL_TRANSFER = {"code": "1", "kana": "ミホン", "account": "0005-220-当座-0000123"}
    ours = filing.payer().account
    assert (ours.bank_name, ours.branch_name, ours.deposit.label, ours.number) == (
        "ﾐﾂﾋﾞｼﾕ-ｴﾌｼﾞｴｲ",
        "ｷﾁｼﾞﾖｳｼﾞ",
        "当座",
        "0000123",
    )


def test_cancelled_before_the_bank_had_it(three, accountant):
    made = filed(*three, accountant=accountant)
    filing.cancel_file(made, by=accountant, at=NOON, reason="振込日をまちがえた")
    assert {payment.status for payment in Payment.objects.all()} == {"planned"}
    with pytest.raises(NotAllowed, match="先に取りやめました"):
        filing.cancel_file(made, by=accountant, at=NOON, reason="見本")
    again = filed(*three, accountant=accountant, on=MONDAY + timedelta(days=1))
    assert (again.count, TransferFile.objects.count()) == (3, 2)


def test_not_cancelled_once_a_result_is_written(three, accountant):
    made = filed(*three, accountant=accountant)
    paying.mark_paid(three[0], by=accountant, at=AFTER, on=MONDAY)
    with pytest.raises(NotAllowed, match="もう結果を書いた支払い"):
        filing.cancel_file(made, by=accountant, at=AFTER, reason="見本")
