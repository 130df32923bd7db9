"""A paper that came by post: keyed in by staff, its scan attached, sent, and the group rung up."""

import pytest

from grants.models import Application
from ibasho.groups.models import Group
from tests.browser.test_pages import faults
from tests.grants import factories

pytestmark = pytest.mark.browser
SCAN = {"name": "申請書の写し.pdf", "mimeType": "application/pdf", "buffer": factories.PDF}
WRONG = {"name": "program.pdf", "mimeType": "application/pdf", "buffer": b"MZ" + b"\0" * 99}


def test_keyed_in_from_paper(visit):
    group = Group.objects.create(
        name="見本の紙の会",
        representative="見本 紙子",
        representative_reading="みほん かみこ",
        postal_code="180-0001",
        address="武蔵野市見本町1-2-3",
        phone="0422-00-0009",
        venue="見本の家",
        venue_address="武蔵野市見本町4-5-6",
    )
    staff, seen = visit("worker", bypass_csp=True), []

    def look(name):
        seen.append((name, faults(staff.page)))

    staff.go("key_in_new")
    staff.fill("key_in", group=str(group.pk), channel="paper")
    staff.press("key_in", "入力を始める")
    draft = Application.objects.get(group=group)
    own = {"application": draft.pk}
    staff.go("key_in_group", **own)
    for name, answers in ANSWERS.items():
        staff.page.wait_for_url(f"**/key-in/{name}/")
        staff.fill(f"application_{name}", **answers)
        if name == "plan":
            staff.fill("application_plan", repeat="monthly", weeks=["1"], weekday="6")
            staff.press("application_plan", "開催日を出す")
            staff.page.get_by_text("読み取った開催日：12日").wait_for()
        staff.press(f"application_{name}", "保存して次へ")
    staff.page.wait_for_url("**/key-in/documents/")
    staff.go("key_in_venue", **own)
    look("venue")
    staff.go("key_in_documents", **own)
    staff.page.set_input_files('[name="paper"]', [SCAN, WRONG])
    staff.press("documents", "この書類を出す")
    assert "「program.pdf」：中身がPDFでも写真" in staff.text
    assert "「申請書の写し.pdf」を受け取りました。" in staff.text
    look("documents")
    staff.go("key_in", **own)
    look("task list")
    staff.go("key_in_confirm", **own)
    assert "44,400円" in staff.text
    look("confirm")
    staff.fill("confirm", true=True)
    staff.press("confirm", "提出する")
    assert "電話（0422-00-0009）か手紙で知らせてください。" in staff.text
    look("receipt")
    staff.page.get_by_label("電話", exact=True).check()
    staff.page.get_by_role("button", name="知らせた").click()
    assert "団体に知らせたことを記録しました。" in staff.text
    assert [(name, found) for name, found in seen if any(found)] == []


ANSWERS = {
    "group": {"members": "5", "mainly_neighbours": "yes", "non_profit": "yes"},
    "plan": {
        "activity": "お茶を飲みながら話します。",
        "for_neighbours": "yes",
        "open_to_community": "yes",
        "single_hobby": "no",
        "continuous_plan": "yes",
        "starts_at": "10:00",
        "ends_at": "13:00",
    },
    "venue": {"in_city": "yes", "venue_fee": "1,200"},
    "funding": {"other_grant": "none"},
}
