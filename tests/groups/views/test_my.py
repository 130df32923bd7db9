"""What residents do for their own group; everybody else finds nothing."""

import uuid
from urllib.parse import urlencode

import pytest

from ibasho.groups.models import Group, Membership

pytestmark = pytest.mark.django_db


def test_a_resident_registers_a_group(resident, enter, typed):
    answer = enter(resident).post("/my/groups/new/", typed)
    group = Group.objects.get()
    assert (answer.status_code, answer.url) == (302, f"/my/groups/{group.pk}/")
    assert group.name == "髙𠮷葛󠄀の家"
    assert list(Membership.objects.values_list("user", "part")) == [(resident.pk, "representative")]


def test_a_second_press_leads_to_the_first(resident, enter, typed):
    client = enter(resident)
    answers = [client.post("/my/groups/new/", typed).url for _ in range(2)]
    assert answers == [f"/my/groups/{Group.objects.get().pk}/"] * 2


@pytest.mark.parametrize(
    ("wanted", "back"),
    [
        ("/my/applications/new/", True),
        ("https://example.org/", False),
        ("//example.org/", False),
        ("javascript:alert(1)", False),
        ("", False),
    ],
)
def test_who_came_from_a_page_of_ours_goes_back_there(resident, enter, typed, wanted, back):
    answer = enter(resident).post(f"/my/groups/new/?{urlencode({'next': wanted})}", typed)
    own = f"/my/groups/{Group.objects.get().pk}/"
    assert answer.url == (wanted if back else own)


def test_what_was_typed_stays_when_something_is_wrong(resident, enter, typed):
    answer = enter(resident).post("/my/groups/new/", typed | {"phone": "x y"})
    page = answer.content.decode()
    assert (answer.status_code, Group.objects.count()) == (200, 0)
    values = [f'value="{typed[name]}"' in page for name in ("name", "reading", "representative")]
    assert (values, 'value="x y"' in page, "エラー：" in page) == ([True] * 3, True, True)


def test_only_residents_register(worker, auditor, enter, client):
    for person in (worker, auditor):
        assert enter(person).get("/my/groups/new/").status_code == 403
    assert client.get("/my/groups/new/").status_code == 302


def test_a_member_keeps_the_group_up_to_date(group, resident, enter, typed):
    client = enter(resident)
    assert client.get(f"/my/groups/{group.pk}/").status_code == 200
    answer = client.post(f"/my/groups/{group.pk}/", typed | {"published": "on", "note": "x"})
    group.refresh_from_db()
    assert (answer.status_code, group.venue) == (302, "見本コミセン")
    assert (group.published, group.note) == (False, "")


def test_others_get_the_404_of_a_group_that_is_not_there(
    group, stranger, worker, enter, client, typed
):
    for person in (stranger, worker):
        for address in (f"/my/groups/{group.pk}/", f"/my/groups/{uuid.uuid4()}/"):
            assert enter(person).get(address).status_code == 404
            assert enter(person).post(address, typed).status_code == 404
    assert client.get(f"/my/groups/{group.pk}/").status_code == 302
    group.refresh_from_db()
    assert group.name == "見本の会"
