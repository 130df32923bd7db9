"""Letters: numbers without gaps, contents that nobody changes."""

import threading

import pytest
from django.db import DatabaseError, connection, transaction
from django.db.models import Max
from procrastinate.contrib.django.models import ProcrastinateJob

from ibasho.dates import FiscalYear
from ibasho.letters import issue
from ibasho.letters.models import Letter, Register, Reissue
from tests.letters.conftest import AT, VALUES

pytestmark = pytest.mark.django_db


def test_numbers_follow_each_other_within_a_fiscal_year(send_letter):
    numbers = [send_letter().number, send_letter().number]
    other_year = send_letter(fiscal_year=FiscalYear(2027)).number
    assert (numbers, other_year) == ([1, 2], 1)


def test_reference_checksum_and_job_come_with_the_letter(send_letter):
    letter = send_letter()
    letter.refresh_from_db()
    assert letter.reference == "8社協発第1号"
    assert letter.is_genuine()
    jobs = ProcrastinateJob.objects.values_list("task_name", "args")
    assert list(jobs) == [("make_pdf", {"letter_id": str(letter.pk)})]


def test_a_caller_that_fails_spends_no_number_and_leaves_no_job(send_letter):
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        send_letter()
        raise ZeroDivisionError
    assert Register.objects.count() == Letter.objects.count() == 0
    assert ProcrastinateJob.objects.count() == 0
    assert send_letter().number == 1


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE letters_letter SET content = '{}'",
        "UPDATE letters_letter SET number = 7",
        "UPDATE letters_letter SET issued_on = '2020-01-01', pdf = 'x'",
        "DELETE FROM letters_letter",
    ],
)
def test_raw_sql_cannot_change_an_issued_letter(send_letter, statement):
    content = send_letter().content
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)
    assert Letter.objects.get().content == content


def test_pdf_is_written_once(send_letter):
    letter = send_letter()
    Letter.objects.filter(pk=letter.pk).update(pdf=b"first")
    with pytest.raises(DatabaseError, match="does not change"), transaction.atomic():
        Letter.objects.filter(pk=letter.pk).update(pdf=b"second")
    assert bytes(Letter.objects.get().pdf) == b"first"


def test_a_number_out_of_turn_is_refused(send_letter):
    letter = send_letter()
    letter.pk, letter.number = None, 3
    with pytest.raises(DatabaseError, match="no gaps"), transaction.atomic():
        letter.save(force_insert=True)


def _race(act, *, times):
    """Run `act` in so many threads that start together; return the errors they met."""
    start, errors = threading.Barrier(times, timeout=10), []

    def run():
        try:
            start.wait()
            act(start)
        except DatabaseError as error:
            errors.append(type(error).__name__)
        finally:
            connection.close()

    threads = [threading.Thread(target=run) for _ in range(times)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return errors


@pytest.mark.django_db(transaction=True)
def test_letters_issued_at_once_get_numbers_without_gap_or_double(send_letter):
    errors = _race(lambda start: send_letter(), times=4)
    numbers = sorted(Letter.objects.values_list("number", flat=True))
    assert (errors, numbers) == ([], [1, 2, 3, 4])


@pytest.mark.django_db(transaction=True)
def test_without_the_register_the_same_race_fails(send_letter):
    """The negative control: reading the highest number and adding one does collide."""
    blueprint = send_letter()

    def naive(start):
        with transaction.atomic():
            number = 1 + Letter.objects.aggregate(last=Max("number"))["last"]
            start.wait()
            Register.objects.filter(last__lt=number).update(last=number)
            fields = {f.attname: getattr(blueprint, f.attname) for f in Letter._meta.fields}
            Letter(**fields | {"id": None, "number": number}).save(force_insert=True)

    errors = _race(naive, times=2)
    assert errors == ["ProgrammingError"]
    assert sorted(Letter.objects.values_list("number", flat=True)) == [1, 2]


def test_the_letter_says_the_facts_in_the_words_of_its_kind(send_letter):
    content = send_letter(items=[{"label": "ほかに", "value": "見本"}]).content
    assert content["title"] == "交付決定通知書"
    assert content["addressee"] == ["見本の会", "代表 𠮷田 髙子 様"]
    assert [(item["label"], item["value"]) for item in content["items"]] == [
        ("助成事業", "見本づくり助成"),
        ("年度", "令和8年度"),
        ("受付番号", "R8-0001"),
        ("申請額", "44,400円"),
        ("交付決定額", "44,400円"),
        ("ほかに", "見本"),
    ]


REGISTER = {
    "lowered": "UPDATE letters_register SET last = last - 1",
    "raised by two": "UPDATE letters_register SET last = last + 2",
    "raised without a letter": "UPDATE letters_register SET last = last + 1",
    "of another year": "UPDATE letters_register SET fiscal_year = 2020, last = last + 1",
    "forgotten": "DELETE FROM letters_register",
    "begun in the middle": "INSERT INTO letters_register (series, fiscal_year, last)"
    " VALUES ('issued', 2030, 5)",
}


@pytest.mark.parametrize("statement", REGISTER.values(), ids=REGISTER.keys())
def test_raw_sql_cannot_turn_the_register(send_letter, statement):
    send_letter()
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    assert Register.objects.get().last == 1


def _again(letter, by):
    return issue.reissue(letter, reason="郵便で届かなかったため", by=by, at=AT, on=AT.date())


def test_a_reissue_leaves_the_letter_as_it_was(send_letter, worker):
    letter = send_letter()
    again = _again(letter, worker)
    kept = Letter.objects.get()
    assert (kept.number, kept.content, kept.checksum) == (1, letter.content, letter.checksum)
    assert list(kept.reissues.values_list("reason", "issued_by")) == [
        ("郵便で届かなかったため", worker.pk)
    ]
    last = ProcrastinateJob.objects.order_by("-id").values_list("task_name", "args").first()
    assert last == ("make_reissue_pdf", {"reissue_id": str(again.pk)})


@pytest.mark.parametrize(
    "statement",
    ["UPDATE letters_reissue SET reason = '別の理由'", "DELETE FROM letters_reissue"],
)
def test_raw_sql_cannot_change_a_reissue(send_letter, worker, statement):
    _again(send_letter(), worker)
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)
    assert Reissue.objects.get().reason == "郵便で届かなかったため"


def test_a_brace_in_a_name_is_a_letter_like_any_other(send_letter):
    content = send_letter(values=VALUES | {"助成事業": "{団体名}の会"}).content
    assert content["items"][0]["value"] == "{団体名}の会"
