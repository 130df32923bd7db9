"""The front door: open pages, the way after signing in, health."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import OperationalError, connection
from django.db.migrations.recorder import MigrationRecorder

from ibasho.accounts import health

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("address", ["/", "/help/", "/robots.txt", "/healthz", "/accounts/login/"])
def test_open_to_all(client, address):
    assert client.get(address).status_code == 200


def test_the_front_page_opens_three_doors_and_names_the_phone(client, settings):
    page = client.get("/").content.decode()
    doors = ['href="/places/"', 'href="/check/"', 'href="/accounts/login/"']
    assert [door in page for door in doors] == [True] * 3
    assert settings.COUNCIL["phone"] in page


def test_after_signing_in_residents_and_staff_part(resident, worker, auditor, enter, client):
    ways = [enter(person).get("/home/").url for person in (resident, worker, auditor)]
    assert ways == ["/my/", "/staff/", "/staff/"]
    assert client.get("/home/").url == "/accounts/login/?next=/home/"


def test_health_costs_little(client, django_assert_num_queries):
    client.get("/healthz")
    with django_assert_num_queries(2):  # is the table there, what does it hold
        answer = client.get("/healthz")
    assert (answer.status_code, answer.content) == (200, b"ok")


def test_health_tells_of_a_migration_that_is_missing(client):
    MigrationRecorder(connection).record_unapplied("groups", "0001_initial")
    answer = client.get("/healthz")
    assert (answer.status_code, answer.content) == (503, b"migrations: 1 not applied")


def test_health_tells_of_a_database_that_is_away(client, monkeypatch):
    def away(recorder):
        raise OperationalError

    monkeypatch.setattr(health.MigrationRecorder, "applied_migrations", away)
    answer = client.get("/healthz")
    assert (answer.status_code, answer.content) == (503, b"database: not reached")
    assert "no-store" in answer["Cache-Control"]


def test_demo_accounts_are_named_only_in_the_demonstration(client, resident, settings):
    settings.DEMO = True
    page = client.get("/accounts/login/").content.decode()
    assert ("ibasho-demo" in page, "resident@example.jp" in page) == (True, True)
    settings.DEMO = False
    page = client.get("/accounts/login/").content.decode()
    assert ("ibasho-demo" in page, "resident@example.jp" in page) == (False, False)


@pytest.mark.parametrize(
    "address", ["/my/groups/new/", "/staff/groups/", "/admin/", "/home/", "/accounts/email/"]
)
def test_closed_doors_lead_to_signing_in(client, address):
    answer = client.get(address, follow=True)
    assert (answer.request["PATH_INFO"], answer.status_code) == ("/accounts/login/", 200)
    assert answer.context["user"] == AnonymousUser()
