"""How a mail leaves: every step is written down before it is taken, so that a crash tells itself.

`begin` commits 「送信中」 before anything goes out, and `deliver` holds the row while it sends.
A mail that is 「送信中」 without anybody holding it was cut off by a crash: it may or may not
have left, so it is neither sent again nor forgotten, but laid before a person.
"""

import smtplib
from contextlib import suppress
from datetime import datetime, timedelta

from django.core.mail import EmailMessage, get_connection
from django.db import transaction

from ibasho.accounts.models import User
from ibasho.letters.models import STUCK, Mail, MailState
from ibasho.text import clean_line

# The job of a new mail is at once; should it be lost with its worker, the outbox asks again.
JOB_IS_LOST_AFTER = timedelta(minutes=5)
BEGUN_IS_HELD_WITHIN = timedelta(minutes=1)
# 1, 2, 4 … minutes, nearly three days in all: a server away over the weekend loses nothing.
MAX_ATTEMPTS = 13


class NotStuck(Exception):
    """Somebody has settled this mail already, or it needs no settling."""


def begin(mail_id, *, at: datetime) -> bool:
    """Take the mail for sending; False when it is not this caller's to send."""
    taken = Mail.objects.filter(pk=mail_id, state=MailState.WAITING)
    return bool(taken.update(state=MailState.SENDING, begun_at=at))


@transaction.atomic
def deliver(mail_id, *, at: datetime) -> Mail | None:
    """Send what was begun at `at`, and write down what became of it."""
    mine = Mail.objects.select_for_update().filter(state=MailState.SENDING, begun_at=at)
    mail = mine.filter(pk=mail_id).first()
    if mail is None:
        return None
    mail.attempts += 1
    mail.state, mail.last_error = _send(mail)
    mail.next_at = at + timedelta(minutes=2 ** (mail.attempts - 1))
    mail.sent_at = at if mail.state == MailState.SENT else None
    mail.save()
    return mail


def _send(mail) -> tuple[MailState, str]:
    line = get_connection()
    try:
        line.open()
    except (OSError, smtplib.SMTPException) as error:  # no line: nothing has left
        return _again(mail), _words(error)
    result = _hand_over(_message(mail, line), mail)
    with suppress(OSError, smtplib.SMTPException):  # a rude farewell changes nothing
        line.close()
    return result


def _hand_over(message, mail) -> tuple[MailState, str]:
    try:
        message.send()
    except (smtplib.SMTPResponseException, smtplib.SMTPRecipientsRefused) as refusal:
        return (MailState.FAILED if _for_good(refusal) else _again(mail)), _words(refusal)
    except (ValueError, smtplib.SMTPNotSupportedError) as fault:  # it cannot even be written
        return MailState.FAILED, _words(fault)
    except (OSError, smtplib.SMTPException) as silence:  # cut off: the server may have it
        return MailState.UNCERTAIN, _words(silence)
    return MailState.SENT, ""


def _message(mail, line):
    # The same Message-ID at every try: should a mail that was 「送れたか不明」 be sent again,
    # the reader's mailbox can tell that the second is the first.
    headers = {"Message-ID": f"<{mail.id}@ibasho>"}
    return EmailMessage(mail.subject, mail.body, to=[mail.to], headers=headers, connection=line)


def _for_good(refusal) -> bool:
    """5xx: the server will say the same at every try."""
    if isinstance(refusal, smtplib.SMTPRecipientsRefused):
        return all(code >= 500 for code, _words_of_server in refusal.recipients.values())
    return refusal.smtp_code >= 500


def _again(mail) -> MailState:
    return MailState.WAITING if mail.attempts < MAX_ATTEMPTS else MailState.FAILED


def _words(error: Exception) -> str:
    return clean_line(str(error) or type(error).__name__)[:200]


@transaction.atomic
def lay_open(*, at: datetime) -> int:
    """What a crash cut off while it was being sent becomes 「送れたか不明」; how many.

    A row that somebody holds is being sent right now and is passed over.
    """
    begun = Mail.objects.filter(
        state=MailState.SENDING, begun_at__lt=at - BEGUN_IS_HELD_WITHIN
    ).select_for_update(skip_locked=True)
    found = list(begun.values_list("pk", flat=True))
    Mail.objects.filter(pk__in=found).update(state=MailState.UNCERTAIN)
    return len(found)


def due(*, at: datetime) -> list[str]:
    """The mails to try now, each told once: the outbox looks at them again only later."""
    with transaction.atomic():
        waiting = Mail.objects.filter(state=MailState.WAITING, next_at__lte=at)
        chosen = list(waiting.select_for_update(skip_locked=True).order_by("next_at")[:500])
        found = [mail.pk for mail in chosen]
        Mail.objects.filter(pk__in=found).update(next_at=at + JOB_IS_LOST_AFTER)
    return [str(pk) for pk in found]


def shelve_all() -> None:
    """Lay aside all that waits: mails of a demonstration, at whose addresses nobody lives."""
    Mail.objects.filter(state=MailState.WAITING).update(state=MailState.SHELVED)


def try_again(mail: Mail, *, by: User, at: datetime) -> None:
    """A person has it sent again, with fresh patience; the outbox finds it at its next look."""
    _settle(mail, MailState.WAITING, by=by, at=at, attempts=0, next_at=at)


def shelve(mail: Mail, *, by: User, at: datetime) -> None:
    """A person leaves it at that: it has arrived, or it need not."""
    _settle(mail, MailState.SHELVED, by=by, at=at)


def _settle(mail, state, *, by, at, **changes):
    stuck = Mail.objects.filter(pk=mail.pk, state__in=STUCK)
    if not stuck.update(state=state, settled_by=by, settled_at=at, **changes):
        raise NotStuck
