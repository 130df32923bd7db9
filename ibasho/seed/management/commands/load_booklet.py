"""Enter the facts of the booklet; a second call adds nothing."""

from django.core.management.base import BaseCommand
from django.utils import timezone

from ibasho.seed import booklet


class Command(BaseCommand):
    help = "冊子の事実（15団体、過去の件数、交流会6回、事例2つ）を入れます。2回目は何も足しません。"

    def handle(self, **_options):
        added = booklet.load(at=timezone.now()).added
        self.stdout.write("、".join(f"{name} {count}件" for name, count in added.items()))
