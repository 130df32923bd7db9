"""The pages of the people: what members do, and what everybody else finds."""

import uuid

import pytest
from django.utils import timezone

from ibasho.groups.models import Membership, Part
from ibasho.people.models import Invitation
from tests.people.conftest import parts

pytestmark = pytest.mark.django_db
LED = {"resident": "representative", "treasurer": "treasurer"}


@pytest.fixture
def place(group):
    return f"/my/groups/{group.pk}/people/"


@pytest.fixture
def deeds(place, treasurer, invite):
    """Every address below the page, with what a form there sends."""
    waiting = invite(email="other@example.jp", at=timezone.now())
    return {
        f"{place}invite/": {"email": "stranger@example.jp", "part": "contact"},
        f"{place}invitations/{waiting.pk}/revoke/": {},
        f"{place}{treasurer.pk}/part/": {"part": "contact"},
        f"{place}{treasurer.pk}/remove/": {},
        f"{place}hand-over/": {"to": treasurer.memberships.get().pk, "after": "stay"},
    }


def test_the_page_for_each_of_the_group(place, resident, treasurer, enter, invite):
    invite(at=timezone.now())
    pages = [enter(person).get(place).content.decode() for person in (resident, treasurer)]
    for words in ("見本 resident", "見本 会計", "stranger@example.jp", "この団体から抜ける"):
        assert [words in page for page in pages] == [True, True]
    for words in ("招待を送る", "取り消す", "/part/", "/remove/", "代表を引き継ぐ"):
        assert [words in page for page in pages] == [True, False]


def test_others_find_nothing(place, deeds, group, stranger, worker, admin_user, enter, client):
    addresses = {place: {}, f"{place}leave/": {}, **deeds}
    nowhere = f"/my/groups/{uuid.uuid4()}/people/"
    for person in (stranger, worker, admin_user):
        assert enter(person).get(nowhere).status_code == 404
        for address, typed in addresses.items():
            method = enter(person).get if address == place else enter(person).post
            assert method(address, typed).status_code == 404
    for address, typed in addresses.items():
        assert client.post(address, typed).url.startswith("/accounts/login/")
    assert (parts(group), Invitation.objects.get().revoked_at) == (LED, None)


def test_who_does_not_represent_reads_403(deeds, group, treasurer, enter):
    answers = {address: enter(treasurer).post(address, typed) for address, typed in deeds.items()}
    assert {answer.status_code for answer in answers.values()} == {403}
    assert (parts(group), Invitation.objects.get().revoked_at) == (LED, None)


def test_looking_changes_nothing(deeds, place, group, resident, enter):
    for address in [*deeds, f"{place}leave/"]:
        assert enter(resident).get(address).status_code in (200, 405)
    assert (parts(group), Invitation.objects.get().revoked_at) == (LED, None)


def test_inviting_and_taking_back(place, resident, enter):
    client = enter(resident)
    typed = {"email": "ｓｔｒａｎｇｅｒ＠Example.jp", "part": "contact"}
    assert client.post(f"{place}invite/", typed).url == place
    invitation = Invitation.objects.get()
    assert (invitation.email, invitation.invited_by) == ("stranger@example.jp", resident)
    again = client.post(f"{place}invite/", typed).content.decode()
    assert "もう招待を送っています" in again
    assert 'value="ｓｔｒａｎｇｅｒ＠Example.jp"' in again
    assert client.post(f"{place}invitations/{invitation.pk}/revoke/").url == place
    assert Invitation.objects.get().revoked_by == resident


@pytest.mark.parametrize("email", ["", "x", "a\x00@example.jp", "a\n@example.jp", "𠮷@" * 200])
def test_wrong_addresses_are_said_at_the_field(place, resident, enter, email):
    answer = enter(resident).post(f"{place}invite/", {"email": email, "part": "king"})
    page = answer.content.decode()
    assert (answer.status_code, "エラー：" in page, Invitation.objects.count()) == (200, True, 0)
    assert ("役目を選んでください。" in page, 'href="#id_email"' in page) == (True, True)


def test_another_part(place, resident, treasurer, group, enter):
    assert enter(resident).post(f"{place}{treasurer.pk}/part/", {"part": "contact"}).url == place
    assert parts(group)["treasurer"] == "contact"
    answer = enter(resident).post(f"{place}{resident.pk}/part/", {"part": "contact"})
    assert "代表がいなくなってしまいます" in answer.content.decode()
    assert parts(group)["resident"] == "representative"


def test_the_removed_find_nothing_from_then_on(place, resident, treasurer, group, enter):
    gone = enter(treasurer)
    assert gone.get(place).status_code == 200
    assert enter(resident).post(f"{place}{treasurer.pk}/remove/").url == place
    addresses = [place, f"/my/groups/{group.pk}/"]
    assert [gone.get(address).status_code for address in addresses] == [404, 404]


def test_leaving(place, resident, treasurer, group, enter):
    assert enter(treasurer).post(f"{place}leave/").url == "/my/"
    answer = enter(resident).post(f"{place}leave/", follow=True)
    assert "代表がいなくなってしまいます" in answer.content.decode()
    assert parts(group) == {"resident": "representative"}


@pytest.mark.parametrize(("after", "then"), [("stay", "people/"), ("leave", "/my/")])
def test_handing_over(place, resident, treasurer, group, enter, after, then):
    to = treasurer.memberships.get().pk
    answer = enter(resident).post(f"{place}hand-over/", {"to": to, "after": after})
    assert answer.url.endswith(then)
    assert parts(group)["treasurer"] == "representative"


def test_a_stranger_is_no_successor(place, resident, stranger, group, enter):
    for to in (stranger.pk, "abc", resident.memberships.get().pk):
        answer = enter(resident).post(f"{place}hand-over/", {"to": to, "after": "stay"})
        assert "新しい代表を選んでください。" in answer.content.decode()
    assert parts(group) == LED


def test_the_page_costs_the_same_for_many(
    place, group, resident, enter, django_user_model, invite, django_assert_num_queries
):
    client = enter(resident)
    for count in (0, 8):
        for n in range(count):
            user = django_user_model.objects.create_user(email=f"p{n}@example.jp", name="見本")
            Membership.objects.create(group=group, user=user, part=Part.CONTACT)
            invite(email=f"q{n}@example.jp", at=timezone.now())
        with django_assert_num_queries(6):
            client.get(place)
