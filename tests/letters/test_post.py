"""Putting a mail into the outbox: with the change it tells of, or not at all."""

import pytest
from django.core import mail as django_mail
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
