"""What the worker does for letters: it lays out papers and sends the mails of the outbox."""

from django.utils import timezone
from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from ibasho.letters import outbox
from ibasho.letters.models import Letter, Reissue
from ibasho.letters.render import pdf_of


@app.task(name="make_pdf", retry=RetryStrategy(max_attempts=3, wait=60))
def make_pdf(*, letter_id: str):
    pdf_of(Letter.objects.get(pk=letter_id))


@app.task(name="make_reissue_pdf", retry=RetryStrategy(max_attempts=3, wait=60))
def make_reissue_pdf(*, reissue_id: str):
    pdf_of(Reissue.objects.get(pk=reissue_id))


@app.task(name="send_mail")
def send_mail(*, mail_id: str):
    """Send one mail of the outbox, once: a second call for the same mail does nothing."""
    now = timezone.now()
    if outbox.begin(mail_id, at=now):
        outbox.deliver(mail_id, at=now)


@app.periodic(cron="* * * * *")
@app.task(name="tend_outbox", queueing_lock="tend_outbox")
def tend_outbox(timestamp: int):
    """Every minute: lay open what a crash cut off, and ask again for what is due."""
    now = timezone.now()
    outbox.lay_open(at=now)
    for mail_id in outbox.due(at=now):
        send_mail.defer(mail_id=mail_id)
