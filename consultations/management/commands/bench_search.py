"""Time the search of the log over many records: one JSON object a line.

The records are made, searched and taken back in one transaction, in which the log is shut to
everybody else. The pages go through the whole program, with the noting of who has read.
"""

import json
import random
import time
from contextlib import contextmanager
from datetime import date, datetime, timedelta
from functools import cache
from urllib.parse import urlencode
from zoneinfo import ZoneInfo

import pgtrigger
from django.core.management.base import BaseCommand, CommandError
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from consultations.choices import Asker, Audience, Channel, Stage, Topic
from consultations.models import Consultation
from ibasho.accounts.models import User
from ibasho.accounts.permissions import Role
from ibasho.groups.models import Group
from ibasho.text import fold

PIECE = 5_000
FIRST = date(2016, 9, 1)
JAPAN = ZoneInfo("Asia/Tokyo")
SAID = (
    "近所の人に庭を使ってほしいという話を聞いた",
    "食事の会を月に一度始めたいとのこと",
    "玄関に段差があるので台を紹介した",
    "子どもが寄れるところがほしいと言われた",
    "保険の手続きを聞かれて資料を渡した",
    "会場の見積もりをいっしょに見た",
    "来る人が少ない日があると心配していた",
    "手伝う人が減って当番が回らない",
    "包括支援センターにつないだ",
    "茶の間でゆっくり話した",
    "体操のあとにお茶を飲む時間がほしい",
    "コミセンの部屋を借りる日を決めた",
    "民生委員といっしょに訪ねた",
    "もの忘れのある家族のことを話してくれた",
    "ちらしを置いてもらうことになった",
    "毎月第一日曜日に開くと決めた",
    "助成のしくみを説明した",
    "梅雨のあいだは休むとのこと",
    "鍵の受け渡しの順を決めた",
    "写真を展示したいという希望があった",
)
# what, words, page: rare and common, one letter to many, near and far.
ASKED = (
    ("nothing", "", 1),
    ("nothing, deep", "", 1000),
    ("one letter, common", "庭", 1),
    ("one letter, common, deep", "庭", 200),
    ("one letter, in nearly all", "の", 1),
    ("one letter, in nearly all, deep", "の", 1000),
    ("one letter, rare", "稀", 1),
    ("two letters, common", "保険", 1),
    ("two letters, common, deep", "保険", 200),
    ("two letters, rare", "珈琲", 1),
    ("three letters", "コミセン", 1),
    ("a sentence", "包括支援センターにつないだ", 1),
    ("two words", "庭 保険", 1),
    ("three words, deep", "庭 保険 の", 50),
    ("a name", "見本 4711", 1),
    ("a group", "測定の会07", 1),
    ("not there", "鯨", 1),
)


class Command(BaseCommand):
    help = "相談の検索の速さをはかります。例：bench_search --size 100000"

    def add_arguments(self, parser):
        parser.add_argument("--size", type=int, default=100_000, help="相談の数")
        parser.add_argument("--rounds", type=int, default=20, help="くり返す回数")

    def handle(self, *, size, rounds, **_options):
        user = User.objects.filter(role=Role.WORKER, is_active=True).first()
        if user is None:
            raise CommandError("職員がいません。先に load_demo で見本を入れてください。")
        with transaction.atomic():
            with _without_index(), pgtrigger.ignore():
                _fill(size, user)
            client = Client(SERVER_NAME="localhost")
            client.force_login(user)
            for what, words, page in ASKED:
                told = {"what": what, "size": size, **_measure(client, words, page, rounds)}
                self.stdout.write(json.dumps(told, ensure_ascii=False))
            transaction.set_rollback(True)


def _fill(size: int, user: User) -> None:
    chance = random.Random(2016)  # noqa: S311 - the same records each time
    groups = Group.objects.bulk_create(
        Group(name=f"測定の会{n:02}", search=f"測定の会{n:02}") for n in range(100)
    )
    workers = Consultation.workers.through
    for start in range(0, size, PIECE):
        count = min(PIECE, size - start)
        made = [_record(chance, start + n, size, groups, user) for n in range(count)]
        Consultation.objects.bulk_create(made)
        workers.objects.bulk_create(
            workers(consultation_id=record.pk, user_id=user.pk) for record in made
        )


@contextmanager
def _without_index():
    """The index of the words is made at the end, in one go; with statistics, as autovacuum would."""
    (index,) = (one for one in Consultation._meta.indexes if one.name == "consultation_grams")
    with connection.schema_editor() as editor:
        editor.remove_index(Consultation, index)
    yield
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    with connection.schema_editor() as editor:
        editor.add_index(Consultation, index)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE consultations_consultation")


def _record(chance, number: int, size: int, groups, user: User) -> Consultation:
    day = FIRST + timedelta(days=number * 3650 // size)
    said = "。".join(chance.sample(SAID, chance.randint(3, 9)))
    rare = {7: "稀なこと。", 11: "珈琲の香り。"}.get(number % 997, "")
    record = Consultation(
        on=day,
        minutes=chance.choice([10, 20, 30, 60]),
        channel=chance.choice(Channel.values),
        place=chance.choice(["", "見本会館", "見本の家"]),
        out_of_office=chance.random() < 0.3,
        asker=Asker.PERSON,
        asker_name=f"見本 {number}",
        group=chance.choice(groups) if chance.random() < 0.7 else None,
        audiences=[chance.choice(Audience.values)],
        topics=chance.sample(Topic.values, 2),
        stage=chance.choice(Stage.values),
        what_happened=rare + said,
        advice="。".join(chance.sample(SAID, 2)),
        follow_up_on=day + timedelta(days=14) if chance.random() < 0.2 else None,
        followed_up=chance.random() < 0.95,
        written_by=user,
        written_at=datetime(day.year, day.month, day.day, 18, tzinfo=JAPAN),
    )
    told = [record.asker_name, record.place, rare, said, record.advice]
    record.search = " ".join(map(_folded, told))
    return record


@cache
def _folded(words: str) -> str:
    """One sentence is folded once: otherwise folding would take longer than all the rest."""
    return fold(words) if "。" not in words else "。".join(map(_folded, words.split("。")))


def _measure(client: Client, words: str, page: int, rounds: int) -> dict:
    address = f"{reverse('consultation_list')}?{urlencode({'q': words, 'page': page})}"
    with CaptureQueriesContext(connection) as queries:
        response = client.get(address)
        count = len(queries)
    if response.status_code != 200:
        raise CommandError(f"{address} {response.status_code}")
    seconds = sorted(_once(client, address) for _ in range(rounds))
    return {
        "found": Consultation.objects.matching(words).count(),
        "page": page,
        "p50": round(seconds[rounds // 2], 4),
        "p95": round(seconds[max(0, -(-rounds * 95 // 100) - 1)], 4),
        "queries": count,
    }


def _once(client: Client, address: str) -> float:
    begun = time.perf_counter()
    client.get(address)
    return time.perf_counter() - begun
