"""A log as large as none is yet, to measure with: the same invented records each time."""

import random
from contextlib import contextmanager
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from django.db import connection

from consultations.choices import Asker, Audience, Channel, Stage, Topic
from consultations.models import Consultation
from ibasho.accounts.models import User
from ibasho.groups.models import Group

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
# Every second reading is this account's, a minute after the one before, all over the log.
READINGS = """
INSERT INTO consultations_readlog (user_id, at, consultation_id, how, reason)
SELECT (ARRAY[%(user)s, %(other)s]::uuid[])[1 + (n %% 2)::int],
  %(since)s::timestamptz + n * interval '1 minute', record.id, 'list', ''
FROM generate_series(0::bigint, %(size)s - 1) AS n
JOIN (
  SELECT id, row_number() OVER () - 1 AS place FROM consultations_consultation
) AS record ON record.place = (n * 7919) %% (SELECT count(*) FROM consultations_consultation)
"""


def fill(size: int, user: User) -> list[Group]:
    """So many records of a hundred groups, over ten years; the groups."""
    chance = random.Random(2016)  # noqa: S311 - the same records each time
    groups = Group.objects.bulk_create(Group(name=f"測定の会{n:02}") for n in range(100))
    workers = Consultation.workers.through
    with _without_index():
        for start in range(0, size, PIECE):
            count = min(PIECE, size - start)
            made = [_record(chance, start + n, size, groups, user) for n in range(count)]
            Consultation.objects.bulk_create(made)
            workers.objects.bulk_create(
                workers(consultation_id=record.pk, user_id=user.pk) for record in made
            )
    return groups


def fill_readings(size: int, user: User, other: User, *, since: datetime) -> None:
    told = {"size": size, "user": user.pk, "other": other.pk, "since": since}
    with connection.cursor() as cursor:
        cursor.execute(READINGS, told)
        cursor.execute("ANALYZE consultations_readlog")


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
        cursor.execute("ALTER INDEX consultation_grams ALTER COLUMN 1 SET STATISTICS 0")
        cursor.execute("ANALYZE consultations_consultation, consultations_consultation_workers")


def _record(chance, number: int, size: int, groups, user: User) -> Consultation:
    day = FIRST + timedelta(days=number * 3650 // size)
    said = "。".join(chance.sample(SAID, chance.randint(3, 9)))
    rare = {7: "稀なこと。", 11: "珈琲の香り。"}.get(number % 997, "")
    return Consultation(
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
