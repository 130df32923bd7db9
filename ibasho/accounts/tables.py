"""What the application may do with the tables: work with the rows, and nothing that undoes a promise.

Constraints and triggers bind everybody but the owner of the tables, who can take them away. So
the application comes as another role (DATABASE_URL), and the owner (DATABASE_OWNER_URL) only for
migrations. Where there is but one role, nothing is done.
"""

from django.apps import apps
from django.conf import settings
from django.db import transaction
from pghistory.models import Event
from psycopg import sql

# No TRUNCATE, which passes by triggers; no TEMPORARY, whose tables would stand before the real
# ones in the eyes of a trigger; no CREATE.
GRANTS = """
REVOKE TEMPORARY ON DATABASE {database} FROM PUBLIC;
REVOKE CREATE ON SCHEMA public FROM PUBLIC, {role};
REVOKE ALL ON ALL TABLES IN SCHEMA public FROM {role};
GRANT USAGE ON SCHEMA public TO {role};
GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO {role};
GRANT SELECT, USAGE ON ALL SEQUENCES IN SCHEMA public TO {role};
REVOKE INSERT, UPDATE, DELETE ON django_migrations FROM {role};
REVOKE UPDATE, DELETE ON {histories} FROM {role};
"""
# In place of the one of django-pgtrigger, with which anybody passes by who sets the variable.
IGNORED = """
CREATE OR REPLACE FUNCTION public._pgtrigger_should_ignore(trigger_name NAME)
RETURNS BOOLEAN AS $$
    SELECT current_user = {owner} AND trigger_name = ANY (
        coalesce(nullif(current_setting('pgtrigger.ignore', true), ''), '{{}}')::text[]
    );
$$ LANGUAGE sql STABLE;
"""


def open_to_application(connection) -> None:
    """Called as the owner, after every migration; the same each time."""
    with transaction.atomic(using=connection.alias), connection.cursor() as cursor:
        cursor.execute("SELECT current_user, current_database()")
        owner, database = cursor.fetchone()
        if settings.DATABASE_ROLE in ("", owner):
            return
        names = {
            "role": sql.Identifier(settings.DATABASE_ROLE),
            "database": sql.Identifier(database),
            "histories": sql.SQL(", ").join(map(sql.Identifier, _histories(connection))),
            "owner": sql.Literal(owner),
        }
        cursor.execute(sql.SQL(GRANTS + IGNORED).format(**names))


def _histories(connection) -> list[str]:
    """The tables in which every change is written down, of those that are there already."""
    there = set(connection.introspection.table_names())
    known = [model._meta.db_table for model in apps.get_models() if issubclass(model, Event)]
    return [table for table in known if table in there]
