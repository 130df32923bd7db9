"""Time the search of the log, and the question after a breach: one JSON object a line.

The records are made, searched and taken back in one transaction, in which the log is shut to
everybody else. The pages go through the whole program, with the noting of who has read.
"""

import json
import time
from datetime import datetime
from urllib.parse import urlencode

import pgtrigger
from django.core.management.base import BaseCommand, CommandError
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from consultations.choices import Topic
from consultations.forms import ConsultationFilter
from consultations.management import invented
from consultations.models import Consultation, ReadLog
from consultations.views.counting import MOST
from consultations.views.pages import PAGE
from ibasho.accounts.models import User
from ibasho.accounts.permissions import Role

LAST = MOST // PAGE
SINCE = datetime(2026, 1, 1, tzinfo=invented.JAPAN)
GROUP, WORKER, NAME = "(group)", "(worker)", "(name of the worker)"
# what, words, and the rest of the address: rare and common, one letter to many, near and far.
ASKED = (
    ("nothing", "", {}),
    ("nothing, deep", "", {"page": 1000}),
    ("nothing, in a year", "", {"fiscal_year": 2020}),
    ("nothing, by topic", "", {"topic": Topic.FOOD}),
    ("nothing, to call", "", {"follow_up": "due"}),
    ("one letter, common", "庭", {}),
    ("one letter, common, last page", "庭", {"page": LAST}),
    ("one letter, common, oldest first", "庭", {"sort": "on"}),
    ("one letter, common, in a year", "庭", {"fiscal_year": 2020}),
    ("one letter, common, by group", "庭", {"group": GROUP}),
    ("one letter, common, by worker", "庭", {"worker": WORKER}),
    ("one letter, common, by topic and year", "庭", {"topic": Topic.FOOD, "fiscal_year": 2020}),
    ("one letter, in nearly all", "の", {}),
    ("one letter, rare", "稀", {}),
    ("two letters, common", "保険", {}),
    ("two letters, rare", "珈琲", {}),
    ("three letters", "コミセン", {}),
    ("a sentence", "包括支援センターにつないだ", {}),
    ("two words", "庭 保険", {}),
    ("three words, last page", "庭 保険 の", {"page": LAST}),
    ("a name", "見本 4711", {}),
    ("a group", "測定の会07", {}),
    ("a group and a word", "測定の会07 庭", {}),
    ("the name of a worker", NAME, {}),
    ("not there", "鯨", {}),
)


class Command(BaseCommand):
    help = "相談の検索の速さをはかります。例：bench_search --size 100000"

    def add_arguments(self, parser):
        parser.add_argument("--size", type=int, default=100_000, help="相談の数")
        parser.add_argument("--rounds", type=int, default=20, help="くり返す回数")
        parser.add_argument("--readings", type=int, default=200_000, help="閲覧の記録の数")

    def handle(self, *, size, rounds, readings, **_options):
        user = User.objects.filter(role=Role.WORKER, is_active=True).first()
        auditor = User.objects.filter(role=Role.AUDITOR, is_active=True).first()
        if user is None or auditor is None:
            raise CommandError("職員がいません。先に load_demo で見本を入れてください。")
        with transaction.atomic():
            with pgtrigger.ignore():
                groups = invented.fill(size, user)
            there = {GROUP: groups[7].pk, WORKER: user.pk, NAME: user.name}
            for what, words, more in ASKED:
                asked = {"q": words} | more
                asked = {name: there.get(value, value) for name, value in asked.items()}
                found = _measure(_client(user), "consultation_list", asked, rounds)
                self._tell(what, size, {"found": _found(asked), **found})
            invented.fill_readings(readings, user, auditor, since=SINCE)
            asked = {"account": user.pk, "since": SINCE.date(), "until": "2026-12-31"}
            for what, more in (("whose records were seen", {}), ("as a file", {"format": "csv"})):
                found = _measure(_client(auditor), "readings", asked | more, 3)
                self._tell(what, readings, {"found": _seen(user), **found})
            transaction.set_rollback(True)

    def _tell(self, what, size, found):
        told = {"what": what, "size": size, **found}
        self.stdout.write(json.dumps(told, ensure_ascii=False))


def _client(user: User) -> Client:
    client = Client(SERVER_NAME="localhost")
    client.force_login(user)
    return client


def _found(asked: dict) -> int:
    records = Consultation.objects.all()
    told = {name: str(value) for name, value in asked.items()}
    filters = ConsultationFilter(told, today=timezone.localdate(), span=records.span())
    return filters.narrow(records).count()


def _seen(user: User) -> int:
    """How many records the answer must name, counted another way."""
    return ReadLog.objects.filter(user=user).values("consultation").distinct().count()


def _measure(client: Client, name: str, asked: dict, rounds: int) -> dict:
    """The whole page as it is answered: who may, the count, the rows, the template."""
    address = f"{reverse(name)}?{urlencode(asked)}"
    with CaptureQueriesContext(connection) as queries:
        _once(client, address)
        count = len(queries)
    seconds = sorted(_once(client, address) for _ in range(rounds))
    return {
        "p50": round(seconds[rounds // 2], 4),
        "p95": round(seconds[max(0, -(-rounds * 95 // 100) - 1)], 4),
        "max": round(seconds[-1], 4),
        "queries": count,
    }


def _once(client: Client, address: str) -> float:
    begun = time.perf_counter()
    response = client.get(address)
    if response.status_code != 200:
        raise CommandError(f"{address} {response.status_code}")
    for _piece in response.streaming_content if response.streaming else ():
        pass
    return time.perf_counter() - begun
