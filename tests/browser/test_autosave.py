"""What is typed is kept as one types: a closed tab, another device, two tabs, a lost sign-in."""

import re

import pytest

from grants.models import Answer

pytestmark = pytest.mark.browser
FEE, NOTE = '[name="venue_fee"]', "#saved"
TODAY = re.compile(r"^\d+時\d\d分に保存しました$")
PHONE = {"width": 390, "height": 844}


def kept(name="venue_fee"):
    return Answer.objects.get(application__state="draft", name=name).value


def open_sheet(visitor):
    visitor.go("application_venue")
    return visitor.page.locator(FEE)


def says(page, words):
    page.locator(NOTE).get_by_text(words).wait_for()


def typed(page, value):
    """As by hand: the field is emptied, then one key after the other."""
    page.locator(FEE).fill("")
    page.locator(FEE).press_sequentially(value)


def saved(page, value):
    """Typed, and confirmed by the server; the page says when."""
    with page.expect_response(lambda answer: answer.url.endswith("/answers/") and answer.ok):
        typed(page, value)
    says(page, TODAY)


def test_nothing_that_was_typed_is_lost(visit):
    phone = visit("resident", viewport=PHONE)
    open_sheet(phone)
    saved(phone.page, "1,200")
    phone.page.close()
    assert kept() == "1,200"

    desktop = visit("resident")
    assert open_sheet(desktop).input_value() == "1,200"
    both_values_are_shown(desktop)
    typing_goes_on_after_a_lost_sign_in(desktop)


def both_values_are_shown(desktop):
    """Two tabs write into the same item: the second sees both, and what it chooses counts."""
    first, second = desktop.page, desktop.page.context.new_page()
    second.goto(first.url)
    saved(first, "1,300")
    first.locator("#calculation").get_by_text("12回 × 実費1,300円").wait_for()
    typed(second, "1,500")
    rival = second.locator("#item-venue_fee .ib-rivals")
    rival.get_by_text("1,300円").wait_for()
    assert "「1回の会場費」は、別の画面でも書きかえられています" in rival.inner_text()
    assert (second.locator(FEE).input_value(), kept()) == ("1,500", "1,300")
    with second.expect_navigation():
        rival.get_by_role("button", name="こちらを使う").click()
    assert (second.locator(FEE).input_value(), kept()) == ("1,500", "1,500")
    second.close()


def typing_goes_on_after_a_lost_sign_in(desktop):
    page = desktop.page
    page.reload()
    page.context.clear_cookies()
    typed(page, "1,700")
    says(page, "サインインしなおすと、続きから書けます。")
    assert kept() == "1,500"
    page.get_by_role("link", name="サインインする").click()
    with page.expect_response(lambda answer: answer.url.endswith("/answers/") and answer.ok):
        desktop.enter("resident")
    page.locator(FEE).wait_for()
    says(page, TODAY)
    assert (page.locator(FEE).input_value(), kept()) == ("1,700", "1,700")
