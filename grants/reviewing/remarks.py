"""What people write beside an application: facts with evidence, notes, messages."""

from django.db import transaction
from django.utils.translation import gettext as _

from grants import notices
from grants.models import Application, Evidence, Message, Note, Reading
from grants.permissions import NotAllowed
from ibasho.accounts.permissions import Capability
from ibasho.letters import post


def note(application: Application, *, by, at, words: str) -> Note:
    """A note among the staff."""
    return Note.objects.create(application=application, by=by, at=at, words=words)


def record(
    application: Application, *, by, at, kind: str, on, words: str, attachment=None
) -> Evidence:
    """A fact, with the paper of this application that shows it, if there is one."""
    if attachment is not None and attachment.application_id != application.pk:
        raise NotAllowed(_("この申請の書類を選んでください。"))
    return Evidence.objects.create(
        application=application,
        by=by,
        at=at,
        kind=kind,
        on=on,
        words=words,
        attachment=attachment,
    )


@transaction.atomic
def write(application: Application, *, by, at, words: str) -> Message:
    """A message to the other side, which gets a copy by mail."""
    from_staff = by.may(Capability.READ)
    message = Message.objects.create(
        application=application, by=by, at=at, words=words, from_staff=from_staff
    )
    read(application, by=by, at=at)
    for address in _people(application) if from_staff else _workers(application):
        copy = notices.message(application, words=words, from_staff=from_staff)
        post.put(to=address, at=at, **copy)
    return message


def _people(application) -> list[str]:
    members = application.group.memberships.filter(user__is_active=True)
    return list(members.order_by("user__email").values_list("user__email", flat=True))


def _workers(application) -> list[str]:
    """Who looks after it; before anybody does, it waits on the staff's page as unread."""
    return [application.worker.email] if application.worker else []


def read(application: Application, *, by, at) -> None:
    """This person has seen all messages up to `at`."""
    Reading.objects.update_or_create(application=application, user=by, defaults={"at": at})
