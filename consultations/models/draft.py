"""Draft: what somebody is typing about a consultation, kept as typed, under seal."""

import uuid

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from consultations.models.consultation import Consultation
from ibasho.secrecy import SecretField


class Draft(models.Model):
    """One person's own: of a new record, whose id it already bears, or of a change to one.

    `kept` is JSON: {name: {"values": [text], "version": number}}. It may hold a reflection and a
    confidence, so nobody else reads it. `seen` is the version of the record it began with.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="+", verbose_name=_("だれの")
    )
    consultation = models.ForeignKey(
        Consultation,
        models.CASCADE,
        null=True,
        blank=True,
        related_name="drafts",
        verbose_name=_("相談記録"),
    )
    kept = SecretField(_("下書き"))
    seen = models.CharField(_("見ていた版"), max_length=40, blank=True)
    saved_at = models.DateTimeField(_("保存日時"))

    class Meta:
        verbose_name = verbose_name_plural = _("相談の下書き")
        ordering = ["owner", "-saved_at"]
        constraints = [
            models.UniqueConstraint(fields=["owner", "consultation"], name="draft_one_of_a_record"),
        ]

    def __str__(self):
        return f"{self.saved_at:%Y-%m-%d %H:%M}"
