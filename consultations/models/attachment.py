"""Attachment: a paper or picture that belongs to a consultation, kept under a random name."""

import secrets
import uuid

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from consultations.models.consultation import Consultation


def random_name(_attachment, _filename) -> str:
    name = secrets.token_hex(16)
    return f"consultations/{name[:2]}/{name}"


class Attachment(models.Model):
    """`size` in bytes; `name` is the file's name as the worker had it, for showing only."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    consultation = models.ForeignKey(
        Consultation, models.PROTECT, related_name="attachments", verbose_name=_("相談記録")
    )
    file = models.FileField(_("ファイル"), upload_to=random_name, unique=True)
    name = models.CharField(_("ファイルの名前"), max_length=255)
    media_type = models.CharField(_("種類"), max_length=50)
    size = models.PositiveIntegerField(_("大きさ"))
    checksum = models.CharField(_("照合番号"), max_length=64)
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("加えた人")
    )
    added_at = models.DateTimeField(_("加えた日時"))

    class Meta:
        verbose_name = verbose_name_plural = _("添付ファイル")
        ordering = ["consultation", "added_at", "id"]

    def __str__(self):
        return self.name
