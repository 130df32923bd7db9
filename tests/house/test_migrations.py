"""What the models promise stands in PostgreSQL: triggers are installed, histories do not fork."""

import pgtrigger
import pytest
from django.db import connection
from django.db.migrations.loader import MigrationLoader


@pytest.mark.django_db
def test_every_trigger_is_installed():
    promised = {
        (model._meta.db_table, trigger.get_pgid(model)) for model, trigger in pgtrigger.registered()
    }
    with connection.cursor() as cursor:
        cursor.execute("SELECT tgrelid::regclass::text, tgname FROM pg_trigger")
        installed = set(cursor.fetchall())
    assert promised - installed == set()
    assert len(promised) > 10


@pytest.mark.django_db
def test_histories_do_not_fork():
    assert MigrationLoader(connection).detect_conflicts() == {}
