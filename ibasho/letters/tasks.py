"""What the worker does for letters: it lays out papers and sends the mails of the outbox."""

import smtplib

from django.core.mail import EmailMessage
from django.db import transaction
from django.utils import timezone
from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from ibasho.letters.models import Letter, Mail
from ibasho.letters.render import pdf_of

# About three days in all: a mail server that is away over the weekend loses nothing of ours.
PATIENCE = RetryStrategy(max_attempts=16, linear_wait=60, exponential_wait=2)


@app.task(name="make_pdf", retry=RetryStrategy(max_attempts=3, wait=60))
def make_pdf(*, letter_id: str):
    pdf_of(Letter.objects.get(pk=letter_id))


@app.task(name="send_mail", retry=PATIENCE)
def send_mail(*, mail_id: str):
    """Send one mail of the outbox, once: a second call for the same mail does nothing."""
    try:
        with transaction.atomic():
            mail = Mail.objects.select_for_update().get(pk=mail_id)
            if mail.sent_at is None:
                _message(mail).send()
                mail.note_sent(at=timezone.now())
    except (OSError, smtplib.SMTPException) as error:
        Mail.objects.get(pk=mail_id).note_failure(error=error)
        raise


def _message(mail):
    # The same Message-ID at every try: should the server take a mail and we not learn of it,
    # the reader's mailbox can tell that the second is the first.
    headers = {"Message-ID": f"<{mail.id}@ibasho>"}
    return EmailMessage(subject=mail.subject, body=mail.body, to=[mail.to], headers=headers)
