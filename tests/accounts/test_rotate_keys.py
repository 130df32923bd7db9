"""rotate_keys brings every seal to the first key, a second time to nothing, and names what is lost."""

from io import StringIO

import pgtrigger
import pytest
from cryptography.fernet import Fernet
from django.core.management import CommandError, call_command

from grants.models import BankAccount
from grants.money import claiming
from ibasho import secrecy
from ibasho.secrecy import Secret
from tests.grants.factories import NOON, a_group
from tests.grants.purse import new_account

pytestmark = pytest.mark.django_db
NEW = Fernet.generate_key().decode()


@pytest.fixture
def accounts(resident):
    group = a_group(member=resident)
    return [
        claiming.write_account(group, new_account(number=f"000000{n}"), by=resident, at=NOON)
        for n in range(5)
    ]


def rotate():
    out = StringIO()
    call_command("rotate_keys", stdout=out)
    return out.getvalue()


def numbers():
    return sorted(account.number.reveal() for account in BankAccount.objects.all())


def test_every_column_under_seal_is_known():
    sealed = secrecy.sealed_columns()
    ours = [each for each in sealed if each[0]._meta.app_label == "grants"]
    found = {f"{model._meta.db_table}.{name}" for model, name in ours}
    assert found == {"grants_bankaccount.number", "grants_transferfile.content"}


def test_all_move_to_the_new_key(accounts, settings, monkeypatch):
    monkeypatch.setattr(secrecy, "ROWS_A_PIECE", 2)
    before, history = numbers(), BankAccount.history.rel.related_model.objects.count()
    settings.FIELD_KEYS = [NEW, *settings.FIELD_KEYS]
    assert "grants_bankaccount.number: 5件を" in rotate()
    assert "grants_bankaccount.number: 0件を" in rotate()
    settings.FIELD_KEYS = [NEW]
    assert numbers() == before == [f"000000{n}" for n in range(5)]
    assert BankAccount.history.rel.related_model.objects.count() == history


def test_what_no_key_opens_is_named_and_the_rest_moves(accounts, settings):
    lost = accounts[2]
    with pgtrigger.ignore():
        settings.FIELD_KEYS, held = [NEW], settings.FIELD_KEYS
        BankAccount.objects.filter(pk=lost.pk).update(number=Secret.of("0"))
    other = Fernet.generate_key().decode()
    settings.FIELD_KEYS = [other, *held]
    err = StringIO()
    with pytest.raises(CommandError, match="1件が残っています"):
        call_command("rotate_keys", stdout=StringIO(), stderr=err)
    assert str(lost.pk) in err.getvalue()
    settings.FIELD_KEYS = [other]
    moved = BankAccount.objects.exclude(pk=lost.pk)
    assert [each.number.reveal() for each in moved.order_by("tail")] == [
        *("0000000", "0000001", "0000003", "0000004")
    ]
