"""Every page of the contract asks the database the same number of questions for one row and for ten."""

import pytest
import time_machine
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from tests.house.crowd import Crowd
from tests.house.stage import Stage
from tests.house.test_contract import ELSEWHERE, PAGES, WHEN, who_sees

# What one page may ask at most, however constant it is.
MOST = 30
# Their paper is laid out, their mark is set when somebody looks for the first time.
FIRST_TIME = ["letter_pdf", "my_messages", "application_messages"]
# What there must be many of, so that the pages have something to stumble over.
MANY = {"Application", "Attachment", "Message", "StepTaken", "Membership", "Invitation", "Letter"}
MANY |= {"Group", "Gathering", "Mail", "Programme", "Consultation", "Introduction", "Meeting"}
MANY |= {"Voice", "StatusChange", "District", "SavedView"}
# The pages of keying in are those of the residents; of some the demonstration has none.
NAMES = sorted(PAGES.keys() - ELSEWHERE)


@pytest.fixture
def stage(db, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    with time_machine.travel("2026-11-23T12:00:00+09:00"), transaction.atomic():
        yield Stage()
        # Copies need not hold what is looked at only when a transaction ends.
        transaction.set_rollback(True)


def seen(stage, name):
    """Who looks at the page, and its address: as they are before there is a crowd."""
    address = PAGES[name]
    when = WHEN.get(name, "draft" if address.startswith("/my/") else "under_review")
    client = stage.client(who_sees(address), "awarded" if "letter" in name else when)
    return client, stage.fill(address, when)


def cost(client, address):
    """The queries of one page, of which those of the signed-in person are two."""
    with CaptureQueriesContext(connection) as asked:
        answer = client.get(address)
        answer.getvalue()  # a file is let go when it has been read
    return len(asked)


def test_the_same_cost_for_any_number(stage):
    pages = {name: seen(stage, name) for name in NAMES}
    crowd = Crowd()
    for name in FIRST_TIME:
        cost(*pages[name])
    found = {}
    for number, more in ((1, 1), (10, 9)):
        crowd.grow(more)
        found[number] = {name: cost(*page) for name, page in pages.items()}
    assert MANY - crowd.many(10) == set()
    assert found[10] == found[1]
    assert {name: asked for name, asked in found[10].items() if asked > MOST} == {}
