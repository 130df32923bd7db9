"""The papers of an application: looked at, counted, and kept under a random name."""

from django.db import transaction
from django.utils.translation import gettext as _

from grants.models import Application, Attachment
from grants.permissions import NotAllowed
from ibasho.uploads import KINDS, LARGEST, Unwelcome, look
from ibasho.uploads.keeping import keep

__all__ = ["KINDS", "LARGEST", "MOST", "Unwelcome", "add", "earlier", "remove", "reuse"]

MOST = 20  # papers of one application
SAME = ("file", "name", "media_type", "size", "checksum")  # of a paper that is used again
MOST_EARLIER = 30  # papers of earlier applications that a page offers


def add(application: Application, *, upload, kind="", by, at) -> Attachment:
    """Keep an uploaded file; raise Unwelcome with words for the person, or NotAllowed."""
    looked = look(upload)
    with transaction.atomic():
        locked = _with_room(application, upload.name)
        known = _known_kind(locked, kind)
        told = {"application": locked, "kind": known, "added_by": by, "added_at": at}
        return keep(looked, Attachment(**told, **looked.facts))


def earlier(application: Application) -> list[Attachment]:
    """Papers of other applications of the same group that are not here yet, newest first."""
    here = application.attachments.values("checksum")
    others = (
        Attachment.objects.filter(application__group=application.group_id)
        .exclude(application=application.pk)
        .exclude(checksum__in=here)
        .select_related("application__programme_year__programme")
        .order_by("checksum", "-added_at")
        .distinct("checksum")
    )
    return sorted(others, key=lambda paper: paper.added_at, reverse=True)[:MOST_EARLIER]


@transaction.atomic
def reuse(application: Application, paper: Attachment, *, by, at) -> Attachment:
    """Hand in once more what the same group has handed in before; the file is not copied."""
    locked = _with_room(application, paper.name)
    # Locked, so that its file cannot be thrown away at the same moment.
    source = Attachment.objects.select_for_update().filter(
        pk=paper.pk, application__group=locked.group_id
    )
    found = source.first()
    if found is None:
        raise NotAllowed(_("この書類はもう消されています。ファイルを選んで出してください。"))
    if standing := locked.attachments.filter(checksum=found.checksum).first():
        return standing
    same = {name: getattr(found, name) for name in SAME}
    return Attachment.objects.create(
        application=locked, kind=_known_kind(locked, found.kind), added_by=by, added_at=at, **same
    )


@transaction.atomic
def remove(application: Application, paper: Attachment) -> None:
    """Forget a paper while the answers may still be changed; the file goes with its last row."""
    _editable(application)
    Attachment.objects.filter(pk=paper.pk).forget()


def _known_kind(application: Application, kind: str) -> str:
    known = {paper.key for paper in application.programme_year.papers()}
    return kind if kind in known else ""


def _editable(application: Application) -> Application:
    locked = Application.objects.select_for_update().get(pk=application.pk)
    if not locked.editable:
        raise NotAllowed(_("この申請はもう提出されています。書類を変えることはできません。"))
    return locked


def _with_room(application: Application, name: str) -> Application:
    locked = _editable(application)
    if locked.attachments.count() >= MOST:
        raise Unwelcome(name, _("書類は%dつまでです。いらない書類を消してください。") % MOST)
    return locked
