"""The handouts of a meeting: kept under a random name, fetched by address, taken away."""

from django.db import transaction
from django.utils.translation import gettext as _

from consultations.models import Handout, Meeting
from ibasho.uploads import Unwelcome, look
from ibasho.uploads.keeping import keep

MOST = 20  # of one meeting


def add(meeting: Meeting, *, upload, title, public, by, at) -> Handout:
    """Keep a file with its row; raise Unwelcome with words for the person."""
    looked = look(upload)
    with transaction.atomic():
        Meeting.objects.select_for_update().get(pk=meeting.pk)
        if meeting.handouts.count() >= MOST:
            raise Unwelcome(
                upload.name, _("資料は%dつまでです。いらない資料を消してください。") % MOST
            )
        told = {"meeting": meeting, "title": title, "public": public}
        return keep(looked, Handout(**told, added_by=by, added_at=at, **looked.facts))


@transaction.atomic
def remove(handout: Handout) -> None:
    """The row now, the file when that is certain."""
    file = handout.file
    Handout.objects.filter(pk=handout.pk).delete()
    transaction.on_commit(lambda: file.storage.delete(file.name))
