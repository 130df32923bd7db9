"""Staff add somebody to a group."""

import pytest

from ibasho.letters.models import Mail
from ibasho.people.models import Invitation
from tests.people.conftest import parts

pytestmark = pytest.mark.django_db


@pytest.fixture
def place(group):
    return f"/staff/groups/{group.pk}/people/"


def test_an_account_joins_and_an_address_is_invited(place, group, worker, stranger, enter):
    client = enter(worker)
    for email in ("Stranger@example.jp", "someone@example.jp"):
        answer = client.post(place, {"email": email, "part": "contact"})
        assert answer.url == f"/staff/groups/{group.pk}/"
    assert parts(group)["stranger"] == "contact"
    assert Invitation.objects.get().email == "someone@example.jp"
    assert "someone@example.jp" in client.get(place).content.decode()
    assert Mail.objects.count() == 2


def test_no_colleague(place, group, worker, auditor, enter):
    page = enter(worker).post(place, {"email": auditor.email, "part": "contact"}).content.decode()
    assert ("エラー：" in page, 'value="auditor@example.jp"' in page) == (True, True)
    assert len(parts(group)) == 2


def test_only_who_tends_groups(place, group, resident, auditor, accountant, enter, client):
    typed = {"email": "someone@example.jp", "part": "contact"}
    for person in (resident, auditor, accountant):
        assert enter(person).get(place).status_code == 403
        assert enter(person).post(place, typed).status_code == 403
    assert client.post(place, typed).url.startswith("/accounts/login/")
    assert Invitation.objects.count() == 0
