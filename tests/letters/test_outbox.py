"""The outbox: one mail, sent once; what a crash leaves behind is neither lost nor sent twice."""

import smtplib
from datetime import timedelta

import pytest
from django.core import mail as django_mail
from django.core.mail.backends.locmem import EmailBackend
from django.db import DatabaseError, transaction

from ibasho.letters import outbox
from ibasho.letters.models import Mail, MailState
from ibasho.letters.post import put
from tests.letters.conftest import AT

pytestmark = pytest.mark.django_db
S = MailState
LATER = AT + timedelta(minutes=10)


class Killed(BaseException):
    """The process ends here: nothing below is run, nothing is written."""


@pytest.fixture
def mail():
    return put(to="a@example.jp", subject="お知らせ", body="本文です。", at=AT)


def send(mail, *, at=AT):
    if outbox.begin(mail.pk, at=at):
        outbox.deliver(mail.pk, at=at)
    mail.refresh_from_db()
    return mail.state


@pytest.fixture
def broken(monkeypatch):
    """`broken(open=error)` or `broken(send_messages=error)`: what the mail server does now."""

    def _break(**ways):
        for name, error in ways.items():

            def fail(*args, error=error):
                raise error

            monkeypatch.setattr(EmailBackend, name, fail)

    yield _break
    monkeypatch.undo()


def test_a_mail_leaves_once(mail):
    assert [send(mail), send(mail)] == [S.SENT, S.SENT]
    assert [sent.to for sent in django_mail.outbox] == [["a@example.jp"]]
    assert (mail.attempts, mail.sent_at, mail.last_error) == (1, AT, "")


def test_two_workers_with_one_mail_send_it_once(mail):
    assert [outbox.begin(mail.pk, at=AT), outbox.begin(mail.pk, at=LATER)] == [True, False]
    assert outbox.deliver(mail.pk, at=LATER) is None
    assert django_mail.outbox == []


AWAY = ConnectionRefusedError("no server")
BUSY = smtplib.SMTPDataError(451, b"later")
NOBODY = smtplib.SMTPRecipientsRefused({"a@example.jp": (550, b"unknown")})
FULL = smtplib.SMTPRecipientsRefused({"a@example.jp": (452, b"full")})


@pytest.mark.parametrize(
    ("ways", "state"),
    [
        ({"open": AWAY}, S.WAITING),
        ({"open": smtplib.SMTPAuthenticationError(535, b"who")}, S.WAITING),
        ({"send_messages": BUSY}, S.WAITING),
        ({"send_messages": FULL}, S.WAITING),
        ({"send_messages": NOBODY}, S.FAILED),
        ({"send_messages": smtplib.SMTPDataError(554, b"no")}, S.FAILED),
        ({"send_messages": UnicodeEncodeError("ascii", "髙", 0, 1, "no")}, S.FAILED),
        ({"send_messages": TimeoutError("silence")}, S.UNCERTAIN),
        ({"send_messages": smtplib.SMTPServerDisconnected("gone")}, S.UNCERTAIN),
        ({"close": smtplib.SMTPServerDisconnected("gone")}, S.SENT),
    ],
    ids=str,
)
def test_what_becomes_of_a_mail(mail, broken, ways, state):
    broken(**ways)
    assert send(mail) == state
    assert bool(mail.last_error) == (state != S.SENT)
    assert len(django_mail.outbox) == (state == S.SENT)


def test_a_mail_that_waits_is_tried_later_and_later_and_then_laid_before_a_person(mail, broken):
    broken(open=AWAY)
    waits = []
    while mail.state == S.WAITING:
        before = mail.next_at
        send(mail, at=before)
        waits.append(int((mail.next_at - before).total_seconds() // 60))
    assert (waits[:5], len(waits), mail.state) == ([1, 2, 4, 8, 16], outbox.MAX_ATTEMPTS, S.FAILED)
    assert 60 < sum(waits[:-1]) / 60 < 72  # a weekend


def test_what_is_due_is_told_once(mail):
    assert outbox.due(at=AT) == []
    assert [outbox.due(at=LATER), outbox.due(at=LATER)] == [[str(mail.pk)], []]
    assert send(mail, at=LATER) == S.SENT
    assert outbox.due(at=LATER + timedelta(days=1)) == []


def test_a_job_lost_with_its_worker_does_not_lose_the_mail(mail):
    """Killed before the first step: the mail waits, and the outbox asks again."""
    assert outbox.due(at=AT + outbox.JOB_IS_LOST_AFTER) == [str(mail.pk)]


def test_killed_before_it_left(mail):
    outbox.begin(mail.pk, at=AT)
    assert (outbox.lay_open(at=AT), outbox.lay_open(at=LATER)) == (0, 1)
    mail.refresh_from_db()
    assert (mail.state, send(mail, at=LATER), django_mail.outbox) == (S.UNCERTAIN, S.UNCERTAIN, [])


def test_killed_after_it_left(mail, monkeypatch):
    """The server has it and nobody could write that down: it is not sent a second time."""

    def save(mail):
        raise Killed

    outbox.begin(mail.pk, at=AT)
    with monkeypatch.context() as falling, pytest.raises(Killed):
        falling.setattr(Mail, "save", save)
        outbox.deliver(mail.pk, at=AT)
    assert (outbox.lay_open(at=LATER), outbox.due(at=LATER)) == (1, [])
    assert (send(mail, at=LATER), len(django_mail.outbox)) == (S.UNCERTAIN, 1)


def test_killed_after_it_was_written_down(mail):
    send(mail)
    assert (outbox.lay_open(at=LATER), outbox.due(at=LATER), send(mail)) == (0, [], S.SENT)


def test_who_is_slow_does_not_send_what_was_laid_open(mail):
    outbox.begin(mail.pk, at=AT)
    outbox.lay_open(at=LATER)
    assert (outbox.deliver(mail.pk, at=AT), django_mail.outbox) == (None, [])


def test_a_person_has_it_sent_again(mail, broken, worker):
    broken(send_messages=NOBODY)
    send(mail)
    outbox.try_again(mail, by=worker, at=LATER)
    with pytest.raises(outbox.NotStuck):
        outbox.try_again(mail, by=worker, at=LATER)
    mail.refresh_from_db()
    assert (mail.state, mail.attempts, mail.settled_by) == (S.WAITING, 0, worker)
    assert outbox.due(at=LATER) == [str(mail.pk)]


def test_a_person_leaves_it_at_that(mail, worker):
    with pytest.raises(outbox.NotStuck):
        outbox.shelve(mail, by=worker, at=AT)
    outbox.begin(mail.pk, at=AT)
    outbox.lay_open(at=LATER)
    outbox.shelve(mail, by=worker, at=LATER)
    assert (send(mail, at=LATER), outbox.due(at=LATER)) == (S.SHELVED, [])


@pytest.mark.parametrize(
    "change",
    [
        {"state": S.SENT, "sent_at": AT},
        {"state": S.UNCERTAIN},
        {"body": "別の本文"},
        {"to": "b@x.jp"},
    ],
    ids=str,
)
def test_the_table_refuses_what_no_step_does(mail, change):
    with pytest.raises(DatabaseError), transaction.atomic():
        Mail.objects.filter(pk=mail.pk).update(**change)
