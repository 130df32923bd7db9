"""The public directory: places for all, people for nobody."""

import uuid

import pytest

from ibasho.groups.models import Group, StatusChange

pytestmark = pytest.mark.django_db


@pytest.fixture
def place():
    return Group.objects.create(
        name="見本の家",
        neighbourhood="見本町",
        published=True,
        representative="見本 代子",
        phone="0422-11-1111",
        address="見本町9-9",
        note="職員だけ",
    )


def test_anybody_finds_a_published_place_and_no_person(client, place):
    for address in ("/places/", f"/places/{place.pk}/"):
        page = client.get(address).content.decode()
        shown = [words in page for words in ("見本の家", "見本町")]
        hidden = [words in page for words in ("代子", "0422-11-1111", "9-9", "職員だけ")]
        assert (shown, hidden) == ([True] * 2, [False] * 4)


def test_what_is_not_published_or_ended_is_not_there(client, place):
    hidden = Group.objects.create(name="見本の奥")
    assert client.get(f"/places/{hidden.pk}/").status_code == 404
    assert client.get(f"/places/{uuid.uuid4()}/").status_code == 404
    StatusChange.objects.create(group=place, status="ended", day="2020-03-01")
    assert client.get(f"/places/{place.pk}/").status_code == 404
    assert client.get("/places/").context["page"].paginator.count == 0


@pytest.mark.parametrize(
    ("query", "found"), [("?q=みほん", 0), ("?q=見本", 1), ("?q=%00", 1), ("?page=abc", 1)]
)
def test_addresses_never_break_the_directory(client, place, query, found):
    answer = client.get("/places/" + query)
    assert (answer.status_code, answer.context["page"].paginator.count) == (200, found)


@pytest.mark.parametrize("rows", [1, 3, 30])
def test_the_directory_costs_the_same(client, django_assert_num_queries, rows):
    for number in range(rows):
        Group.objects.create(name=f"見本{number}", neighbourhood="見本町", published=True)
    with django_assert_num_queries(2):
        client.get("/places/")
