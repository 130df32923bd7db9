"""tests/contract.json says what stands on the pages and in the tables: all of it, and nothing else."""

import json
import re
from pathlib import Path

import pghistory.models
import pytest
import time_machine
from django.apps import apps
from django.db import connection

from tests.house.doors import DOORS, RESIDENTS
from tests.house.stage import Stage

CONTRACT = json.loads(Path("tests/contract.json").read_text(encoding="utf-8"))
PAGES, FORMS, TABLES = CONTRACT["pages"], CONTRACT["forms"], CONTRACT["tables"]
KEPT_PAGES = {
    "front",
    "places",
    "check",
    "login",
    "my",
    "task_list",
    "confirm",
    "receipt",
    "queue",
    "application",
    "consultation_list",
    "consultation_new",
    "meeting_list",
    "annual_report",
}
KEPT_FORMS = {
    "check",
    "application_group",
    "application_plan",
    "application_venue",
    "application_funding",
    "finding",
    "recommend",
    "award",
    "decline",
    "return",
    "consultation",
    "meeting",
}
# The state of the application that a page shows; the others show a draft.
WHEN = {
    "receipt": "submitted",
    "receipt_pdf": "submitted",
    "withdraw": "submitted",
    "my_messages": "submitted",
    **dict.fromkeys(["diary", "report", "change", "application_diary"], "awarded"),
    **dict.fromkeys(["gathering", "gathering_remove", "application_change"], "awarded"),
    **dict.fromkeys(["staff_gathering", "staff_gathering_remove"], "awarded"),
    "report_confirm": "awarded:approved",
    "application_more": "draft:asking",
    "claim_paper": "awarded",
}
# There is nothing to choose or to do for whoever asks here.
# What the demonstration has none of: these have tests of their own.
ELSEWHERE = {"invitation", "reissue_pdf", "person_part", "person_remove", "letter_text"}
ELSEWHERE |= {"gathering_receipt", "staff_gathering_receipt"}
ELSEWHERE |= {"claim_withdraw", "claim_copy"}
ELSEWHERE |= {"group_leave", "group_hand_over", "staff_person_add"}
ELSEWHERE |= {"my_listing_photo"}
# They stand where an application came on paper; the same pages as the residents'.
KEYING_IN = {name for name in PAGES if name.startswith("key_in")} - {"key_in_new"}
ELSEWHERE |= {"programme_publish"}  # the draft of the demonstration is another year's
ELSEWHERE |= KEYING_IN
# Actions without a form that anybody drives from outside.
UNNAMED = {
    "/check/begin/",
    "/my/applications/*/answers/",
    "/my/applications/*/files/*/remove/",
    "/my/applications/*/files/*/reuse/",
    "/my/applications/*/terms/",
    "/my/applications/*/claim/send/",
    "/staff/applications/*/key-in/claim/send/",
    "/staff/payments/*/*/",
    "/staff/payments/files/make/",
    "/staff/payments/refunds/*/cancel/",
    "/staff/applications/*/key-in/copy/",
    "/my/groups/*/diary/receipts/*/remove/",
    "/staff/applications/*/key-in/answers/",
    "/staff/applications/*/key-in/change/withdraw/",
    "/staff/applications/*/key-in/files/*/remove/",
    "/staff/applications/*/key-in/files/*/reuse/",
    "/staff/applications/*/key-in/terms/",
    "/staff/applications/assign/",
    "/staff/applications/assign/done/",
    "/staff/applications/award/",
    "/staff/applications/award/done/",
    "/staff/applications/decline/",
    "/staff/applications/decline/done/",
    "/staff/applications/views/*/delete/",
    "/staff/consultations/*/draft/",
    "/staff/consultations/*/files/*/remove/",
    "/staff/consultations/*/followed-up/",
    "/staff/consultations/drafts/*/",
    "/staff/consultations/drafts/*/discard/",
    "/staff/people/merges/*/undo/",
    "/staff/groups/*/diary/receipts/*/remove/",
    "/staff/groups/suspend/done/",
    "/staff/letters/templates/*/preview/",
    "/staff/imports/*/load/",
    "/staff/programmes/*/*/next/",
    "/staff/programmes/*/*/terms/example/",
    "/staff/programmes/*/*/terms/throw-away/",
    "/staff/programmes/exclusions/*/remove/",
}
LEADING_ON = {"home": 302, "confirm_code": 302, "logout": 302, "my_application_new": 302}


@pytest.fixture
def stage(db, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    with time_machine.travel("2026-11-23T12:00:00+09:00"):
        yield Stage()


def blank(address):
    """An address of the contract or a route, with every id alike."""
    return "/" + re.sub(r"<[^>]*>|\{[^}]*\}", "*", address).lstrip("/")


def who_sees(address):
    """The least of those who may pass."""
    who = next((door.who for route, door in DOORS.items() if blank(route) == blank(address)), ())
    if "anonymous" in who or address.startswith("/accounts/"):
        return "anonymous"
    if address == "/admin/":
        return "admin"
    if who == {"accountant"}:
        return "accountant"
    if "worker" in who or not who:
        return "resident" if who >= RESIDENTS else "worker"
    if who >= RESIDENTS:
        return "resident"
    return "approver" if "approver" in who else "auditor"


def test_logical_names_are_kept():
    assert KEPT_PAGES - PAGES.keys() == set()
    assert KEPT_FORMS - FORMS.keys() == set()


def test_every_page_has_a_name():
    pages = {blank(route) for route, door in DOORS.items() if not door.post_only}
    assert pages - set(map(blank, PAGES.values())) == set()


def test_every_action_has_a_name():
    actions = {blank(route) for route, door in DOORS.items() if door.post_only}
    assert actions - {blank(form["address"]) for form in FORMS.values()} == UNNAMED


def test_pages_answer(stage):
    found = {}
    shown = {name: address for name, address in PAGES.items() if name not in ELSEWHERE}
    for name, address in shown.items():
        when = WHEN.get(name, "draft" if address.startswith("/my/") else "under_review")
        client = stage.client(who_sees(address), "awarded" if "letter" in name else when)
        answer = client.get(stage.fill(address, when))
        found[name] = answer.status_code
        answer.getvalue()  # a file is let go when it has been read
    assert found == dict.fromkeys(shown, 200) | LEADING_ON


def test_forms_stand_as_they_are_told(stage):
    found, told = {}, {}
    for name, form in FORMS.items():
        seen = stage.form(form)
        told[name] = {field: about["label"] for field, about in form["fields"].items()}
        found[name] = seen.fields
        for field, about in form["fields"].items():
            if "options" in about:
                told[name, field], found[name, field] = about["options"], seen.options[field]
        told[name, "buttons"], found[name, "buttons"] = form["buttons"], seen.buttons
    assert found == told


def test_every_field_and_button_has_words():
    """Only what is hidden has no label."""
    silent = {
        (name, field)
        for name, form in FORMS.items()
        for field, about in form["fields"].items()
        if not about["label"]
    }
    assert {field for _name, field in silent} <= {
        "criterion",
        "format",
        "seen",
        "state",
        "follows",
        "draft",
        "key",
    }
    assert all(button["label"] for form in FORMS.values() for button in form["buttons"])


@pytest.mark.django_db
def test_tables_can_be_read():
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT table_name, column_name FROM information_schema.columns"
            " WHERE table_schema = 'public'"
        )
        columns = set(cursor.fetchall())
        decisions = TABLES["decisions"]
        for part in (decisions, CONTRACT["payments"]):
            cursor.execute(f"SELECT 1 FROM {part['table']} WHERE {part['where']}")  # noqa: S608
    told = {(table["table"], column) for table in TABLES.values() for column in table["columns"]}
    history = CONTRACT["history"]
    told |= {(table, column) for table in history["tables"] for column in history["columns"]}
    assert told - columns == set()
    payments = CONTRACT["payments"]
    assert {payments["table"], payments["refunds"]} <= {table["table"] for table in TABLES.values()}


def test_every_history_is_named():
    events = {
        model._meta.db_table
        for model in apps.get_models()
        if issubclass(model, pghistory.models.Event)
    }
    assert set(CONTRACT["history"]["tables"]) == events
