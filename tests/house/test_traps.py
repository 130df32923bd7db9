"""What is known to trip a Django application, sent to every form and page of the contract.

Whatever comes, the answer is a page in kind Japanese, never an error of ours (5xx), and never
Django's own English words.
"""

import copy
from urllib.parse import urlencode

import pytest
import time_machine
from django.db import transaction

from tests.house.stage import Stage
from tests.house.test_contract import FORMS, PAGES, who_sees

TRAPS = {
    "nothing": "",
    "a null": "\0",
    "half a pair": "\ud83d",
    "unseen": "\u200b\u2060",
    "no number": "1_000.5e3",
    "other digits": "١٠٠٠",
    "too large for a column": "2147483648",
    "too large for any": "9" * 400,
    "the last day": "9999-12-31",
    "year nought": "0000-01-01",
    "lines and markup": "一\r\n<script>{{ 7|add:7 }}%s",
    "half a uuid": "00000000-0000-0000-0000",
}
# Read by some pages, and by chance or ill will sent to any.
ALWAYS = ("page", "sort", "q", "id", "back", "next", "date", "format")
ENGLISH = ("Server Error", "Bad Request (400)", "Not Found", "Forbidden", "Enter a", "Select a")


@pytest.fixture
def stage(db, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    with time_machine.travel("2026-11-23T12:00:00+09:00"):
        yield Stage()


def undone(client, method, *args, **kwargs):
    """The answer to one request, of which nothing stays."""
    client.raise_request_exception = False
    cookies = copy.deepcopy(client.cookies)
    with transaction.atomic():
        answer = getattr(client, method)(*args, **kwargs)
        if answer.streaming:  # read to its end, so that no cursor outlives the transaction
            answer.getvalue()
        transaction.set_rollback(True)
    client.cookies = cookies
    return answer


def complaint(answer) -> str:
    """What is wrong with an answer, or nothing."""
    if answer.status_code >= 500:
        return f"{answer.status_code} {answer.exc_info and answer.exc_info[1]!r}"
    text = "" if answer.streaming else answer.content.decode(errors="replace")
    return next((words for words in ENGLISH if words in text), "")


def sendable(trap: str) -> bytes:
    """As a broken client would put it on the wire: half a pair of surrogates included."""
    return trap.encode("utf-8", "surrogatepass")


def posted(fields, trap):
    """The form with the trap in every field, as the bytes of an ordinary form."""
    return urlencode({field: sendable(trap) for field in fields})


def to_form(stage, form):
    """What sends the form with a trap in every field."""
    when = form.get("when", "draft")
    client, address = stage.client(form["who"], when), stage.fill(form["address"], when)
    fields = {field.replace("{YYYY-MM-DD}", "2026-12-06") for field in form["fields"]}
    if form["method"] == "get":
        return lambda trap: undone(client, "get", f"{address}?{posted(fields, trap)}")
    ordinary = "application/x-www-form-urlencoded"
    return lambda trap: undone(client, "post", address, posted(fields, trap), ordinary)


def to_page(stage, name):
    """What asks the page with a trap in everything that it reads from its address."""
    of_form = [form["fields"] for form in FORMS.values() if form["address"] == PAGES[name]]
    keys = {*ALWAYS, *(key for fields in of_form for key in fields)}
    client = stage.client(who_sees(PAGES[name]))
    return lambda trap: undone(client, "get", f"{PAGES[name]}?{posted(keys, trap)}")


def stumbles(senders):
    """Thing and trap → what was wrong with the answer; `senders` by the names of the things."""
    found = {
        (name, trap): complaint(send(sent))
        for name, send in senders.items()
        for trap, sent in TRAPS.items()
    }
    return {pair: words for pair, words in found.items() if words}


def test_no_form_stumbles(stage):
    assert stumbles({name: to_form(stage, form) for name, form in FORMS.items()}) == {}


def test_no_list_stumbles_over_its_address(stage):
    lists = [name for name, page in PAGES.items() if "{" not in page]
    assert stumbles({name: to_page(stage, name) for name in lists}) == {}
