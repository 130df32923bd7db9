"""Handout: a file of a meeting that people may fetch."""

import secrets
import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from consultations.models.meeting import Meeting


def random_name(_handout, _filename) -> str:
    name = secrets.token_hex(16)
    return f"meetings/{name[:2]}/{name}"


class Handout(models.Model):
    """`size` in bytes; `public`: also for those who were not there."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    meeting = models.ForeignKey(
        Meeting, models.PROTECT, related_name="handouts", verbose_name=_("交流会")
    )
    title = models.CharField(_("資料の題"), max_length=100)
    file = models.FileField(_("ファイル"), upload_to=random_name)
    name = models.CharField(_("ファイルの名前"), max_length=255)
    media_type = models.CharField(_("種類"), max_length=50)
    size = models.PositiveIntegerField(_("大きさ"))
    checksum = models.CharField(_("照合番号"), max_length=64)
    public = models.BooleanField(_("だれでも見られる"), default=True)
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("置いた人")
    )
    added_at = models.DateTimeField(_("置いた日時"))

    class Meta:
        verbose_name = verbose_name_plural = _("交流会の資料")
        ordering = ["meeting", "added_at", "id"]
        constraints = [
            models.CheckConstraint(condition=~Q(title=""), name="handout_has_title"),
        ]

    def __str__(self):
        return self.title
