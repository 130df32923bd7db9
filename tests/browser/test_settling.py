"""From the award to the end: claimed, paid by a file, held, changed, reported, settled, given back."""

import re
from contextlib import ExitStack
from datetime import datetime, timedelta
from io import BytesIO

import openpyxl
import pytest
import time_machine
from django.utils import timezone

from grants import balance
from grants.models import Application, ProgrammeYear
from grants.rules.schedule import MonthlyWeekday
from grants.transfer.days import next_open
from ibasho.accounts.models import User
from ibasho.dates import JAPAN, FiscalYear, western
from tests.grants import factories

pytestmark = pytest.mark.browser
PHONE = {"width": 390, "height": 844}
ACCOUNT = {"symbol": "10530", "number": "12345671", "kind": "ordinary", "holder": "ミホンノカイ"}


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
    awarded(approver, application)
    claimed(resident, application)
    pay_on = filed(accountant, application)
    later(pay_on)
    for visitor, who in (
        (resident, "stranger"),
        (approver, "approver"),
        (accountant, "accountant"),
    ):
        visitor.sign_in(who)  # nobody stays signed in that long
    paid(accountant, application, pay_on)
    for day in days:
        held(resident, application, day)
    changed(resident, visit("worker"), approver, application, days[:10])
    reported(resident, application)
    settled(visit("worker2"), approver, application)
    given_back(accountant, application, pay_on)
    approver.go("application", application=application.pk)
    approver.press("close", "完了にする")
    told_alike(resident, approver, application)


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


def filed(accountant, application):
    claim = application.claims.get()
    accountant.go("claim_page", claim=claim.pk)
    accountant.press("claim_accept", "口座を確かめて受理する")
    pay_on = next_open(timezone.localdate())
    accountant.go("payments", query="?tab=waiting")
    payment = application.payments.get()
    accountant.page.locator(f'[name="id"][value="{payment.pk}"]').check()
    accountant.fill("file_preview", on=western(pay_on))
    accountant.press("file_preview", "振込データの内容を確かめる")
    assert "44,400円" in accountant.text
    accountant.page.get_by_role("button", name="この内容で振込データを作る").click()
    payment.refresh_from_db()
    assert (payment.status, payment.pay_on) == ("in_file", pay_on)
    return pay_on


def paid(accountant, application, pay_on):
    accountant.go("payments", query="?tab=under_way")
    payment = application.payments.get()
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


def reported(resident, application):
    resident.go("report", application=application.pk)
    assert "開いたのは12回です" in resident.text
    resident.fill("report", food="5,000", words="無事に続けられました。")
    resident.press("report", "確認へ進む")
    resident.fill("report_confirm", true=True)
    resident.press("report_confirm", "この内容で報告する")
    assert "出した実績報告" in resident.text


def settled(worker, approver, application):
    worker.go("application", application=application.pk)
    worker.unfold("報告を確かめた")
    worker.press("check_report", "報告を確かめた")
    approver.go("application", application=application.pk)
    approver.unfold("額を確定する")
    approver.press("settle", "額を確定する")
    assert "37,000円" in approver.text


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


def told_alike(resident, approver, application):
    """Screen, letter, file and database say the same yen."""
    found = Application.objects.get(pk=application.pk)
    known = balance.balance(found)
    assert (found.state, found.awarded_amount, found.granted_amount, found.settled_amount) == (
        *("closed", 44_400),
        *(37_000, 37_000),
    )
    assert (known.paid, known.refunded, known.kept, known.even) == (44_400, 7_400, 37_000, True)
    items = {one["label"]: one["value"] for one in found.settlement_letter.content["items"]}
    assert (items["確定額"], items["支払済みの額"]) == ("37,000円", "44,400円")
    assert items["これからのお金"].startswith("7,400円を返していただきます。")
    resident.go("task_list", application=application.pk)
    for words in ("すべて終わりました", "37,000円", "44,400円"):
        assert words in resident.text
    query = f"?format=xlsx&q={found.receipt_number}"
    answer = approver.page.request.get(f"/staff/applications/export/{query}")
    sheet = openpyxl.load_workbook(BytesIO(answer.body())).active
    heads, row = ([cell.value for cell in line] for line in (sheet[1], sheet[2]))
    told = dict(zip(heads, row, strict=True))
    assert [told[name] for name in ("交付決定額（円）", "いまの交付額（円）", "確定額（円）")] == [
        *(44_400, 37_000, 37_000)
    ]
