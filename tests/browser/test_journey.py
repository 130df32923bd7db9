"""From the draft to the letter, as people go it: with JavaScript, and without."""

import re
import subprocess

import pytest

from grants.models import Application

pytestmark = pytest.mark.browser
FIRST_SUNDAY = {"repeat": "monthly", "weeks": ["1"], "weekday": "6"}


def plan(resident, draft):
    """毎月第1日曜日, all year: twelve days."""
    resident.go("application_plan", application=draft)
    resident.fill("application_plan", days="", **FIRST_SUNDAY)
    resident.press("application_plan", "開催日を出す")
    assert "読み取った開催日：12日" in resident.text
    return [each.get_attribute("value") for each in resident.page.locator("[name=remove]").all()]


def fees(resident, draft, usual, **by_day):
    resident.go("application_venue", application=draft)
    if by_day:
        resident.unfold("日ごとに会場費を書く")
    resident.fill("application_venue", venue_fee=usual, **by_day)
    resident.press("application_venue", "計算する")
    resident.page.wait_for_load_state()
    return resident.page.locator("#calculation").inner_text()


def send(resident, draft):
    resident.go("confirm", application=draft)
    assert "45,000円" in resident.text
    resident.fill("confirm", true=True)
    resident.press("confirm", "提出する")
    return re.search(r"受付番号\s*(R\d+-\d{4})", resident.text)[1]


def review(worker, application):
    worker.go("application", application=application)
    worker.press("receive", "審査を始める")
    worker.unfold("所見を書く")
    worker.fill("finding", verdict="met", reason="地図で確かめました。")
    worker.press("finding", "所見を保存する")
    assert "地図で確かめました。" in worker.text
    worker.unfold("起案する")
    worker.fill("recommend", amount="45,000", reason="要件を満たしています。", interest="none")
    worker.press("recommend", "起案する")
    assert "決裁待ち" in worker.text


def forge_award(worker, application):
    """What the page does not offer, sent by hand."""
    cookies = {cookie["name"]: cookie["value"] for cookie in worker.page.context.cookies()}
    return worker.page.request.post(
        f"/staff/applications/{application}/award/",
        form={"amount": "45000", "csrfmiddlewaretoken": cookies["csrftoken"]},
    )


@pytest.mark.parametrize("javascript", [True, False], ids=["script", "no-script"])
def test_from_the_draft_to_the_letter(visit, javascript, tmp_path):
    phone = {"width": 390, "height": 844}
    resident = visit("resident", javascript=javascript, viewport=phone)
    resident.go("my_application_new")
    draft = re.search(r"/my/applications/([0-9a-f-]{36})/$", resident.page.url)[1]

    days = plan(resident, draft)
    first = fees(resident, draft, "1,200")
    assert "44,400円" in first
    assert "30,000円" in first and "14,400円" in first
    second = fees(resident, draft, "0", **{f"fee_{day}": "4,000" for day in days[:6]})
    assert "45,000円" in second
    number = send(resident, draft)

    worker = visit("worker", javascript=javascript)
    review(worker, draft)
    assert worker.page.locator("form[action$='/award/']").count() == 0
    assert forge_award(worker, draft).status == 403
    assert Application.objects.get(pk=draft).state == "recommended"

    approver = visit("approver", javascript=javascript)
    approver.go("application", application=draft)
    approver.unfold("交付を決定する")
    approver.fill("award", interest="none")
    approver.press("award", "交付を決定する")
    assert "交付決定" in approver.text

    resident.go("task_list", application=draft)
    assert number in resident.text
    assert "交付決定額 45,000円" in resident.text
    assert letter(resident, tmp_path) >= {"𠮷", "髙"}


def letter(resident, folder):
    """The marks of the letter's text, as pdftotext reads them."""
    with resident.page.expect_download() as coming:
        resident.page.get_by_role("link", name="通知書を開く").click()
    coming.value.save_as(folder / "letter.pdf")
    told = subprocess.run(
        ["pdftotext", folder / "letter.pdf", "-"], capture_output=True, check=True
    )
    return set(told.stdout.decode())
