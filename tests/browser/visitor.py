"""Somebody at a browser, who knows pages, fields and buttons only by tests/contract.json."""

import json
import re
from pathlib import Path

from ibasho.seed.demo import PASSWORD

CONTRACT = json.loads(Path("tests/contract.json").read_text(encoding="utf-8"))
PAGES, FORMS = CONTRACT["pages"], CONTRACT["forms"]
DAY = re.compile(r"\d{4}-\d\d-\d\d")


class Visitor:
    def __init__(self, page, stage):
        self.page, self.stage = page, stage
        page.set_default_timeout(10_000)

    def sign_in(self, who):
        self.go("login")
        self.enter(who)

    def enter(self, who):
        """Pass the door at which this page stands."""
        self.fill("login", login=f"{who}@example.jp", password=PASSWORD)
        self.press("login", "パスワードでログインする")

    def go(self, name, when="draft", query="", **ids):
        """Open a page of the contract; `ids` stand in place of those of the stage."""
        address = PAGES[name] + query
        for key, value in ids.items():
            address = address.replace("{" + key + "}", str(value))
        return self.page.goto(self.stage.fill(address, when) if "{" in address else address)

    def form(self, name):
        """The first form on this page that bears a button of this form of the contract."""
        buttons = [button["label"] for button in FORMS[name]["buttons"]]
        button = self.page.locator("button", has_text=buttons[0])
        return self.page.locator("form").filter(has=button).first

    def fill(self, name, **values):
        """Write into fields of the contract; a choice takes its value, several take a list, a tick True."""
        form = self.form(name)
        for field, value in values.items():
            assert DAY.sub("{YYYY-MM-DD}", field) in FORMS[name]["fields"]
            self._write(form.locator(f'[name="{field}"]'), value)

    def _write(self, control, value):
        kind = _kind(control)
        if value is True:
            control.check()
        elif kind == "select":
            control.select_option(value)
        elif kind in ("radio", "checkbox"):
            for each in value if isinstance(value, list) else [value]:
                control.and_(self.page.locator(f'[value="{each}"]')).check()
        else:
            control.fill(value)

    def press(self, name, words):
        """Press a button of this form of the contract."""
        assert words in {button["label"] for button in FORMS[name]["buttons"]}
        form = self.form(name)
        within = form.get_by_role("button", name=words, exact=True)
        (within if within.count() else self.page.get_by_role("button", name=words)).first.click()

    def unfold(self, words):
        self.page.locator("summary", has_text=words).first.click()

    @property
    def text(self):
        return re.sub(r"\s+", " ", self.page.locator("main").inner_text())


def _kind(control):
    """Playwright's own eyes: no script of the page has to run for this."""
    return control.first.evaluate("e => e.tagName === 'SELECT' ? 'select' : e.type")
