"""The outbox: one mail, sent once, or tried again."""

import pytest
from django.core import mail as django_mail
from django.core.mail.backends.locmem import EmailBackend
from django.db import transaction
from procrastinate.contrib.django.models import ProcrastinateJob

from ibasho.letters.models import Mail
from ibasho.letters.post import put
from ibasho.letters.tasks import send_mail
from tests.letters.conftest import AT

pytestmark = pytest.mark.django_db


def _put(**changes):
    facts = {"to": "a@example.jp", "subject": "お知らせ", "body": "本文です。", "at": AT}
    return put(**facts | changes)


def test_a_job_is_asked_for_with_the_mail():
    mail = _put()
    jobs = ProcrastinateJob.objects.values_list("task_name", "args")
    assert list(jobs) == [("send_mail", {"mail_id": str(mail.pk)})]
    assert django_mail.outbox == []


def test_a_caller_that_fails_leaves_neither_mail_nor_job():
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        _put()
        raise ZeroDivisionError
    assert (Mail.objects.count(), ProcrastinateJob.objects.count()) == (0, 0)


def test_a_line_break_in_the_subject_adds_no_header():
    mail = _put(subject="見本の会\r\nBcc: x@example.jp")
    send_mail(mail_id=str(mail.pk))
    (sent,) = django_mail.outbox
    assert (sent.recipients(), "\n" in sent.subject) == (["a@example.jp"], False)


def test_a_mail_leaves_once():
    mail = _put()
    send_mail(mail_id=str(mail.pk))
    send_mail(mail_id=str(mail.pk))
    mail.refresh_from_db()
    assert [sent.to for sent in django_mail.outbox] == [["a@example.jp"]]
    assert (mail.attempts, mail.sent_at is None, mail.last_error) == (1, False, "")


def test_a_mail_that_fails_is_noted_and_leaves_at_the_next_try(monkeypatch):
    mail = _put()
    with monkeypatch.context() as broken:
        broken.setattr(EmailBackend, "send_messages", _refuse)
        with pytest.raises(ConnectionRefusedError):
            send_mail(mail_id=str(mail.pk))
    mail.refresh_from_db()
    assert (mail.attempts, mail.sent_at, mail.last_error) == (1, None, "no server")
    send_mail(mail_id=str(mail.pk))
    mail.refresh_from_db()
    assert (mail.attempts, len(django_mail.outbox)) == (2, 1)


def _refuse(backend, messages):
    raise ConnectionRefusedError("no server")
