"""`manage.py migrate`: Django's own, and then the application gets at the tables what it needs."""

from django.core.management.commands import migrate
from django.db import connections

from ibasho.accounts import tables


class Command(migrate.Command):
    def handle(self, *args, **options):
        super().handle(*args, **options)
        tables.open_to_application(connections[options["database"]])
