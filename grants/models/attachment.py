"""Attachment: a paper of an application, kept under a random name outside every address."""

import uuid

from django.conf import settings
from django.db import models, transaction
from django.utils.translation import gettext_lazy as _

from grants.models.application import Application
from ibasho.uploads.keeping import random_name as named


def random_name(_attachment, _filename) -> str:
    return named("applications")


class AttachmentQuerySet(models.QuerySet):
    def forget(self):
        """Delete these rows inside the caller's transaction; a file goes with its last row.

        All rows of each file are locked: two removed at once do not wait for each other's.
        """
        files = {paper.file.name: paper.file for paper in self}
        same = Attachment.objects.filter(file__in=files).order_by("pk")
        list(same.select_for_update())
        self.delete()
        used = set(Attachment.objects.filter(file__in=files).values_list("file", flat=True))
        lone = [file for name, file in files.items() if name not in used]
        transaction.on_commit(lambda: [file.storage.delete(file.name) for file in lone])


class Attachment(models.Model):
    """`size` in bytes; `name` is the file's name as the sender had it, for showing only.

    `kind` is the key of the paper in the list of the programme year, or empty. The same `file` may
    stand in several rows: a paper that was handed in before is not stored again.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    application = models.ForeignKey(
        Application, models.CASCADE, related_name="attachments", verbose_name=_("交付申請")
    )
    kind = models.CharField(_("どの書類か"), max_length=40, blank=True)
    file = models.FileField(_("ファイル"), upload_to=random_name)
    name = models.CharField(_("ファイルの名前"), max_length=255)
    media_type = models.CharField(_("種類"), max_length=50)
    size = models.PositiveIntegerField(_("大きさ"))
    checksum = models.CharField(_("照合番号"), max_length=64)
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("出した人")
    )
    added_at = models.DateTimeField(_("出した日時"))

    objects = AttachmentQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = _("書類")
        ordering = ["application", "added_at", "id"]
        indexes = [models.Index(fields=["file"], name="attachment_file")]

    def __str__(self):
        return self.name
