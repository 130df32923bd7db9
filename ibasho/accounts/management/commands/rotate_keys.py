"""Brings every column under seal to the first key of IBASHO_FIELD_KEYS."""

from django.core.management.base import BaseCommand, CommandError

from ibasho import secrecy


class Command(BaseCommand):
    help = "Seal every sealed column anew with the first key of IBASHO_FIELD_KEYS."

    def handle(self, *args, **options):
        broken = 0
        for model, column in secrecy.sealed_columns():
            done = secrecy.renew(model, column)
            name = f"{model._meta.db_table}.{column}"
            self.stdout.write(f"{name}: {done.renewed}件を新しい鍵でしまい直しました。")
            for pk in done.unreadable:
                self.stderr.write(f"{name}: {pk} は、いまある鍵では開けません。")
            broken += len(done.unreadable)
        if broken:
            raise CommandError(f"{broken}件が残っています。古い鍵をまだ捨てないでください。")
