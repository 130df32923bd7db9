"""What is under seal shows dots, opens with any key we hold, and moves to a new key."""

import pytest
from cryptography.fernet import Fernet
from django.core.exceptions import FieldError

from ibasho.secrecy import Secret, SecretField, Unreadable

OLD, NEW = Fernet.generate_key().decode(), Fernet.generate_key().decode()


@pytest.fixture
def keys(settings):
    """`keys(NEW, OLD)`: the keys that are held from now on."""

    def _hold(*held):
        settings.FIELD_KEYS = list(held)

    _hold(OLD)
    return _hold


def test_words_come_back_and_are_seen_nowhere(keys):
    secret = Secret.of("1234567 𠮷")
    assert secret.reveal() == "1234567 𠮷"
    assert (f"{secret}", f"{[secret]}", "1234567" in secret.token) == (
        "••••",
        "[Secret(••••)]",
        False,
    )


def test_same_words_are_sealed_differently_each_time(keys):
    assert Secret.of("1234567") != Secret.of("1234567")


def test_new_key_in_front_seals_and_the_old_one_still_opens(keys):
    secret = Secret.of("1234567")
    keys(NEW, OLD)
    assert secret.reveal() == "1234567"
    fresh = secret.renewed()
    assert fresh.renewed() is None
    keys(NEW)
    assert fresh.reveal() == "1234567"
    with pytest.raises(Unreadable):
        secret.reveal()
    with pytest.raises(Unreadable):
        secret.renewed()


def test_tampered_seal_does_not_open(keys):
    secret = Secret.of("1234567")
    with pytest.raises(Unreadable):
        Secret(secret.token[:-4] + "AAA=").reveal()


def test_column_holds_ciphertext_only(keys):
    column = SecretField(null=True)
    token = column.get_prep_value("1234567")
    assert column.from_db_value(token, None, None).reveal() == "1234567"
    assert column.get_prep_value(Secret(token)) == token
    assert (column.get_prep_value(None), column.from_db_value(None, None, None)) == (None, None)


def test_nothing_is_looked_up_by_a_seal():
    column = SecretField(null=True, name="number")
    assert column.get_lookup("isnull")
    with pytest.raises(FieldError):
        column.get_lookup("exact")
