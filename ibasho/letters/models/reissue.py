"""Reissue: the same letter handed out again, with the day and the reason."""

import uuid

import pgtrigger
from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from ibasho.letters.models.letter import Letter, immutable


class Reissue(models.Model):
    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    letter = models.ForeignKey(
        Letter, models.PROTECT, related_name="reissues", verbose_name=_("文書")
    )
    reason = models.TextField(_("理由"))
    issued_on = models.DateField(_("再発行の日付"))
    issued_at = models.DateTimeField(_("再発行した日時"))
    issued_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("再発行した人")
    )
    pdf = models.BinaryField(_("PDF"), null=True, editable=False)

    class Meta:
        verbose_name = verbose_name_plural = _("再発行")
        ordering = ["issued_at"]
        constraints = [
            models.CheckConstraint(condition=~models.Q(reason=""), name="reissue_has_reason"),
        ]
        triggers = [
            pgtrigger.Protect(name="never_deleted", operation=pgtrigger.Delete),
            immutable("a reissue does not change"),
        ]

    def __str__(self):
        return f"{self.letter.reference} {_('再発行')}"
