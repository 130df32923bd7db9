"""Whether the house stands: the database answers and holds every table of this version."""

from functools import cache

from django.db import DatabaseError, connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder


@cache
def _wanted():
    """Names of all migrations on disk; they do not change while the program runs."""
    return frozenset(MigrationLoader(None, ignore_no_migrations=True).disk_migrations)


def troubles() -> list[str]:
    """What is wrong, one line each; nothing when all is well. One query."""
    try:
        applied = MigrationRecorder(connection).applied_migrations()
    except DatabaseError:
        return ["database: not reached"]
    missing = len(_wanted() - applied.keys())
    return [f"migrations: {missing} not applied"] if missing else []
