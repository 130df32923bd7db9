"""Whose records did an account see or take out, between two moments: a csv on standard output."""

from datetime import datetime, time

from django.core.management.base import BaseCommand, CommandError
from django.utils.dateparse import parse_date, parse_datetime
from django.utils.timezone import is_naive, make_aware

from consultations.log import reading, scope_file
from ibasho.accounts.models import User
from ibasho.spreadsheet import csv_pieces


def moment(text: str, *, end: bool) -> datetime:
    """2026-04-01 (its beginning, or its end), or 2026-04-01T09:00 in Japan or with an offset."""
    try:
        day = parse_date(text)
        found = (
            datetime.combine(day, time.max if end else time.min) if day else parse_datetime(text)
        )
    except ValueError:
        found = None
    if found is None:
        raise CommandError(f"「{text}」を日時として読めません。例：2026-04-01、2026-04-01T09:00")
    return make_aware(found) if is_naive(found) else found


class Command(BaseCommand):
    help = "ある人が見た・書き出した相談記録を csv で出します。"

    def add_arguments(self, parser):
        parser.add_argument("--account", required=True, help="メールアドレス")
        parser.add_argument("--since", required=True, help="いつから（2026-04-01）")
        parser.add_argument("--until", required=True, help="いつまで（2026-04-30、終わりまで）")

    def handle(self, *, account, since, until, **_options):
        user = User.objects.filter(email__iexact=account).first()
        if user is None:
            raise CommandError(f"{account} という人はいません。")
        span = {"since": moment(since, end=False), "until": moment(until, end=True)}
        rows = reading.scope(user, **span)
        for piece in csv_pieces(scope_file.HEADS, scope_file.rows(reading.named(rows.iterator()))):
            self.stdout.write(piece.decode(), ending="")
