"""Groups as staff see them."""

import uuid

import pytest

from ibasho.groups.models import Area, Group, Membership, StatusChange

pytestmark = pytest.mark.django_db


def _addresses(group):
    return ["/staff/groups/", f"/staff/groups/{group.pk}/"]


def test_readers_see_and_residents_do_not(group, worker, auditor, resident, enter, client):
    for address in _addresses(group):
        codes = [enter(person).get(address).status_code for person in (worker, auditor, resident)]
        assert (codes, client.get(address).status_code) == ([200, 200, 403], 302)


def test_only_those_who_tend_groups_get_forms(group, worker, auditor, resident, enter):
    for address in ("/staff/groups/new/", f"/staff/groups/{group.pk}/edit/"):
        codes = [enter(person).get(address).status_code for person in (worker, auditor, resident)]
        assert codes == [200, 403, 403]
    address = f"/staff/groups/{group.pk}/status/"
    assert enter(auditor).post(address).status_code == 403
    assert enter(worker).get(address).status_code == 200
    assert enter(worker).post(f"/staff/groups/{uuid.uuid4()}/status/").status_code == 404


def test_staff_registers_with_a_name_alone_and_edits(worker, enter):
    client = enter(worker)
    answer = client.post("/staff/groups/new/", {"name": "見本の家"})
    group = Group.objects.get()
    assert (answer.url, Membership.objects.count()) == (f"/staff/groups/{group.pk}/", 0)
    client.post(f"/staff/groups/{group.pk}/edit/", {"name": "見本の家", "published": "on"})
    group.refresh_from_db()
    assert group.published is True


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", 1),
        ("?q=みほん", 1),
        ("?q=ない", 0),
        ("?q=%00", 1),
        ("?status=none", 1),
        ("?status=active", 0),
        ("?status=after", 0),
        ("?status=zzz", 1),
        ("?area=abc", 1),
        ("?area=99999999999999999999", 1),
        ("?area=%00", 1),
        ("?sort=zzz", 1),
        ("?sort=day", 1),
        ("?page=abc", 1),
        ("?page=-1", 1),
    ],
)
def test_addresses_filter_or_are_ignored(group, worker, enter, query, found):
    answer = enter(worker).get("/staff/groups/" + query)
    assert (answer.status_code, answer.context["page"].paginator.count) == (200, found)


@pytest.mark.parametrize("rows", [1, 3, 30])
def test_the_list_costs_the_same(worker, enter, django_assert_num_queries, rows):
    area = Area.objects.create(name="東部")
    for number in range(rows):
        group = Group.objects.create(name=f"見本{number}", area=area)
        StatusChange.objects.create(group=group, status="active", day="2020-03-01")
    client = enter(worker)
    with django_assert_num_queries(6):
        client.get("/staff/groups/")
