"""Where an invitation leads, for whoever opens it."""

from datetime import timedelta

import pytest
from django.utils import timezone

from ibasho.people import workflow
from ibasho.people.models import Invitation
from tests.people.conftest import address_in_mail, parts

pytestmark = pytest.mark.django_db


@pytest.fixture
def opened(invite):
    """An invitation, made so long ago, and the address in its mail."""

    def _opened(ago=timedelta(0)):
        invitation = invite(at=timezone.now() - ago)
        return invitation, address_in_mail("stranger@example.jp")

    return _opened


def test_anybody_reads_the_name_and_uses_nothing_up(opened, client):
    _invitation, address = opened()
    for look in (client.get, client.head, client.post, client.get):
        answer = look(address)
        assert (answer.status_code, "no-store" in answer["Cache-Control"]) == (200, True)
    page = client.get(address).content.decode()
    assert "「見本の会」からの招待" in page
    assert f"/accounts/signup/?next={address}" in page
    assert ("resident@" in page, "stranger@" in page) == (False, False)
    assert Invitation.objects.get().used_at is None


def test_the_button_joins(opened, stranger, group, enter):
    _invitation, address = opened()
    client = enter(stranger)
    assert "参加する" in client.get(address).content.decode()
    place = f"/my/groups/{group.pk}/people/"
    assert client.post(address).url == place
    assert parts(group)["stranger"] == "contact"
    assert [client.get(address).url, client.post(address).url] == [place, place]


def test_another_account_is_told_kindly(opened, treasurer, worker, group, enter):
    _invitation, address = opened()
    for person, words in [(treasurer, "ほかのメールアドレスあて"), (worker, "職員のアカウント")]:
        page = enter(person).post(address, follow=True).content.decode()
        assert (words in page, ">参加する<" in page, "stranger@" in page) == (True, False, False)
        assert person.email in page
    assert (len(parts(group)), Invitation.objects.get().used_at) == (2, None)


def test_what_is_closed_says_why_and_no_more(opened, resident, stranger, group, enter, client):
    invitation, address = opened(timedelta(days=14))
    for visitor in (client, enter(stranger)):
        for answer in (visitor.get(address), visitor.post(address)):
            page = answer.content.decode()
            assert (answer.status_code, "期限がすぎました" in page) == (410, True)
            assert "見本の会" not in page
    invitation, address = opened()
    workflow.revoke(invitation, by=resident, at=timezone.now())
    assert "取り消されました" in enter(stranger).post(address).content.decode()
    assert len(parts(group)) == 2


def test_what_is_used_opens_for_nobody_else(opened, stranger, resident, enter, client):
    invitation, address = opened()
    workflow.accept(invitation, by=stranger, at=timezone.now())
    for visitor in (client, enter(resident)):
        answer = visitor.get(address)
        assert (answer.status_code, "使われています" in answer.content.decode()) == (410, True)
    workflow.leave(invitation.group, by=stranger)
    assert enter(stranger).get(address).status_code == 410


@pytest.mark.parametrize("token", ["x", "%00", "%F0%A0%AE%B7", "a" * 500])
def test_a_made_up_address_is_404(token, client, db):
    assert client.get(f"/invitations/{token}/").status_code == 404
