"""What a group does with a draft besides writing and sending it."""

from django.db import transaction

from grants import assessment
from grants.models import Application
from grants.permissions import why_no_discard
from grants.workflow import NotAllowed


@transaction.atomic
def see_terms(application: Application, *, terms: str) -> None:
    """The group has read what changed in the terms; `terms` is the checksum of what it read."""
    locked = Application.objects.select_for_update().get(pk=application.pk)
    today = locked.programme_year.terms
    if locked.editable and assessment.checksum(today) == terms:
        locked.terms_seen = today
        locked.save(update_fields=["terms_seen"])


@transaction.atomic
def discard(application: Application, *, by) -> None:
    """Throw a draft away for good, with its answers and papers."""
    locked = Application.objects.select_for_update().get(pk=application.pk)
    if reason := why_no_discard(by, locked):
        raise NotAllowed(reason)
    stored = [paper.file for paper in locked.attachments.all()]
    locked.delete()
    transaction.on_commit(lambda: [file.storage.delete(file.name) for file in stored])
