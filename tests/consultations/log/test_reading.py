"""The read log: one insert however many rows, never changed, and an exact answer after a breach."""

from datetime import datetime, timedelta
from io import StringIO
from zoneinfo import ZoneInfo

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import ProgrammingError, connection

from consultations.log import reading
from consultations.models import How, ReadLog
from tests.consultations.factories import WRITTEN, a_consultation, a_group

pytestmark = pytest.mark.django_db
SECOND = timedelta(seconds=1)


def test_a_page_of_fifty_is_one_insert(worker, django_assert_num_queries):
    records = [a_consultation() for _ in range(3)]
    with django_assert_num_queries(1):
        reading.note(records * 17, by=worker, at=WRITTEN, how=How.LIST)
    assert ReadLog.objects.count() == 51
    with django_assert_num_queries(0):
        reading.note([], by=worker, at=WRITTEN, how=How.LIST)


@pytest.mark.parametrize(
    "change", ["UPDATE consultations_readlog SET how = 'page'", "DELETE FROM consultations_readlog"]
)
def test_nobody_changes_the_log_even_by_sql(change, worker):
    reading.note([a_consultation()], by=worker, at=WRITTEN, how=How.LIST)
    with (
        pytest.raises(ProgrammingError, match="Cannot update or delete"),
        connection.cursor() as cursor,
    ):
        cursor.execute(change)


def test_the_question_is_answered_exactly(worker, worker2):
    one, two, three, four = (a_consultation() for _ in range(4))
    first, last = WRITTEN, WRITTEN + timedelta(hours=1)
    for at in (first, first + SECOND, last):
        reading.note([one], by=worker, at=at, how=How.LIST)
    reading.note([one], by=worker, at=last, how=How.SEALED)
    reading.note([two], by=worker, at=last, how=How.EXPORT)
    reading.note([three], by=worker, at=first - SECOND, how=How.PAGE)
    reading.note([three], by=worker, at=last + SECOND, how=How.PAGE)
    reading.note([four], by=worker2, at=first, how=How.PAGE)
    found = list(reading.named(reading.scope(worker, since=first, until=last)))
    assert [(seen.record, seen.first, seen.last, seen.times, set(seen.ways)) for seen in found] == [
        (one, first, last, 4, {How.LIST, How.SEALED}),
        (two, last, last, 1, {How.EXPORT}),
    ]


def test_a_record_that_is_gone_is_still_named(worker):
    gone = a_consultation()
    reading.note([gone], by=worker, at=WRITTEN, how=How.PAGE)
    pk = gone.pk
    gone.delete()
    (seen,) = reading.named(reading.scope(worker, since=WRITTEN, until=WRITTEN))
    assert (seen.consultation_id, seen.record) == (pk, None)


def asked(*words):
    out = StringIO()
    call_command("breach_scope", *words, stdout=out)
    return out.getvalue().lstrip("\ufeff").splitlines()


def test_the_command_answers_in_csv(worker):
    record = a_consultation(asker_name="見本 花子", group=a_group("見本の庭"))
    at = datetime(2026, 5, 20, 10, 0, tzinfo=ZoneInfo("Asia/Tokyo"))
    reading.note([record], by=worker, at=at, how=How.PAGE)
    lines = asked(
        "--account", "WORKER@example.jp", "--since", "2026-05-20", "--until", "2026-05-20"
    )
    assert lines == [
        "相談記録,日付,だれ・何,お名前・団体名,団体,はじめて見た日時,最後に見た日時,回数,見方",
        f"{record.pk},2026-05-20,見本の庭,見本 花子,見本の庭,2026-05-20 10:00:00,2026-05-20 10:00:00,1,記録のページ",
    ]
    late = ("--since", "2026-05-20T10:00:01", "--until", "2026-05-21")
    assert len(asked("--account", worker.email, *late)) == 1


def test_the_file_names_what_is_gone_too(worker):
    gone = a_consultation()
    reading.note([gone], by=worker, at=WRITTEN, how=How.PAGE)
    pk = gone.pk
    gone.delete()
    lines = asked("--account", worker.email, "--since", "2026-01-01", "--until", "2026-12-31")
    assert [line.split(",")[:5] for line in lines[1:]] == [
        [f"{pk}", "", "（消された記録）", "", ""]
    ]


@pytest.mark.parametrize(
    ("account", "since", "words"),
    [
        ("nobody@example.jp", "2026-05-20", "nobody@example.jp という人はいません。"),
        ("worker@example.jp", "きのう", "「きのう」を日時として読めません。"),
        ("worker@example.jp", "2026-02-30", "「2026-02-30」を日時として読めません。"),
    ],
)
def test_the_command_says_what_it_cannot_read(account, since, words, worker):
    with pytest.raises(CommandError, match=words):
        asked("--account", account, "--since", since, "--until", "2026-05-21")


def test_many_rows_are_asked_by_their_index(worker, worker2):
    record = a_consultation()
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO consultations_readlog (user_id, at, consultation_id, how, reason)"
            " SELECT CASE WHEN n %% 100 = 0 THEN %s::uuid ELSE %s::uuid END,"
            " %s::timestamptz + n * interval '1 second', md5((n %% 5000)::text)::uuid, 'list', ''"
            " FROM generate_series(1, 20000) n",
            [worker.pk, worker2.pk, WRITTEN],
        )
        cursor.execute("ANALYZE consultations_readlog")
    reading.note([record], by=worker, at=WRITTEN + timedelta(hours=3), how=How.PAGE)
    rows = reading.scope(worker, since=WRITTEN, until=WRITTEN + timedelta(days=1))
    assert "read_by_whom" in rows.explain()
    assert (len(rows), sum(row["times"] for row in rows)) == (51, 201)
