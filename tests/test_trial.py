"""A trial run gives itself demo mode and its keys; production gets none."""

import os

import pytest
from cryptography.fernet import Fernet

from ibasho import trial


@pytest.fixture
def place(monkeypatch, tmp_path):
    monkeypatch.setenv("DATA", str(tmp_path / "data"))
    monkeypatch.delenv("IBASHO_SECRET_KEY", raising=False)
    monkeypatch.delenv("IBASHO_FIELD_KEYS", raising=False)
    monkeypatch.delenv("IBASHO_DEMO", raising=False)
    return tmp_path / "data"


def test_trial_makes_a_key_of_its_own_and_keeps_it(place, monkeypatch):
    trial.prepare()
    key = os.environ["IBASHO_SECRET_KEY"]
    assert (place / "secret.key").stat().st_mode & 0o777 == 0o600
    assert (len(key), os.environ["IBASHO_DEMO"]) == (86, "1")
    monkeypatch.delenv("IBASHO_SECRET_KEY")
    trial.prepare()
    assert os.environ["IBASHO_SECRET_KEY"] == key


def test_given_key_means_production_unless_demo_is_asked_for(place, monkeypatch):
    monkeypatch.setenv("IBASHO_SECRET_KEY", "given")
    trial.prepare()
    assert (os.environ["IBASHO_SECRET_KEY"], "IBASHO_DEMO" in os.environ) == ("given", False)
    assert not place.exists()


def test_production_without_a_key_gets_none(place, monkeypatch):
    monkeypatch.setenv("IBASHO_DEMO", "0")
    trial.prepare()
    assert "IBASHO_SECRET_KEY" not in os.environ


def test_demonstration_keeps_the_key_of_its_seals(place, monkeypatch):
    trial.give_field_key()
    key = os.environ["IBASHO_FIELD_KEYS"]
    assert [path.name for path in place.iterdir()] == ["field.key"]
    assert (place / "field.key").stat().st_mode & 0o777 == 0o600
    monkeypatch.delenv("IBASHO_FIELD_KEYS")
    trial.give_field_key()
    assert os.environ["IBASHO_FIELD_KEYS"] == key
    Fernet(key)


def test_keys_that_were_given_are_kept(place, monkeypatch):
    monkeypatch.setenv("IBASHO_FIELD_KEYS", "given")
    trial.give_field_key()
    assert (os.environ["IBASHO_FIELD_KEYS"], place.exists()) == ("given", False)
