"""Where the money is: equal to sums that were written independently, in SQL and by hand."""

from datetime import date, time
from io import BytesIO

import pytest
import time_machine
from django.db import connection
from openpyxl import load_workbook

from grants import workflow
from grants.models import ProgrammeYear
from grants.money import funds, refunding
from ibasho.groups.models import Gathering
from tests.grants.factories import NOON, SUNDAYS, a_group, a_programme_year, submitted
from tests.grants.purse import NEXT_MAY, awarded, claimed, paid, planned, settled

pytestmark = pytest.mark.django_db

BY_HAND = """
SELECT
 (SELECT coalesce(sum(requested_amount), 0) FROM grants_application
  WHERE programme_year_id = y.id AND state NOT IN ('draft', 'withdrawn')),
 (SELECT coalesce(sum(coalesce(settled_amount, granted_amount)), 0) FROM grants_application
  WHERE programme_year_id = y.id AND state <> 'revoked'),
 (SELECT coalesce(sum(p.amount), 0) FROM grants_payment p JOIN grants_application a
  ON a.id = p.application_id WHERE a.programme_year_id = y.id AND p.status = 'paid'),
 (SELECT coalesce(sum(r.amount), 0) FROM grants_refundreceipt r JOIN grants_refund d
  ON d.id = r.refund_id JOIN grants_application a ON a.id = d.application_id
  WHERE a.programme_year_id = y.id),
 (SELECT coalesce(sum(p.amount), 0) FROM grants_payment p JOIN grants_application a
  ON a.id = p.application_id WHERE a.programme_year_id = y.id
  AND p.status IN ('planned', 'in_file')),
 (SELECT coalesce(sum(settled_amount), 0) FROM grants_application
  WHERE programme_year_id = y.id AND state IN ('settled', 'closed'))
FROM grants_programmeyear y WHERE y.id = %s
"""


@pytest.fixture
def people(resident, worker, approver):
    return {"resident": resident, "worker": worker, "approver": approver}


def by_sql(year):
    with connection.cursor() as cursor:
        cursor.execute(BY_HAND, [year.pk])
        return cursor.fetchone()


def told(known):
    return (
        *(known.requested, known.committed, known.paid, known.refunded),
        *(known.in_flight, known.settled),
    )


def one(people, year, n):
    group = a_group(member=people["resident"], name=f"見本の会{n}")
    return awarded(**people, group=group, programme_year=year)


def hold(case, days):
    for day in days:
        Gathering.objects.create(
            group=case.group,
            on=day,
            starts_at=time(10),
            ends_at=time(13),
            venue_fee=1_200,
            noted_by=case.started_by,
            noted_at=NOON,
        )


@pytest.fixture
def mixed(people, accountant):
    """Refunded in part, waiting in a plan, revoked after it was paid, and one not decided."""
    year, by = a_programme_year(), people["resident"]
    first, second, third = (one(people, year, n) for n in range(3))
    paid(first, by=by, accountant=accountant)
    first = settled(
        first, by=by, worker=people["worker"], approver=people["approver"], gatherings=10
    )
    refund = refunding.demand_refund(first, by=accountant, at=NEXT_MAY, due_on=date(2027, 6, 1))
    day = NEXT_MAY.date()
    refunding.receive_refund(refund, by=accountant, at=NEXT_MAY, on=day, amount=5_000)
    planned(second, by=by, accountant=accountant, amount=20_000)
    claimed(second, by=by, amount=1_000)
    paid(third, by=by, accountant=accountant, amount=30_000)
    workflow.revoke(third, by=people["approver"], at=NOON, reason="見本の理由")
    submitted(by=by, group=a_group(member=by, name="見本の会9"), programme_year=year)
    a_programme_year(fiscal_year=year.year.previous)
    return year


def test_the_figures_equal_those_of_psql(mixed):
    found = {known.year.pk: known for known in funds.funds(on=NEXT_MAY.date())}
    for year in ProgrammeYear.objects.all():
        assert told(found[year.pk]) == by_sql(year)
    assert told(found[mixed.pk]) == (4 * 44_400, 37_000 + 44_400, 74_400, 5_000, 20_000, 37_000)
    known = found[mixed.pk]
    assert (known.count, known.kept, known.undecided) == (3, 69_400, 44_400)
    # Of the settled one 2,400 yen are still to come, of the revoked one all that was paid.
    assert (known.to_pay, known.to_refund) == (24_400, 2_400 + 30_000)


def test_page_and_files_say_the_same_yen(mixed, enter, auditor):
    with time_machine.travel(NEXT_MAY, tick=False):
        read = enter(auditor)
        html = read.get("/staff/programmes/money/").content.decode()
        answer = read.get("/staff/programmes/money/export/?format=xlsx")
        sheet = load_workbook(BytesIO(b"".join(answer.streaming_content))).active
        csv = b"".join(read.get("/staff/programmes/money/export/").streaming_content).decode(
            "utf-8-sig"
        )
    cells = dict(zip([c.value for c in sheet[1]], [c.value for c in sheet[2]], strict=True))
    assert (cells["支払済み"], cells["返還済み"], cells["額の確定"]) == (74_400, 5_000, 37_000)
    assert csv.splitlines()[1].split(",")[8:10] == ["74400", "5000"]
    for yen in ("177,600円", "81,400円", "74,400円", "5,000円", "20,000円", "37,000円"):
        assert f">{yen}<" in html or f">{yen}（" in html
    programmes = enter(auditor).get("/staff/programmes/").content.decode()
    assert "69,400円" in programmes


@pytest.mark.parametrize(
    ("held", "on", "forecast", "by_january"),
    [
        (0, date(2026, 4, 1), 44_400, 37_000),
        (4, date(2026, 7, 31), 44_400, 37_000),
        (3, date(2026, 7, 31), 33_300, 27_750),
        (0, date(2026, 7, 31), 0, 0),
        (12, date(2027, 3, 31), 44_400, 37_000),
        (7, date(2027, 1, 31), 31_080, 25_900),
    ],
)
def test_the_outlook_at_the_present_pace(people, held, on, forecast, by_january):
    """Twelve first Sundays are planned, ten of them until the end of January."""
    hold(one(people, a_programme_year(), 1), SUNDAYS[:held])
    [known] = funds.funds(on=on)
    assert (known.forecast, known.by_january) == (forecast, by_january)
    assert known.idle_in_january == 44_400 - by_january
    assert known.unspent == 1_000_000 - forecast


def test_more_than_planned_is_never_more_than_granted(people):
    case = one(people, a_programme_year(), 1)
    hold(case, [*SUNDAYS[:3], date(2026, 4, 8), date(2026, 4, 9)])
    [known] = funds.funds(on=date(2026, 6, 30))
    assert known.forecast == 44_400


def test_what_was_held_in_another_year_does_not_count(people):
    case = one(people, a_programme_year(), 1)
    hold(case, [date(2026, 3, 1), date(2027, 4, 4)])
    [known] = funds.funds(on=date(2027, 4, 30))
    assert known.forecast == 0


def test_what_was_reported_counts_before_it_is_settled(people):
    case = one(people, a_programme_year(), 1)
    hold(case, SUNDAYS[:6])
    workflow.report(case, by=people["resident"], at=NEXT_MAY, statement={})
    [known] = funds.funds(on=NEXT_MAY.date())
    assert (known.forecast, known.settled) == (22_200, 0)


@pytest.mark.parametrize("rows", [1, 3])
def test_two_queries_for_every_number(people, rows, django_assert_num_queries):
    year = a_programme_year()
    for n in range(rows):
        one(people, year, n)
    with django_assert_num_queries(2):
        funds.funds(on=NOON.date())
