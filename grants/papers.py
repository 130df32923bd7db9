"""The papers of an application: looked at, counted, and kept under a random name."""

import hashlib
from pathlib import PurePath

import filetype
from django.db import transaction
from django.utils.translation import gettext as _

from grants.drafts import NotAllowed
from grants.models import Application, Attachment
from ibasho.text import clean_line, is_blank

LARGEST = 10_000_000  # bytes of one paper
MOST = 20  # papers of one application
LONGEST_NAME = 255
KINDS = {
    "application/pdf": "PDF",
    "image/jpeg": "JPEG",
    "image/png": "PNG",
    "image/heic": "HEIC",
}


class Unwelcome(NotAllowed):
    """A file that is not kept; the text says why and what to do."""


@transaction.atomic
def add(application: Application, *, upload, by, at) -> Attachment:
    """Keep an uploaded file; raise Unwelcome with words for the person, or NotAllowed."""
    locked = _editable(application)
    if locked.attachments.count() >= MOST:
        raise Unwelcome(_("書類は%dつまでです。いらない書類を消してください。") % MOST)
    media_type = _look_at(upload)
    return Attachment.objects.create(
        application=locked,
        file=upload,
        name=safe_name(upload.name),
        media_type=media_type,
        size=upload.size,
        checksum=_checksum(upload),
        added_by=by,
        added_at=at,
    )


@transaction.atomic
def remove(application: Application, attachment: Attachment) -> None:
    """Forget a paper while the answers may still be changed."""
    _editable(application)
    stored = attachment.file
    attachment.delete()
    transaction.on_commit(lambda: stored.storage.delete(stored.name))


def safe_name(name: str) -> str:
    """The sender's name for it, without folders, breaks and invisible ends, cut before its kind."""
    line = clean_line(PurePath(name.replace("\\", "/")).name)
    if is_blank(line):
        return _("書類")
    if len(line) <= LONGEST_NAME:
        return line
    kind = PurePath(line).suffix[:10]
    return line[: LONGEST_NAME - len(kind)] + kind


def _editable(application: Application) -> Application:
    locked = Application.objects.select_for_update().get(pk=application.pk)
    if not locked.editable:
        raise NotAllowed(_("この申請はもう提出されています。書類を変えることはできません。"))
    return locked


def _look_at(upload) -> str:
    """The media type that the content itself shows, whatever the name says."""
    if not upload.size:
        raise Unwelcome(_("このファイルは空です。中身のあるファイルを選んでください。"))
    if upload.size > LARGEST:
        raise Unwelcome(_("このファイルは大きすぎます。10MBより小さいファイルにしてください。"))
    upload.seek(0)
    found = filetype.guess(upload.read(8192))
    if found is None or found.mime not in KINDS:
        raise Unwelcome(
            _("このファイルは受け取れません。PDF、JPEG、PNG、HEICのどれかにしてください。")
        )
    return found.mime


def _checksum(upload) -> str:
    digest = hashlib.sha256()
    for chunk in upload.chunks():
        digest.update(chunk)
    upload.seek(0)
    return digest.hexdigest()
