"""The page of the queue: who may see it, what an address narrows, what it costs."""

import pytest

from grants.states import State
from ibasho.groups.models import Area
from tests.grants.factories import a_group, a_programme_year, submitted, under_review

pytestmark = pytest.mark.django_db
ADDRESS = "/staff/applications/"
# session, user, years, areas, people, counts, count of the tab, rows, unread, saved views
QUERIES = 10


def several(number, *, by):
    year = a_programme_year()
    for n in range(number):
        group = a_group(member=by, name=f"見本の会{n:02}")
        submitted(by=by, group=group, programme_year=year)


@pytest.mark.parametrize(
    ("role", "status"),
    [
        ("resident", 403),
        ("stranger", 403),
        ("worker", 200),
        ("approver", 200),
        ("accountant", 200),
        ("auditor", 200),
        ("admin_user", 200),
    ],
)
def test_who_may_see_it(role, status, enter, request):
    assert enter(request.getfixturevalue(role)).get(ADDRESS).status_code == status


def test_nobody_without_signing_in(client):
    response = client.get(ADDRESS)
    assert (response.status_code, response.url) == (302, f"/accounts/login/?next={ADDRESS}")


@pytest.mark.parametrize("number", [1, 3, 30])
def test_the_same_cost_for_any_number(number, resident, worker, enter, django_assert_num_queries):
    several(number, by=resident)
    client = enter(worker)
    with django_assert_num_queries(QUERIES):
        response = client.get(ADDRESS)
    assert len(response.context["page"].object_list) == number


def test_a_row_tells_what_is_needed(resident, worker, enter):
    application = under_review(by=resident, worker=worker)
    html = enter(worker).get(ADDRESS).content.decode()
    for words in (
        "R8-0001",
        "見本の会",
        "令和8年度",
        "審査中",
        "44,400円",
        "2026年4月10日",
        "見本 worker",
    ):
        assert words in html
    assert f'href="/staff/applications/{application.pk}/"' in html


def test_tabs_count_and_keep_the_filters(resident, worker, enter):
    several(2, by=resident)
    response = enter(worker).get(ADDRESS, {"q": "会00", "state": "submitted", "page": "1"})
    told = {tab["label"]: (tab["count"], tab["current"]) for tab in response.context["tabs"]}
    assert told["すべて"] == (1, False)
    assert told["要受付"] == (1, True)
    html = response.content.decode()
    assert 'href="/staff/applications/?q=%E4%BC%9A00&amp;state=returned"' in html
    assert 'href="/staff/applications/?q=%E4%BC%9A00"' in html
    assert '<input type="hidden" name="state" value="submitted"' in html


def test_the_tab_of_all_leads_out_of_a_tab(worker, enter):
    html = enter(worker).get(ADDRESS, {"state": "submitted"}).content.decode()
    assert 'href="/staff/applications/"' in html


def test_fifty_rows_a_page_and_the_rest_on_the_next(resident, worker, enter):
    several(51, by=resident)
    client = enter(worker)
    first = client.get(ADDRESS, {"sort": "group", "state": "submitted"})
    assert len(first.context["page"].object_list) == 50
    assert 'href="?sort=group&amp;state=submitted&amp;page=2"' in first.content.decode()
    second = client.get(ADDRESS, {"sort": "group", "state": "submitted", "page": "2"})
    assert [a.group.name for a in second.context["page"]] == ["見本の会50"]


def test_an_empty_queue_says_so(worker, enter):
    assert "あてはまる申請はありません" in enter(worker).get(ADDRESS).content.decode()


BAD = [
    "q=%00",
    "q=%ED%A0%80",
    "q=%25_%5C",
    "q=" + "あ" * 3000,
    "page=abc",
    "page=-1",
    "page=99999999999999999999",
    "page=%00",
    "sort=zzz",
    "sort=%00",
    "area=abc",
    "area=99999999999999999999",
    "area=%00",
    "fiscal_year=99999",
    "fiscal_year=0",
    "fiscal_year=%00",
    "state=zzz",
    "state=draft",
    "state=%ED%A0%80",
    "state=a&state=b",
    "id__in=1&x=%FF",
]


@pytest.mark.parametrize("query", BAD)
def test_what_an_address_cannot_mean_is_passed_over(query, resident, worker, enter):
    submitted(by=resident)
    Area.objects.create(name="見本東", order=1)
    response = enter(worker).get(f"{ADDRESS}?{query}")
    assert response.status_code == 200
    hidden = {"q=" + "あ" * 3000, "q=%25_%5C", "q=%ED%A0%80"}
    expected = [] if query in hidden else [State.SUBMITTED]
    assert [row.state for row in response.context["page"]] == expected
