"""Papers and pictures of a consultation: looked at, counted, kept under a random name."""

from django.core.files.base import ContentFile
from django.db import transaction
from django.utils.translation import gettext as _

from consultations.models import Attachment, Consultation
from ibasho.uploads import Unwelcome, look

MOST = 20  # of one consultation


def enclose(consultation: Consultation, *, upload, by, at) -> Attachment:
    """Keep an uploaded file: file and row, or neither; raise Unwelcome with words for the person."""
    looked = look(upload)
    with transaction.atomic():
        locked = Consultation.objects.select_for_update().get(pk=consultation.pk)
        if locked.attachments.count() >= MOST:
            raise Unwelcome(
                upload.name, _("添付ファイルは%dつまでです。いらないものを消してください。") % MOST
            )
        paper = Attachment(consultation=locked, added_by=by, added_at=at, **looked.facts)
        paper.file.save(paper.name, ContentFile(looked.data), save=False)
        try:
            with transaction.atomic():
                paper.save(force_insert=True)
        except BaseException:
            paper.file.storage.delete(paper.file.name)
            raise
    return paper


@transaction.atomic
def remove(paper: Attachment) -> None:
    """Take a paper away; its file goes when the row is gone for good."""
    file = paper.file
    paper.delete()
    transaction.on_commit(lambda: file.storage.delete(file.name))
