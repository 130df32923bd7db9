"""A real browser before the demonstration: who looks at it, with or without JavaScript."""

import os

import pytest
from django.utils import timezone

from ibasho.seed import booklet
from tests.browser.visitor import Visitor
from tests.house.stage import Stage

CHROMIUM = os.environ.get("IBASHO_CHROMIUM", "/usr/bin/chromium")
QUIET = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-default-apps",
    "--disable-sync",
    "--no-first-run",
    "--no-pings",
]


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args):
    return browser_type_launch_args | {"executable_path": CHROMIUM, "args": QUIET}


@pytest.fixture
def stage(transactional_db, settings, tmp_path):
    """The booklet and the demonstration, as `make run` finds them."""
    settings.MEDIA_ROOT = tmp_path / "files"
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    booklet.load(at=timezone.now())
    return Stage()


@pytest.fixture
def visit(stage, live_server, browser):
    """Somebody with a browser of their own: `visit("worker", javascript=False)`."""
    contexts = []

    def _visit(who, **context):
        options = {"locale": "ja-JP", "base_url": live_server.url, "accept_downloads": True}
        javascript = context.pop("javascript", True)
        contexts.append(browser.new_context(java_script_enabled=javascript, **options | context))
        visitor = Visitor(contexts[-1].new_page(), stage)
        if who != "anonymous":
            visitor.sign_in(who)
        return visitor

    yield _visit
    for context in contexts:
        context.close()
