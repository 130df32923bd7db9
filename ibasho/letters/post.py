"""Putting a mail into the outbox, with the change it tells of; it leaves with its commit."""

from datetime import datetime

from django.db import transaction

from ibasho.letters.models import Mail
from ibasho.letters.outbox import JOB_IS_LOST_AFTER
from ibasho.letters.tasks import send_mail
from ibasho.text import clean_line


@transaction.atomic
def put(*, to: str, subject: str, body: str, at: datetime) -> Mail:
    """Keep a mail and ask the worker to send it, both in the caller's transaction.

    A line break in `subject` (a name may bring one along) becomes a space; 200 letters are kept.
    """
    mail = Mail.objects.create(
        to=to,
        subject=clean_line(subject)[:200],
        body=body,
        written_at=at,
        next_at=at + JOB_IS_LOST_AFTER,
    )
    send_mail.defer(mail_id=str(mail.pk))
    return mail
