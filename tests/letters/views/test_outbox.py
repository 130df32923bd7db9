"""The outbox as staff see it."""

import pytest

from ibasho.letters import outbox
from ibasho.letters.models import Mail, MailState
from ibasho.letters.post import put
from tests.letters.conftest import AT

pytestmark = pytest.mark.django_db
LIST = "/staff/letters/mails/"


def a_mail(state=MailState.WAITING, **changes):
    """A mail that has come to `state` by the ways there are."""
    facts = {"to": "a@example.jp", "subject": "お知らせ", "body": "本文です。", "at": AT}
    mail = put(**facts | changes)
    if state != MailState.WAITING:
        outbox.begin(mail.pk, at=AT)
        Mail.objects.filter(pk=mail.pk).update(state=state, last_error="no server")
    return mail


def test_the_list_tells_what_became_of_each_and_no_body(worker, enter):
    a_mail(MailState.UNCERTAIN)
    words = enter(worker).get(LIST).content.decode()
    shown = [
        part in words
        for part in (
            "お知らせ",
            "a@example.jp",
            "送れたか不明",
            "no server",
            "1通のメールを、どうするか",
        )
    ]
    assert (shown, "本文です。" in words) == ([True] * 5, False)


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", 2),
        ("?state=failed", 1),
        ("?state=sent", 0),
        ("?state=zzz", 2),
        ("?q=%00", 2),
        ("?q=b@example", 1),
        ("?q=お知", 1),
        ("?page=abc", 2),
        ("?page=999", 2),
    ],
)
def test_addresses_filter_or_are_ignored(worker, enter, query, found):
    a_mail(MailState.FAILED)
    a_mail(to="b@example.jp", subject="ご案内")
    answer = enter(worker).get(LIST + query)
    assert (answer.status_code, answer.context["page"].paginator.count) == (200, found)


@pytest.mark.parametrize(
    ("way", "state"), [("again", MailState.WAITING), ("shelve", MailState.SHELVED)]
)
def test_a_person_settles_what_is_stuck_once(worker, worker2, enter, way, state):
    mail = a_mail(MailState.FAILED)
    address = f"{LIST}{mail.pk}/{way}/"
    codes = [enter(person).post(address).status_code for person in (worker, worker2)]
    mail.refresh_from_db()
    assert (codes, mail.state, mail.settled_by) == ([302, 409], state, worker)


def test_only_who_may_settles(auditor, enter):
    mail = a_mail(MailState.FAILED)
    client = enter(auditor)
    assert client.post(f"{LIST}{mail.pk}/again/").status_code == 403
    assert "もう一度送る" not in client.get(LIST).content.decode()


@pytest.mark.parametrize("rows", [1, 3, 30])
def test_the_list_costs_the_same(worker, enter, django_assert_num_queries, rows):
    for _time in range(rows):
        outbox.shelve(a_mail(MailState.FAILED), by=worker, at=AT)
    client = enter(worker)
    with django_assert_num_queries(5):
        client.get(LIST)
