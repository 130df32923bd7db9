"""A draft tried on last year's applications: who would get what, without writing anything."""

import copy
from io import BytesIO

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from grants.models import Application, Submission
from grants.programmes import backtest, publishing
from grants.rules.eligibility import Verdict
from grants.rules.terms import Terms
from ibasho.dates import FiscalYear
from tests.grants import factories
from tests.grants.factories import NOON


@pytest.fixture
def years(db):
    before = factories.a_programme_year()
    return before, factories.a_programme_year(fiscal_year=FiscalYear(2027), published=False)


@pytest.fixture
def last_year(years, resident, worker, approver):
    before, _after = years
    alike = {"by": resident, "programme_year": before}
    group = factories.a_group(member=resident, name="見本の会")
    factories.awarded(worker=worker, approver=approver, group=group, amount=40_000, **alike)
    short = {"ends_at": "11:45"}
    other = factories.a_group(member=resident, name="見本の別の会")
    factories.submitted(group=other, fee="0", **short, **alike)
    factories.a_draft(group=factories.a_group(member=resident, name="下書きの会"), **alike)
    return before


def draft(rate=3000, minutes=100):
    terms = copy.deepcopy(factories.TERMS)
    terms["components"][0]["amount"]["unit_rate"]["rate"] = rate
    terms["criteria"][4] |= {"minutes": minutes}
    return Terms.from_json(terms)


def test_each_group_with_its_difference_and_the_sums(years, last_year):
    outcome = backtest.run(draft(), of=years[1], on=last_year)
    assert [
        (row.application.group.name, row.was, row.awarded, row.now, row.difference, row.turned)
        for row in outcome.rows
    ] == [
        ("見本の会", 44_400, 40_000, 50_400, 6_000, False),
        ("見本の別の会", 30_000, None, 36_000, 6_000, True),
    ]
    assert (outcome.was, outcome.awarded, outcome.now, outcome.difference) == (
        74_400,
        40_000,
        86_400,
        12_000,
    )
    assert (outcome.more, outcome.less, outcome.turned) == (2, 0, 1)
    second = outcome.rows[1]
    assert (second.was_verdict, second.now_verdict) == (Verdict.TO_BE_JUDGED, Verdict.MET)


def test_the_exception_of_the_new_year_counts_and_that_of_the_old_does_not(years, last_year):
    terms = Terms.from_json(
        {**factories.TERMS, "overrides": {"2026": {"cap": 1}, "2027": {"cap": 20_000}}}
    )
    outcome = backtest.run(terms, of=years[1], on=last_year)
    assert [row.now for row in outcome.rows] == [20_000, 20_000]


def test_the_page_and_the_file_say_the_same_and_write_nothing(
    years, last_year, enter, approver, django_assert_num_queries
):
    publishing.keep(years[1], typed={}, terms=draft(), by=approver, at=NOON)
    page = reverse("programme_back_test", args=["places", 2027])
    client = enter(approver)
    before = list(Application.objects.values()), list(Submission.objects.values())
    with django_assert_num_queries(6):
        shown = client.get(page)
    assert shown.context["outcome"].difference == 12_000
    assert "86,400円" in shown.content.decode()
    book = load_workbook(BytesIO(client.get(page, {"format": "xlsx"}).getvalue()))
    rows = list(book.active.iter_rows(values_only=True))
    assert [row[1:7] for row in rows[1:]] == [
        ("見本の会", "交付決定", 44_400, 40_000, 50_400, 6_000),
        ("見本の別の会", "受付済み", 30_000, None, 36_000, 6_000),
    ]
    assert (list(Application.objects.values()), list(Submission.objects.values())) == before


def test_without_an_earlier_year_it_is_tried_on_its_own(db, enter, worker):
    factories.a_programme_year()
    page = enter(worker).get(reverse("programme_back_test", args=["places", 2026]))
    assert page.context["outcome"].rows == ()
    assert "試せる申請はありません" in page.content.decode()
