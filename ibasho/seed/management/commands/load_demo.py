"""`manage.py load_demo`: fictional people and groups of this fiscal year; demo mode only."""

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from ibasho.seed import demo


class Command(BaseCommand):
    help = "見本の人・団体・申請・相談を入れます（見本の運用のときだけ）。"

    def handle(self, *args, **options):
        if not settings.DEMO:
            raise CommandError(
                "見本の運用（IBASHO_DEMO=1）ではないので、見本のデータは入れません。"
            )
        try:
            demo.load(at=timezone.now())
        except demo.AlreadyThere:
            self.stdout.write("見本のデータはもう入っています。")
        else:
            self.stdout.write("見本のデータを入れました。")
