"""The whole way of one application, as issued by a council: asked before, written, sent, corrected,
decided with a modification; beside it one that is declined and one that is taken back."""

import re
import subprocess
from datetime import timedelta

import pytest
from django.utils import timezone

from grants.models import Application
from ibasho.dates import western
from tests.browser.test_pages import faults
from tests.grants import factories

pytestmark = pytest.mark.browser
PHONE = {"width": 390, "height": 844}
ASKED = {
    "in_city": "yes",
    "for_neighbours": "yes",
    "open_to_community": "yes",
    "single_hobby": "no",
    "mainly_neighbours": "yes",
    "non_profit": "yes",
    "continuous_plan": "yes",
    "gatherings": "12",
    "interval": "1",
    "minutes": "120",
    "venue_fee": "1,200",
    "other_grant": "none",
}
LIST = {"name": "名簿.pdf", "mimeType": "application/pdf", "buffer": factories.PDF}
MEMBERS = "名簿では8人です。"
FEE = "料金表では1,000円です。"


class Watch:
    """Looks at every state on the way; a fault anywhere is one at the end."""

    def __init__(self):
        self.found = {}

    def look(self, visitor, name):
        size = visitor.page.viewport_size
        if found := faults(visitor.page):
            self.found[name] = found
        visitor.page.set_viewport_size(size)


def test_from_the_first_question_to_the_letter(visit, tmp_path):
    watch = Watch()
    resident, draft = begun_from_the_check(visit, watch)
    number = written_and_sent(resident, draft, watch)
    worker = visit("worker", bypass_csp=True)
    asked_to_correct(worker, draft)
    corrected(resident, draft, watch)
    proposed(worker, draft, watch)
    approver = visit("approver", bypass_csp=True)
    awarded_less(approver, draft)
    read_by_the_group(resident, draft, number, watch, tmp_path)
    neighbour = visit("neighbour", bypass_csp=True, viewport=PHONE)
    declined(approver, neighbour, watch)
    taken_back(neighbour, watch)
    assert watch.found == {}


def begun_from_the_check(visit, watch):
    """Before signing in; the answers come along into the draft that stands already."""
    resident = visit("anonymous", bypass_csp=True, viewport=PHONE)
    resident.go("check")
    resident.fill("check", **ASKED)
    resident.press("check", "調べる")
    assert "申請できそうです" in resident.text
    assert "44,400円" in resident.text
    watch.look(resident, "check")
    resident.page.get_by_role("button", name="この答えで申請を始める").click()
    resident.enter("resident")
    resident.press("application_new", "申請書を書き始める")
    assert "事前に調べたときの答えを" in resident.text
    return resident, re.search(r"/my/applications/([0-9a-f-]{36})/$", resident.page.url)[1]


def written_and_sent(resident, draft, watch):
    resident.go("application_venue", application=draft)
    fee = resident.page.locator('[name="venue_fee"]')
    assert fee.input_value() == "1,200"
    with resident.page.expect_response(lambda answer: answer.url.endswith("/answers/")):
        fee.fill("1,200円")
    resident.go("documents", application=draft)
    resident.page.set_input_files('[name="paper"]', LIST)
    resident.press("documents", "確認して提出へ進む")
    assert "「名簿.pdf」を受け取りました。" in resident.page.locator("body").inner_text()
    assert "44,400円" in resident.text
    watch.look(resident, "confirm")
    resident.fill("confirm", true=True)
    resident.press("confirm", "提出する")
    assert "名簿.pdf" in resident.text
    watch.look(resident, "receipt")
    return re.search(r"受付番号\s*(R\d+-\d{4})", resident.text)[1]


def asked_to_correct(worker, draft):
    worker.go("application", application=draft)
    worker.press("receive", "審査を始める")
    worker.unfold("補正を依頼する")
    worker.unfold("項目ごとに書く")
    comments = {"comment_members": MEMBERS, "comment_venue_fee": FEE}
    due_on = western(timezone.localdate() + timedelta(days=14))
    worker.fill("return", due_on=due_on, **comments)
    worker.press("return", "補正を依頼する")
    assert "補正待ち" in worker.text


def corrected(resident, draft, watch):
    resident.go("my")
    resident.page.get_by_role("link", name="連絡を読んで直す").first.click()
    assert MEMBERS in resident.text
    assert FEE in resident.text
    watch.look(resident, "task list")
    resident.page.get_by_role("link", name="1-8 団体の人数").click()
    assert f"職員からの連絡：{MEMBERS}" in resident.text
    resident.fill("application_group", members="8")
    resident.press("application_group", "保存して一覧にもどる")
    resident.page.get_by_role("link", name="3-4 1回の会場費").click()
    resident.fill("application_venue", venue_fee="1,000")
    resident.press("application_venue", "保存して一覧にもどる")
    resident.go("confirm", application=draft)
    told = resident.page.locator(".ib-was").all_inner_texts()
    assert told == ["前に提出したとき：6人", "前に提出したとき：1,200円"]
    watch.look(resident, "confirm again")
    resident.fill("confirm", true=True)
    resident.press("confirm", "提出する")


def proposed(worker, draft, watch):
    worker.go("application", application=draft)
    gone, come = (worker.page.locator(f"aside {tag}").all_inner_texts() for tag in ("del", "ins"))
    assert (gone, come) == (["6人", "1,200円"], ["8人", "1,000円"])
    watch.look(worker, "changes")
    worker.press("receive", "審査を始める")
    worker.unfold("起案する")
    worker.fill("recommend", amount="42,000", reason="要件を満たしています。", interest="none")
    worker.press("recommend", "起案する")
    assert "決裁待ち" in worker.text


def awarded_less(approver, draft):
    approver.go("application", application=draft)
    approver.unfold("交付を決定する")
    less = {"amount": "40,000", "conditions": "領収書をとっておいてください。"}
    approver.fill("award", **less, interest="none")
    approver.press("award", "交付を決定する")
    assert "起案と違う額にするときは、決定の理由を書いてください。" in approver.text
    approver.fill("award", reason="予算に合わせました。")
    approver.press("award", "交付を決定する")
    assert "交付決定" in approver.text


def read_by_the_group(resident, draft, number, watch, folder):
    resident.go("task_list", application=draft)
    for words in (number, "交付決定額 40,000円", "領収書をとっておいてください。"):
        assert words in resident.text
    watch.look(resident, "awarded")
    told = letter(resident, folder / "award.pdf")
    for words in ("40,000円", "領収書をとっておいてください。", "予算に合わせました。"):
        assert words in told


def declined(approver, neighbour, watch):
    case = Application.objects.filter(state="recommended").latest("submitted_at").pk
    approver.go("application", application=case)
    approver.unfold("不交付を決定する")
    approver.fill("decline", reason="見本の理由です。", interest="none")
    approver.press("decline", "不交付を決定する")
    neighbour.go("task_list", application=case)
    assert "不交付になりました" in neighbour.text
    assert "見本の理由です。" in neighbour.text
    watch.look(neighbour, "declined")


def taken_back(neighbour, watch):
    case = Application.objects.get(state="under_review").pk
    neighbour.go("task_list", application=case)
    neighbour.page.get_by_role("link", name="この申請を取り下げる").click()
    watch.look(neighbour, "withdraw")
    neighbour.press("withdraw", "取り下げる")
    assert "取り下げました" in neighbour.text
    assert Application.objects.get(pk=case).state == "withdrawn"


def letter(visitor, path):
    """The letter's text, as pdftotext reads it, in one line."""
    with visitor.page.expect_download() as coming:
        visitor.page.get_by_role("link", name="通知書を開く").click()
    coming.value.save_as(path)
    told = subprocess.run(["pdftotext", path, "-"], capture_output=True, check=True)
    return "".join(told.stdout.decode().split())
