"""What each person does from the award to the end, by the pages; every figure is given by the story."""

import re
from datetime import timedelta
from io import BytesIO

import openpyxl
from django.utils import timezone

from grants.models import Application
from grants.money import balance
from grants.transfer.days import next_open
from ibasho.dates import western
from ibasho.text import yen

ACCOUNT = {"symbol": "10530", "number": "12345671", "kind": "ordinary", "holder": "ミホンノカイ"}


def awarded(approver, application):
    approver.go("application", application=application.pk)
    approver.unfold("交付を決定する")
    approver.fill("award", interest="none")
    approver.press("award", "交付を決定する")
    assert "44,400円" in approver.text


def claimed(resident, application):
    resident.go("claim", application=application.pk, query="?to=yucho")
    resident.fill("claim_yucho", amount="44,400", **ACCOUNT)
    resident.press("claim_yucho", "次へ（確かめる）")
    assert "1234567" in resident.text
    resident.page.get_by_role("button", name="請求する", exact=True).click()


def claimed_more(resident, application, amount):
    """What the settlement left to pay, into the account that is known."""
    resident.go("task_list", application=application.pk)
    assert yen(amount) in resident.text
    resident.go("claim", application=application.pk)
    resident.page.get_by_role("link", name=re.compile("^前と同じ口座")).click()
    assert resident.page.locator('[name="amount"]').input_value() == f"{amount:,}"
    resident.page.get_by_role("button", name="次へ（確かめる）").click()
    assert yen(amount) in resident.text
    resident.page.get_by_role("button", name="請求する", exact=True).click()
    assert "請求を受け付けました" in resident.text


def filed(accountant, application, amount):
    """The claim accepted and its payment put into a file; the bank reads the same yen."""
    claim = application.claims.get(status="made")
    accountant.go("claim_page", claim=claim.pk)
    accountant.press("claim_accept", "口座を確かめて受理する")
    pay_on = next_open(timezone.localdate())
    accountant.go("payments", query="?tab=waiting")
    payment = application.payments.get(claim=claim)
    accountant.page.locator(f'[name="id"][value="{payment.pk}"]').check()
    accountant.fill("file_preview", on=western(pay_on))
    accountant.press("file_preview", "振込データの内容を確かめる")
    assert yen(amount) in accountant.text
    accountant.page.get_by_role("button", name="この内容で振込データを作る").click()
    payment.refresh_from_db()
    assert (payment.status, payment.pay_on) == ("in_file", pay_on)
    return pay_on


def carried(accountant, application, amount):
    """The record of this payment in the file as the bank gets it: 120 letters, its yen in ten."""
    payment = application.payments.get(status="in_file")
    answer = accountant.page.request.get(f"/staff/payments/files/{payment.file_id}/download/")
    lines = answer.body().decode("cp932").splitlines()
    data = [line for line in lines if line[:1] == "2"]
    assert [(len(line), int(line[80:90])) for line in data] == [(120, amount)]


def paid(accountant, application, pay_on):
    accountant.go("payments", query="?tab=under_way")
    payment = application.payments.get(status="in_file")
    accountant.page.locator(f'[name="id"][value="{payment.pk}"]').check()
    accountant.fill("payments_paid", on=western(pay_on))
    accountant.press("payments_paid", "選んだ支払いを支払済みにする")
    payment.refresh_from_db()
    assert (payment.status, payment.paid_on) == ("paid", pay_on)


def held(resident, application, day):
    """One tap on the planned day, the number of people, save."""
    resident.go("diary", application=application.pk)
    link = resident.page.get_by_role("link", name=re.compile(f"^{western(day)}"))
    link.first.click()
    resident.fill("gathering", people="10")
    resident.press("gathering", "保存する")


def changed(resident, worker, approver, application, days):
    resident.go("change", application=application.pk)
    resident.fill("change", kind="change")
    resident.press("change", "次へ進む")
    page = resident.page
    page.locator('[name="days"]').fill("\n".join(map(str, days)))
    page.locator('[name="reason"]').fill("会場が使えなかったため。")
    page.get_by_role("button", name="この内容で変更を申請する").click()
    assert "37,000円" in resident.text
    worker.go("application_change", application=application.pk)
    worker.unfold("変更を起案する")
    worker.fill("change_prepare", reason="計画に無理がない。")
    worker.press("change_prepare", "変更を起案する")
    approver.go("application_change", application=application.pk)
    approver.unfold("変更を承認する")
    approver.press("change_approve", "変更を承認する")
    assert "44,400円 → 37,000円" in approver.text


def reported(resident, application, held):
    resident.go("report", application=application.pk)
    assert f"開いたのは{held}回です" in resident.text
    resident.fill("report", food="5,000", words="無事に続けられました。")
    resident.press("report", "確認へ進む")
    resident.fill("report_confirm", true=True)
    resident.press("report_confirm", "この内容で報告する")
    assert "出した実績報告" in resident.text


def settled(worker, approver, application, amount):
    worker.go("application", application=application.pk)
    worker.unfold("報告を確かめた")
    worker.press("check_report", "報告を確かめた")
    approver.go("application", application=application.pk)
    approver.unfold("額を確定する")
    approver.press("settle", "額を確定する")
    assert yen(amount) in approver.text


def given_back(accountant, application, pay_on):
    accountant.go("refund_demand", application=application.pk)
    accountant.page.locator('[name="due_on"]').fill(western(pay_on + timedelta(days=30)))
    accountant.page.locator('[name="reason"]').fill("変更により交付額が減ったため。")
    accountant.page.locator("main form button[type=submit]").last.click()
    refund = application.refunds.get()
    accountant.go("refund", refund=refund.pk)
    assert "7,400円" in accountant.text
    accountant.unfold("受け取った")
    accountant.fill("refund_receive", on=western(pay_on), amount="7,400")
    accountant.press("refund_receive", "受け取りを書く")


def not_offered(approver, application, left):
    """As long as money is owed nobody is led to close the case: what is owed stands there."""
    approver.go("application", application=application.pk)
    assert f"支払うお金が{left}残っています。" in approver.text
    assert approver.page.get_by_role("button", name="完了にする").count() == 0


def closed(approver, application):
    approver.go("application", application=application.pk)
    approver.press("close", "完了にする")


def told_alike(
    resident, approver, application, *, granted, settled, paid, refunded, before, follows
):
    """Screen, letter, file and database say the same yen; `before` was paid before the letter."""
    found = Application.objects.get(pk=application.pk)
    known = balance.balance(found)
    assert (found.state, found.awarded_amount, found.granted_amount, found.settled_amount) == (
        *("closed", 44_400),
        *(granted, settled),
    )
    assert (known.paid, known.refunded, known.kept, known.even) == (paid, refunded, settled, True)
    items = {one["label"]: one["value"] for one in found.settlement_letter.content["items"]}
    assert (items["確定額"], items["支払済みの額"]) == (yen(settled), yen(before))
    assert items["これからのお金"].startswith(follows)
    resident.go("task_list", application=application.pk)
    for words in ("すべて終わりました", yen(settled), yen(paid)):
        assert words in resident.text
    query = f"?format=xlsx&q={found.receipt_number}"
    answer = approver.page.request.get(f"/staff/applications/export/{query}")
    sheet = openpyxl.load_workbook(BytesIO(answer.body())).active
    heads, row = ([cell.value for cell in line] for line in (sheet[1], sheet[2]))
    told = dict(zip(heads, row, strict=True))
    assert [told[name] for name in ("交付決定額（円）", "いまの交付額（円）", "確定額（円）")] == [
        *(44_400, granted, settled)
    ]
