"""The form of terms in a browser: lines that name each other, with scripts and without."""

import pytest

pytestmark = pytest.mark.browser


def labels(page):
    return page.locator("#terms fieldset legend").all_inner_texts()


def press(page, words):
    page.locator("#terms button:visible", has_text=words).first.click()
    page.wait_for_load_state()


def composed(page, line):
    """A new line with a table, which becomes the limit of the first."""
    press(page, "もう1行")
    assert page.locator("#terms").count() == 1
    page.select_option(f"[name={line}-use]", "line")
    page.select_option(f"[name={line}-kind]", "tier")


def finished(page, line):
    page.locator(f"[name={line}-steps]").wait_for()
    page.select_option(f"[name={line}-by]", "members")
    page.fill(f"[name={line}-steps]", "5人以上 20,000円\n30人以上 30,000円")
    page.locator("#part-0 summary", has_text="上限・割合・端数").click()
    page.fill("[name=part-0-limit]", "ウ")
    press(page, "下書きを保存する")
    return page.locator("#example").inner_text()


def test_a_line_limits_another(visit):
    """The choice of another kind brings other questions in place: the page holds one form still."""
    scripted = visit("approver")
    scripted.go("programme_terms", "draft")
    composed(scripted.page, "part-2")
    told = finished(scripted.page, "part-2")
    assert scripted.page.locator("#terms").count() == 1
    # 30,000 yen for twelve gatherings, at most 20,000 for ten members; 14,400 for the venue.
    assert "34,400円" in told
    assert "行ごとの計算" in told

    plain = visit("approver", javascript=False)
    plain.go("programme_terms", "draft")
    assert labels(plain.page)[:3] == ["行 ア", "行 イ", "行 ウ"]
    composed(plain.page, "part-3")
    plain.page.locator("#part-3 .ib-redraw").click()
    page = plain.page
    page.locator("[name=part-3-steps]").wait_for()
    page.locator("#part-3 button", has_text="行 エ を消す").click()
    assert labels(page)[:3] == ["行 ア", "行 イ", "行 ウ"]
    assert page.locator("#part-3").count() == 0
