"""By psql as the application itself: it can do its work, and not one thing that undoes a promise."""

import pgtrigger
import psycopg
import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import DatabaseError, connection, transaction
from django.utils import timezone
from pghistory.models import Event
from psycopg import sql

from grants import workflow
from grants.applying import drafts
from grants.models import Application
from ibasho.letters.models import Letter
from ibasho.seed import demo
from tests.grants.factories import NOON, a_draft, awarded
from tests.grants.test_database import REFUSED

ROLE, OWNER = settings.DATABASE_ROLE, settings.OWNER_ADDRESS["USER"]
pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(ROLE == OWNER, reason="this database has one role for everything"),
]


def run(statement, *values):
    with connection.cursor() as cursor:
        cursor.execute(statement, values or None)
        return cursor.fetchall() if cursor.description else []


def become_the_application():
    """Until the end of the test's transaction."""
    run(sql.SQL("SET LOCAL ROLE {}").format(sql.Identifier(ROLE)))


def ignore_every_trigger():
    """What django-pgtrigger offers to whoever writes it into a session."""
    names = {trigger.get_pgid(model) for model, trigger in pgtrigger.registered()}
    run(sql.SQL("SET LOCAL pgtrigger.ignore = {}").format(f"{{{','.join(names)}}}"))


# It can do its work ----------------------------------------------------------------


def test_the_whole_house_can_be_lived_in_as_the_application():
    become_the_application()
    call_command("load_booklet", verbosity=0)
    demo.load(at=timezone.now())
    draft = Application.objects.get(state="draft")
    drafts.discard(draft, by=draft.started_by)
    assert (run("SELECT current_user"), Application.objects.count() > 5) == ([(ROLE,)], True)


# It has no other right --------------------------------------------------------------


def test_it_has_four_rights_at_most_and_owns_nothing():
    tables = "SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace"
    tables += " AND relkind IN ('r', 'v')"
    rights = ("SELECT", "INSERT", "UPDATE", "DELETE", "TRUNCATE", "REFERENCES", "TRIGGER")
    held = f"{tables} AND has_table_privilege(%s, oid, %s)"
    of = {right: {name for (name,) in run(held, ROLE, right)} for right in rights}
    everything = {name for (name,) in run(tables)}
    histories = {m._meta.db_table for m in Event.__subclasses__() if m._meta.managed}
    assert of["SELECT"] == everything
    assert of["INSERT"] == everything - {"django_migrations"}
    assert of["UPDATE"] == of["DELETE"] == everything - {"django_migrations"} - histories
    assert len(histories) > 5
    assert of["TRUNCATE"] | of["REFERENCES"] | of["TRIGGER"] == set()
    owned = "SELECT count(*) FROM pg_class WHERE relowner = %s::regrole"
    assert run(owned, ROLE) == [(0,)]


REFUSED_TO_IT = [
    "TRUNCATE letters_letter CASCADE",
    "ALTER TABLE grants_application DISABLE TRIGGER ALL",
    "ALTER TABLE letters_letter DROP CONSTRAINT letter_number_once",
    "ALTER TABLE letters_letter OWNER TO CURRENT_USER",
    "DROP TABLE grants_steptaken",
    "SET session_replication_role = replica",
    "UPDATE grants_applicationevent SET state = 'awarded'",
    "DELETE FROM grants_applicationevent",
    "DELETE FROM django_migrations",
    "SELECT setval('letters_register_id_seq', 9)",
    "CREATE TABLE public.mine (id int)",
    "CREATE SCHEMA mine",
    # A trigger would look into it instead of the register.
    "CREATE TEMPORARY TABLE letters_register AS SELECT 'issued' AS series",
    "CREATE OR REPLACE FUNCTION public._pgtrigger_should_ignore(trigger_name name)"
    " RETURNS boolean AS 'SELECT true' LANGUAGE sql",
    "CREATE TRIGGER mine BEFORE INSERT ON letters_letter"
    " FOR EACH ROW EXECUTE FUNCTION suppress_redundant_updates_trigger()",
    f"SET ROLE {OWNER}",
    f"GRANT {OWNER} TO CURRENT_USER",
]


@pytest.mark.parametrize("statement", REFUSED_TO_IT)
def test_refused_to_the_application(statement):
    """On a connection of its own, as psql would have it: nothing of the owner is near."""
    here = settings.APPLICATION_ADDRESS
    told = {"host": here["HOST"], "port": here["PORT"], "password": here["PASSWORD"]}
    told = {key: value for key, value in told.items() if value} | here.get("OPTIONS", {})
    name = connection.settings_dict["NAME"]
    with psycopg.connect(dbname=name, user=ROLE, **told) as other:
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            other.execute(statement)
        other.rollback()


# Its sessions cannot switch the triggers off ----------------------------------------


@pytest.fixture
def decided(resident, worker, approver):
    return awarded(by=resident, worker=worker, approver=approver)


BREACHES = REFUSED | {
    "another state": "UPDATE grants_application SET state='recommended' WHERE id=%s",
    "another letter": "UPDATE letters_letter SET content='{}' WHERE id ="
    " (SELECT letter_id FROM grants_application WHERE id=%s)",
    "no letter": "DELETE FROM letters_letter WHERE id ="
    " (SELECT letter_id FROM grants_application WHERE id=%s)",
    "a gap": "UPDATE letters_register SET last = last + 2 WHERE %s::text <> ''",
    "no register": "DELETE FROM letters_register WHERE %s::text <> ''",
    "a number for nobody": "UPDATE letters_register SET last = last + 1 WHERE %s::text <> ''",
}


@pytest.mark.parametrize("statement", BREACHES.values(), ids=BREACHES.keys())
def test_no_breach_although_it_tells_the_triggers_to_look_away(statement, decided):
    become_the_application()
    ignore_every_trigger()
    with pytest.raises(DatabaseError), transaction.atomic():
        run(statement, decided.pk)
        run("SET CONSTRAINTS ALL IMMEDIATE")


def test_the_owner_could(decided):
    """So the words above reach the triggers, and it is the role that they do not listen to."""
    ignore_every_trigger()
    run("UPDATE letters_letter SET checksum='' WHERE id=%s", decided.letter_id)
    assert Letter.objects.get(pk=decided.letter_id).checksum == ""


def test_a_step_by_the_workflow_goes_on_as_before(resident):
    draft = a_draft(by=resident)
    become_the_application()
    sent = workflow.submit(draft, by=resident, at=NOON)
    run("SET CONSTRAINTS ALL IMMEDIATE")
    assert sent.receipt_number == "R8-0001"
