"""The style guide in a real browser: axe finds nothing, nothing scrolls sideways, targets are wide."""

import mimetypes
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from django.template import engines
from django.template.loader import render_to_string
from django.test import RequestFactory

from tests.guide import page as guide

pytestmark = pytest.mark.browser
AXE = "node_modules/axe-core/axe.min.js"
HOME = "http://ibasho.test"
SMALL = """() => [...document.querySelectorAll('a, button, summary, select, textarea, input')]
  .filter(e => e.type !== 'hidden')
  .map(e => e.closest('.ib-choices label') || e.closest('.form-check') || e)
  .map(e => [e.outerHTML.slice(0, 80), Math.round(e.getBoundingClientRect().height)])
  .filter(([, height]) => height > 0 && height < 44)"""


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args):
    quiet = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
    return browser_type_launch_args | {"executable_path": "/usr/bin/chromium", "args": quiet}


def guide_html(base, wrong):
    source = Path("tests/guide/templates/guide.html").read_text(encoding="utf-8")
    context = guide.context(wrong=wrong) | {"audience_base": base}
    return engines["django"].from_string(source).render(context, RequestFactory().get("/"))


PAGES = {
    "residents": lambda: guide_html("base.html", False),
    "residents-wrong": lambda: guide_html("base.html", True),
    "staff": lambda: guide_html("base_staff.html", False),
    "staff-wrong": lambda: guide_html("base_staff.html", True),
    "missing": lambda: render_to_string(
        "404.html", {"council": guide.COUNCIL, "reference": "K7MP-3Q9X"}
    ),
    "conflict": lambda: render_to_string(
        "409.html",
        {
            "council": guide.COUNCIL,
            "reference": "K7MP-3Q9X",
            "message": "先に決裁されました。",
            "kept": [("理由", "見本です")],
        },
    ),
}


@pytest.fixture
def show(page):
    """Open one of PAGES; the static files come from the finders, everything else is nothing."""

    def answer(route):
        address = route.request.url.removeprefix(HOME)
        found = finders.find(address.removeprefix("/static/")) if "/static/" in address else None
        if found:
            kind = mimetypes.guess_type(found)[0]
            return route.fulfill(body=Path(found).read_bytes(), content_type=kind)
        name = address.strip("/")
        if name in PAGES:
            return route.fulfill(body=PAGES[name](), content_type="text/html; charset=utf-8")
        return route.fulfill(status=404, body="")

    def _show(name, width):
        page.set_viewport_size({"width": width, "height": 900})
        page.route("**/*", answer)
        page.goto(f"{HOME}/{name}/")
        return page

    return _show


@pytest.mark.parametrize("name", PAGES)
def test_axe_finds_nothing(show, name):
    page = show(name, 390)
    page.evaluate(Path(AXE).read_text(encoding="utf-8"))
    result = page.evaluate("axe.run(document, {resultTypes: ['violations']})")
    assert [(fault["id"], fault["nodes"][0]["html"]) for fault in result["violations"]] == []
    assert len(result["passes"]) > 10


@pytest.mark.parametrize("name", PAGES)
def test_nothing_scrolls_sideways_at_320(show, name):
    assert show(name, 320).evaluate("document.documentElement.scrollWidth") == 320


def test_the_guard_against_sideways_scroll_can_fail(show):
    page = show("residents", 320)
    page.locator("h1").evaluate(
        "e => { e.className = 'text-nowrap fs-1'; e.append('あ'.repeat(40)) }"
    )
    assert page.evaluate("document.documentElement.scrollWidth") > 320


@pytest.mark.parametrize("name", ["residents", "residents-wrong"])
def test_targets_are_wide_enough_for_a_thumb(show, name):
    assert show(name, 390).evaluate(SMALL) == []


def test_the_error_summary_takes_the_focus(show):
    page = show("residents-wrong", 390)
    assert page.evaluate("document.activeElement.id") == "error-summary"
    page.get_by_role("link", name="会場費").click()
    assert page.evaluate("document.activeElement.name") == "fee"


@pytest.mark.parametrize(("name", "size"), [("residents", "18px"), ("staff", "16px")])
def test_letters_are_as_large_as_promised(show, name, size):
    page = show(name, 1280)
    assert (
        page.locator(".ib-field label").first.evaluate("e => getComputedStyle(e).fontSize") == size
    )
