"""Papers and pictures of a consultation: looked at, counted, kept under a random name."""

from django.db import transaction
from django.utils.translation import gettext as _

from consultations.models import Attachment, Consultation
from ibasho.uploads import Unwelcome, look
from ibasho.uploads.keeping import keep

MOST = 20  # of one consultation


def enclose(consultation: Consultation, *, upload, by, at) -> Attachment:
    """Keep an uploaded file; raise Unwelcome with words for the person."""
    looked = look(upload)
    with transaction.atomic():
        locked = Consultation.objects.select_for_update().get(pk=consultation.pk)
        if locked.attachments.count() >= MOST:
            raise Unwelcome(
                upload.name, _("添付ファイルは%dつまでです。いらないものを消してください。") % MOST
            )
        told = {"consultation": locked, "added_by": by, "added_at": at}
        return keep(looked, Attachment(**told, **looked.facts))


@transaction.atomic
def remove(paper: Attachment) -> None:
    """Take a paper away; its file goes when the row is gone for good."""
    file = paper.file
    paper.delete()
    transaction.on_commit(lambda: file.storage.delete(file.name))
