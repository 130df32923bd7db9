"""What stands apart from the facts of a consultation, under seal: reflections and confidences."""

import pghistory
from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from consultations.models.consultation import Consultation
from ibasho.secrecy import SecretField


class Reflection(models.Model):
    """What one worker thought about it. It has no history, and only its author reads it.

    Without an author it came with an import, and is read by whoever may reflect.
    """

    consultation = models.ForeignKey(
        Consultation, models.CASCADE, related_name="reflections", verbose_name=_("相談記録")
    )
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("書いた人"),
    )
    words = SecretField(_("職員のふりかえり"))
    written_at = models.DateTimeField(_("書いた日時"))

    class Meta:
        verbose_name = verbose_name_plural = _("ふりかえり")
        ordering = ["consultation", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["consultation", "author"], nulls_distinct=False, name="reflection_once"
            ),
        ]

    def __str__(self):
        return f"{self.consultation_id}"


@pghistory.track()
class Confidence(models.Model):
    """What was told in confidence (機微情報): health, family, money. Its history is sealed too."""

    consultation = models.OneToOneField(
        Consultation, models.CASCADE, related_name="confidence", verbose_name=_("相談記録")
    )
    words = SecretField(_("機微情報"))
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("書いた人")
    )
    written_at = models.DateTimeField(_("書いた日時"))

    class Meta:
        verbose_name = verbose_name_plural = _("機微情報")
        ordering = ["consultation"]

    def __str__(self):
        return f"{self.consultation_id}"
