"""Letters: numbers without gaps, contents that nobody changes."""

import threading

import pytest
from django.db import DatabaseError, connection, transaction
from django.db.models import Max
from procrastinate.contrib.django.models import ProcrastinateJob

from ibasho.dates import FiscalYear
from ibasho.letters.issue import checksum
from ibasho.letters.models import Letter, Register
from tests.letters.conftest import CONTENT

pytestmark = pytest.mark.django_db


def test_numbers_follow_each_other_within_a_fiscal_year(send_letter):
    numbers = [send_letter().number, send_letter().number]
    other_year = send_letter(fiscal_year=FiscalYear(2027)).number
    assert (numbers, other_year) == ([1, 2], 1)


def test_reference_checksum_and_job_come_with_the_letter(send_letter):
    letter = send_letter()
    letter.refresh_from_db()
    assert letter.reference == "8社協発第1号"
    assert letter.checksum == checksum(reference="8社協発第1号", content=letter.content)
    assert letter.checksum != checksum(reference="8社協発第2号", content=letter.content)
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
    send_letter()
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)
    assert Letter.objects.get().content == CONTENT


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
            fields = {f.attname: getattr(blueprint, f.attname) for f in Letter._meta.fields}
            Letter(**fields | {"id": None, "number": number}).save(force_insert=True)

    errors = _race(naive, times=2)
    assert errors == ["ProgrammingError"]
    assert sorted(Letter.objects.values_list("number", flat=True)) == [1, 2]
