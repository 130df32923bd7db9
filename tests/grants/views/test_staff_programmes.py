"""The list of programme years before the staff: who sees it, what it counts, what it costs."""

import pytest

from grants import workflow
from tests.grants.factories import NOON, YEAR, a_programme_year, awarded, recommended

pytestmark = pytest.mark.django_db
ADDRESS = "/staff/programmes/"


@pytest.mark.parametrize(
    ("role", "status"),
    [("resident", 403), ("worker", 200), ("accountant", 200), ("auditor", 200)],
)
def test_who_may_see_it(role, status, enter, request):
    assert enter(request.getfixturevalue(role)).get(ADDRESS).status_code == status


def test_it_says_what_to_do_while_there_is_none(worker, enter):
    assert "助成事業はまだありません" in enter(worker).get(ADDRESS).content.decode()


def test_what_is_left(resident, worker, approver, enter):
    awarded(by=resident, worker=worker, approver=approver, amount=40_000)
    html = enter(worker).get(ADDRESS).content.decode()
    assert [words in html for words in ("44,400円", "40,000円", "960,000円", "1件")] == [True] * 4


@pytest.mark.parametrize("number", [1, 3])
def test_it_costs_the_same_for_many(number, worker, enter, django_assert_num_queries):
    year = YEAR
    for _n in range(number):
        a_programme_year(fiscal_year=year)
        year = year.previous
    client = enter(worker)
    with django_assert_num_queries(3):
        client.get(ADDRESS)


def test_the_application_shows_before_and_after(resident, worker, approver, enter):
    application = recommended(by=resident, worker=worker)
    page = f"/staff/applications/{application.pk}/"
    html = enter(approver).get(page).content.decode()
    assert [words in html for words in ("1,000,000円", "955,600円")] == [True] * 2
    workflow.award(application, by=approver, at=NOON, amount=44_400)
    assert enter(approver).get(page).context["outlook"] is None
