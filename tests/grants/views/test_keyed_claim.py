"""A claim that came on paper or by phone, keyed in by a worker through the staff's own door."""

import re

import pytest
import time_machine

from grants import workflow
from grants.applying import drafts, keying
from grants.models import Application, Claim
from tests.grants import factories
from tests.grants.views.test_my_claim import YUCHO, carried, words

pytestmark = pytest.mark.django_db
AT = factories.NOON


@pytest.fixture
def address(settings, tmp_path, worker, approver):
    """The claim of a paper application that was awarded."""
    settings.MEDIA_ROOT = tmp_path
    told = {"channel": "paper", "received_on": AT.date()}
    year = factories.a_programme_year()
    draft = keying.begin(group=factories.a_group(), programme_year=year, **told, by=worker, at=AT)
    drafts.save_answers(draft, factories.answers(), by=worker, at=AT)
    case = factories.judged(workflow.submit(draft, by=worker, at=AT), by=worker)
    case = workflow.recommend(case, by=worker, at=AT, amount=44_400, reason="見本の理由")
    workflow.award(case, by=approver, at=AT, amount=44_400)
    return f"/staff/applications/{case.pk}/key-in/claim/"


@pytest.fixture
def client(enter, worker):
    with time_machine.travel(AT, tick=False):
        yield enter(worker)


def test_it_is_read_over_sent_once_and_stands_under_the_workers_name(client, address, worker):
    case = Application.objects.get()
    assert address in client.get(f"/staff/applications/{case.pk}/").content.decode()
    assert f"{address}?to=yucho" in client.get(address).content.decode()
    read = client.post(f"{address}?to=yucho", YUCHO)
    assert f'action="{address}send/?to=yucho"' in read.content.decode()
    for _press in range(2):
        sent = client.post(f"{address}send/?to=yucho", {"carried": carried(read)})
        assert (sent.status_code, sent["Location"]) == (302, address)
    made = Claim.objects.get()
    assert (made.application, made.amount, made.kind, made.made_by) == (
        *(case, 30_000),
        *("advance", worker),
    )
    assert "請求を受け付けました" in words(client.get(address))


def test_what_was_typed_wrong_is_said_at_its_field_and_kept(client, address):
    wrong = client.post(f"{address}?to=yucho", YUCHO | {"amount": "44,401"})
    assert "1円から44,400円まで" in words(wrong)
    assert 'value="44,401"' in wrong.content.decode()
    assert Claim.objects.count() == 0


def test_it_can_be_taken_back_and_sent_anew(client, address):
    read = client.post(f"{address}?to=yucho", YUCHO)
    client.post(f"{address}send/?to=yucho", {"carried": carried(read)})
    assert f"{address}withdraw/" in client.get(address).content.decode()
    assert client.post(f"{address}withdraw/")["Location"] == address
    assert Claim.objects.get().status == "withdrawn"
    known = re.search(r"\?to=[0-9a-f-]{36}", client.get(address).content.decode())
    again = client.post(f"{address}{known[0]}", {"amount": "44,400"})
    assert "44,400円" in words(again)


def test_nobody_else_passes_the_staffs_door(enter, address, auditor, resident):
    assert [enter(user).get(address).status_code for user in (auditor, resident)] == [403, 403]


def test_what_a_group_sent_itself_is_not_keyed_in(enter, worker, resident, approver):
    own = factories.awarded(by=resident, worker=worker, approver=approver)
    assert enter(worker).get(f"/staff/applications/{own.pk}/key-in/claim/").status_code == 404
