"""From the claim on a phone to the money that was paid, as people go it."""

from datetime import timedelta

import pgtrigger
import pytest
from django.utils import timezone

from grants.models import Payment, TransferFile
from tests.browser.test_pages import faults

pytestmark = pytest.mark.browser
PASSBOOK = {"symbol": "10530", "number": "12345671", "holder": "みほんのとまりぎ"}


def days_pass():
    """As if the day of the file had come: no test waits for a bank."""
    paid_on = timezone.localdate() - timedelta(days=1)
    planned = timezone.now() - timedelta(days=2)
    with pgtrigger.ignore():
        TransferFile.objects.update(transfer_on=paid_on)
        Payment.objects.filter(status="in_file").update(pay_on=paid_on, planned_at=planned)


def claim(visitor):
    visitor.go("task_list", when="awarded")
    visitor.page.get_by_role("link", name="助成金を請求する").first.click()
    visitor.page.get_by_role("link", name="ゆうちょ銀行の口座").click()
    visitor.fill("claim_yucho", **PASSBOOK | {"number": "12345672"})
    visitor.press("claim_yucho", "次へ（確かめる）")
    assert "最後が1ではありません" in visitor.text
    visitor.fill("claim_yucho", number="12345671")
    visitor.press("claim_yucho", "次へ（確かめる）")
    assert "10530 - 12345671" in visitor.text
    assert "〇五八（058）" in visitor.text
    assert faults(visitor.page) == []
    visitor.page.get_by_role("button", name="請求する").click()
    assert "請求を受け付けました" in visitor.text


def accept(accountant):
    accountant.go("payments")
    accountant.page.get_by_role("link", name="見本のとまり木").click()
    assert faults(accountant.page) == []
    accountant.press("claim_accept", "口座を確かめて受理する")
    assert "請求を受理しました" in accountant.text


def file(accountant, folder):
    """The bytes of the file that was made of this one payment."""
    accountant.go("payments", query="?tab=waiting")
    accountant.page.get_by_label("見本のとまり木への支払いを選ぶ").check()
    accountant.press("file_preview", "振込データの内容を確かめる")
    assert "1件を振り込めます" in accountant.text
    accountant.page.get_by_role("button", name="この内容で振込データを作る").click()
    assert faults(accountant.page) == []
    with accountant.page.expect_download() as coming:
        accountant.page.get_by_role("link", name="振込データを受け取る").click()
    coming.value.save_as(folder / "file.txt")
    return (folder / "file.txt").read_bytes()


@pytest.mark.parametrize("javascript", [True, False], ids=["script", "no-script"])
def test_from_the_claim_to_the_money(visit, javascript, tmp_path):
    phone = {"width": 390, "height": 844}
    resident = visit("neighbour", javascript=javascript, viewport=phone)
    claim(resident)
    accountant = visit("accountant", javascript=javascript)
    accept(accountant)
    lines = file(accountant, tmp_path).split(b"\r\n")
    assert [len(line) for line in lines] == [120, 120, 120, 120, 0]
    assert lines[1][80:90] == b"0000044400"
    resident.go("task_list", when="awarded")
    assert "に44,400円を振り込みます" in resident.text

    days_pass()
    accountant.go("payments", query="?tab=under_way")
    accountant.page.get_by_label("見本のとまり木への支払いを選ぶ").check()
    day = timezone.localdate() - timedelta(days=1)
    accountant.fill("payments_paid", on=f"{day:%Y/%m/%d}")
    accountant.press("payments_paid", "選んだ支払いを支払済みにする")
    assert "1件のうち、1件でできました" in accountant.text
    resident.go("task_list", when="awarded")
    assert "44,400円をお支払いしました" in resident.text
    assert faults(resident.page) == []
