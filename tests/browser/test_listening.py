"""A call taken between two visits: written with the keyboard alone, and not lost with the tab."""

import pytest

from consultations.models import Consultation, Draft, Person
from tests.browser.test_pages import faults

pytestmark = pytest.mark.browser
FIELD = """() => {
  const at = document.activeElement;
  return ["INPUT", "SELECT", "TEXTAREA"].includes(at.tagName) ? at.name : at.tagName;
}"""
MOST = 12  # fields of a new consultation with somebody unknown


def type_through(page, answers) -> list[str]:
    """Go from field to field by the tabulator, typing where there is something to say."""
    passed, left = [], dict(answers)
    while left:
        name = page.evaluate(FIELD)
        passed.append(name)
        if words := left.pop(name, None):
            page.keyboard.type(words)
        page.keyboard.press("Tab")
        assert len(passed) <= MOST, passed
    return passed


def test_with_the_keyboard_alone(visit):
    staff = visit("worker", bypass_csp=True)
    staff.go("consultation_new", query="?fresh=1")
    answers = {
        "asker_name": "見本 鍵子",
        "idea": "見本の縁側をひらく",
        "what_happened": "電話で聞いた。",
    }
    passed = type_through(staff.page, answers)
    # The cursor stands in the first field from the start; the rest need no key but the tabulator.
    assert passed == [
        "on",
        "at_time",
        "channel",
        "place",
        "out_of_office",
        "asker",
        "asker_name",
        "group",
        "idea",
        "what_happened",
    ]
    while staff.page.evaluate("document.activeElement.textContent.trim()") != "保存する":
        staff.page.keyboard.press("Tab")
    staff.page.keyboard.press("Enter")
    staff.page.wait_for_url("**/staff/consultations/*-*/")
    record = Consultation.objects.get(idea="見本の縁側をひらく")
    assert record.asker_person == Person.objects.get(name="見本 鍵子")
    assert (record.what_happened, Draft.objects.count()) == ("電話で聞いた。", 0)
    assert faults(staff.page) == []


def test_the_draft_survives_a_closed_tab(visit):
    staff = visit("worker", bypass_csp=True)
    staff.go("consultation_new", query="?fresh=1")
    staff.page.get_by_label("できごと").fill("閉じる前に書いたこと")
    staff.page.get_by_text("下書きを").filter(has_text="に保存しました").wait_for()
    staff.page.get_by_label("場所 任意").fill("最後の一字まで")
    staff.page.close(run_before_unload=False)
    staff.page = staff.page.context.new_page()
    staff.go("consultation_new")
    assert staff.page.get_by_label("できごと").input_value() == "閉じる前に書いたこと"
    assert faults(staff.page) == []
