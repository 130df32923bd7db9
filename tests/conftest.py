"""People, not fixtures: who takes part in every story told by the tests."""

import os

import pytest
from django.test import Client

from ibasho.accounts.models import User
from ibasho.accounts.permissions import Role

# Playwright's synchronous calls leave an event loop running beside the tests that follow.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"


def _person(name, role):
    return User.objects.create_user(email=f"{name}@example.jp", name=f"見本 {name}", role=role)


@pytest.fixture
def resident(db):
    return _person("resident", Role.RESIDENT)


@pytest.fixture
def stranger(db):
    return _person("stranger", Role.RESIDENT)


@pytest.fixture
def worker(db):
    return _person("worker", Role.WORKER)


@pytest.fixture
def worker2(db):
    return _person("worker2", Role.WORKER)


@pytest.fixture
def approver(db):
    return _person("approver", Role.APPROVER)


@pytest.fixture
def accountant(db):
    return _person("accountant", Role.ACCOUNTANT)


@pytest.fixture
def auditor(db):
    return _person("auditor", Role.AUDITOR)


@pytest.fixture
def admin_user(db):
    return _person("admin", Role.ADMIN)


@pytest.fixture
def enter():
    """A client signed in as this person: `enter(worker).get("/staff/")`."""

    def _enter(user):
        client = Client()
        client.force_login(user)
        return client

    return _enter
