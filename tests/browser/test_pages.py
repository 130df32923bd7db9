"""The pages as they stand, filled and wrong: nothing scrolls sideways, and axe finds nothing."""

from pathlib import Path

import pytest

pytestmark = pytest.mark.browser
AXE = Path("node_modules/axe-core/axe.min.js")
WIDTHS = (1280, 390, 320)
ANSWERS = (
    "?in_city=yes&for_neighbours=yes&open_to_community=no&single_hobby=no&mainly_neighbours=yes"
    "&non_profit=yes&continuous_plan=yes&gatherings=12&interval=2&minutes=100&venue_fee=1200"
    "&other_grant=unknown"
)

# (page, state of the application, what stands after the address)
PUBLIC = [
    ("front", "draft", ""),
    ("help", "draft", ""),
    ("places", "draft", ""),
    ("places", "draft", "?q=ない名前"),
    ("place", "draft", ""),
    ("check", "draft", ""),
    ("check", "draft", ANSWERS),
    ("check", "draft", "?venue_fee=−1"),
    ("blank_forms", "draft", ""),
    ("login", "draft", ""),
    ("signup", "draft", ""),
    ("place", "missing", ""),
    ("meetings", "draft", ""),
    ("public_meeting", "draft", ""),
    ("join", "draft", ""),
    ("signup_code", "draft", ""),
    ("signup_own", "draft", ""),
    ("questions", "draft", ""),
]
RESIDENT = [
    ("my", "draft", ""),
    ("my_group", "draft", ""),
    ("my_group_new", "draft", ""),
    ("task_list", "draft", ""),
    ("application_group", "draft", ""),
    ("application_plan", "draft", ""),
    ("application_venue", "draft", ""),
    ("application_funding", "draft", ""),
    ("documents", "draft", ""),
    ("confirm", "draft", ""),
    ("group_diary", "draft", ""),
    ("gathering_new", "draft", ""),
    ("my_listing", "draft", ""),
]
NEIGHBOUR = [
    ("my", "returned", ""),
    ("my_application_new", "returned", ""),
    ("task_list", "returned", ""),
    ("confirm", "returned", ""),
    ("task_list", "awarded", ""),
    ("task_list", "declined", ""),
    ("receipt", "awarded", ""),
    ("withdraw", "under_review", ""),
    ("claim", "awarded", ""),
    ("claim", "awarded", "?to=yucho"),
    ("claim", "awarded", "?to=bank"),
    ("claim", "settled", ""),
    ("group_diary", "awarded", ""),
    ("diary", "awarded", ""),
    ("change", "awarded", ""),
    ("change", "awarded:asked", ""),
    ("report", "awarded", ""),
    ("report_confirm", "awarded:approved", ""),
    ("report", "closed", ""),
]
STAFF = [
    ("desk", "draft", ""),
    ("queue", "draft", ""),
    ("queue", "draft", "?q=ない名前"),
    ("key_in_new", "draft", ""),
    ("application", "under_review", ""),
    ("application", "recommended", ""),
    ("application", "awarded", ""),
    ("staff_groups", "draft", ""),
    ("staff_group", "draft", ""),
    ("staff_group_edit", "draft", ""),
    ("consultation_list", "draft", ""),
    ("consultation_new", "draft", ""),
    ("consultation", "draft", ""),
    ("meeting_list", "draft", ""),
    ("meeting", "draft", ""),
    ("voice_list", "draft", ""),
    ("voice_consent", "draft", ""),
    ("consents", "draft", ""),
    ("story_list", "draft", ""),
    ("story_new", "draft", ""),
    ("story", "draft", ""),
    ("story_records", "draft", ""),
    ("story_text", "draft", ""),
    ("intakes", "draft", ""),
    ("intake", "draft", ""),
    ("statistics", "draft", ""),
    ("statistics", "draft", "?from=abc&to=2020"),
    ("statistics_records", "draft", ""),
    ("definitions", "draft", ""),
    ("letters", "draft", ""),
    ("reports", "draft", ""),
    ("reports", "draft", "?view=accountant"),
    ("figure_records", "draft", ""),
    ("annual_report", "draft", "?from=2016&to=2020"),
    ("application", "settled", ""),
    ("application", "revoked", ""),
    ("application_change", "awarded:prepared", ""),
    ("application_diary", "awarded", ""),
    ("deadlines", "draft", ""),
    ("suspend", "draft", ""),
    ("programmes", "draft", ""),
    ("programme_new", "draft", ""),
    ("programme_year", "draft", ""),
    ("programme_settings", "draft", ""),
    ("programme_terms", "draft", ""),
    ("programme_publish", "draft", ""),
    ("programme_back_test", "draft", ""),
    ("exclusions", "draft", ""),
    ("other_funding", "draft", ""),
    ("other_funding_one", "draft", ""),
    ("replay", "draft", ""),
    ("listings", "draft", ""),
    ("staff_listing", "draft", ""),
    ("staff_listing_edit", "draft", ""),
    ("hand_over", "draft", ""),
]
COUNTER = [
    ("desk", "draft", ""),
    ("payments", "draft", ""),
    ("payments", "draft", "?tab=waiting"),
    ("payments", "draft", "?tab=under_way"),
    ("payments", "draft", "?tab=refunds"),
    ("payments", "draft", "?tab=all"),
    ("claim_page", "draft", ""),
    ("payment", "draft", ""),
    ("transfer_file", "draft", ""),
    ("refund", "draft", ""),
    ("refund_demand", "revoked", ""),
    ("funds", "draft", ""),
]
LISTENING = [
    ("consultation_new", "draft", ""),
    ("consultation", "draft", ""),
    ("consultation_edit", "draft", ""),
    ("confidence", "draft", ""),
    ("known_people", "draft", ""),
    ("known_person", "draft", ""),
    ("known_person_edit", "draft", ""),
    ("known_person_merge", "draft", ""),
    ("missing", "draft", ""),
    ("group_bonds", "draft", ""),
    ("meeting_edit", "draft", ""),
    ("announcement", "draft", ""),
    ("signups", "draft", ""),
    ("attendance", "draft", ""),
    ("handouts", "draft", ""),
    ("story_consent", "draft", ""),
    ("other_funding_new", "draft", ""),
]
SEEN = {
    "anonymous": PUBLIC,
    "resident": RESIDENT,
    "neighbour": NEIGHBOUR,
    "approver": STAFF,
    "accountant": COUNTER,
    "worker": LISTENING,
    "auditor": [("readings", "draft", "")],
    "stranger": [("application_more", "draft:asking", "")],
}
# Who looks before one setting of the stage, which takes longer than many pages.
TOGETHER = [
    ("anonymous", "resident", "neighbour", "stranger"),
    ("approver", "auditor"),
    ("accountant", "worker"),
]
# A form sent as it is, or with something that cannot be: the page with its error summary.
WRONG = [
    ("anonymous", "login", "draft", "login", {"password": "ちがう"}, "パスワードでログインする"),
    (
        "resident",
        "application_venue",
        "draft",
        "application_venue",
        {"venue_fee": "−1"},
        "保存して次へ",
    ),
    (
        "stranger",
        "application_more",
        "draft:asking",
        "application_more",
        {"attendees": "たくさん"},
        "保存して次へ",
    ),
    ("worker", "consultation_new", "draft", "consultation", {"on": "4/1/2026"}, "保存する"),
]


def faults(page):
    """What axe finds here, and whether the page is wider than the window."""
    wide = []
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        if page.evaluate("document.documentElement.scrollWidth") > width:
            wide.append(width)
    page.evaluate(AXE.read_text(encoding="utf-8"))
    found = page.evaluate("axe.run(document, {resultTypes: ['violations']})")["violations"]
    return wide + [(fault["id"], fault["nodes"][0]["html"][:160]) for fault in found]


@pytest.mark.parametrize("people", TOGETHER)
def test_every_page_fits_and_can_be_read(visit, people):
    found, expected = {}, {}
    for who in people:
        visitor = visit(who, bypass_csp=True)
        for name, state, query in SEEN[who]:
            ids = {"place": "0" * 32} if state == "missing" else {}
            answer = visitor.go(name, when="draft" if ids else state, query=query, **ids)
            found[who, name, state, query] = (answer.status, faults(visitor.page))
            expected[who, name, state, query] = (404 if ids else 200, [])
    assert found == expected


def test_everybody_looks_once():
    assert sorted(who for people in TOGETHER for who in people) == sorted(SEEN)


def test_wrong_pages_fit_and_can_be_read(visit):
    found = {}
    for who, name, state, form, typed, button in WRONG:
        visitor = visit(who, bypass_csp=True)
        visitor.go(name, when=state)
        visitor.fill(form, **typed)
        visitor.press(form, button)
        visitor.page.locator("#error-summary").wait_for()
        found[name] = (visitor.page.title()[:4], faults(visitor.page))
    assert found == {name: ("エラー：", []) for _who, name, *_rest in WRONG}


def test_the_guards_can_fail(visit):
    visitor = visit("anonymous", bypass_csp=True)
    visitor.go("front")
    visitor.page.locator("h1").evaluate(
        "e => { e.className = 'text-nowrap'; e.append('あ'.repeat(60)); e.innerHTML += '<img>' }"
    )
    assert faults(visitor.page)[:3] == [*WIDTHS]
    assert "image-alt" in dict(faults(visitor.page)[3:])
