"""Many at once: what was said to be saved is there, and what was sent twice is one application."""

import re
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
import time_machine
from django.db import connection
from django.urls import reverse

from grants.models import Application
from ibasho.letters.models import Letter, Mail, Register
from tests.grants import factories

pytestmark = pytest.mark.django_db(transaction=True)
CSRF = re.compile(r'value="\w{64}"')
CLIENTS = 8
ROUNDS = 4


@pytest.fixture(autouse=True)
def at_noon():
    with time_machine.travel(factories.NOON, tick=True):
        yield


def all_at_once(work, count):
    """What `work(number)` gave to each of so many threads that begin together."""
    start = Barrier(count)

    def one(number):
        start.wait()
        try:
            return work(number)
        finally:
            connection.close()

    with ThreadPoolExecutor(count) as pool:
        return list(pool.map(one, range(count)))


def typing(client, address, name, values):
    """Type like a page: each value upon the version that it has seen; what was confirmed."""
    version, confirmed = 0, []
    for value in values:
        answer = client.post(address, {"name": name, "value": value, "version": version})
        told = answer.json()
        version = told["version"]
        if answer.status_code == 200:
            confirmed.append((version, value))
    return confirmed


def test_eight_clients_type_into_one_draft(enter, resident):
    draft = factories.a_blank_draft(by=resident)
    address = reverse("answers", args=[draft.pk])
    clients = [enter(resident) for _ in range(CLIENTS)]
    own = ["members", "activity", "starts_at", "ends_at", "days", "venue_fee", "in_city", "repeat"]

    def work(number):
        values = [f"{number}の{n}" for n in range(ROUNDS)]
        mine = typing(clients[number], address, own[number], values)
        return mine, typing(clients[number], address, "other_grant_detail", values)

    found = all_at_once(work, CLIENTS)
    kept = {row[0]: row[1:] for row in draft.answers.values_list("name", "value", "version")}
    for number, (mine, _shared) in enumerate(found):
        assert mine == [(n + 1, f"{number}の{n}") for n in range(ROUNDS)]
        assert kept[own[number]] == (f"{number}の{ROUNDS - 1}", ROUNDS)
    shared = sorted(pair for _mine, pairs in found for pair in pairs)
    # One after the other, each upon the one before: no version was given to two, none was lost.
    assert [version for version, _value in shared] == list(range(1, len(shared) + 1))
    assert kept["other_grant_detail"] == shared[-1][::-1]


def test_what_is_sent_twenty_times_at_once_is_one_application(enter, resident):
    draft = factories.a_draft(by=resident)
    address = reverse("confirm", args=[draft.pk])
    clients = [enter(resident) for _ in range(20)]
    answers = all_at_once(lambda n: clients[n].post(address, {"true": "on"}), 20)
    again = [clients[0].post(address, {"true": "on"}) for _ in range(2)]

    receipt = reverse("receipt", args=[draft.pk])
    assert {(one.status_code, one.url) for one in [*answers, *again]} == {(302, receipt)}
    sent = Application.objects.get()
    assert (sent.receipt_number, sent.submissions.count()) == ("R8-0001", 1)
    assert sent.steps_taken.count() == 1
    assert Mail.objects.filter(to=resident.email).count() == 1
    register = Register.objects.values_list("series", "last").order_by("series")
    assert list(register) == [("issued", 1), ("received", 1)]
    assert Letter.objects.count() == 1
    # By reload and from every page on which it was pressed: the same receipt, to the letter.
    [page] = {CSRF.sub("", client.get(receipt).content.decode()) for client in clients}
    assert "R8-0001" in page


def test_a_draft_begun_twenty_times_at_once_is_one(enter, resident):
    group, year = factories.a_group(member=resident), factories.a_programme_year()
    clients = [enter(resident) for _ in range(20)]
    typed = {"group": group.pk, "programme_year": year.pk}
    answers = all_at_once(lambda n: clients[n].post("/my/applications/new/", typed), 20)
    draft = Application.objects.get()
    assert {one.url for one in answers} == {reverse("task_list", args=[draft.pk])}
