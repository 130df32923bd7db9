"""Answer: what was typed into one field of an application, as typed, whether right or not."""

import pghistory
from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from grants.models.application import Application


@pghistory.track()
class Answer(models.Model):
    application = models.ForeignKey(
        Application, models.CASCADE, related_name="answers", verbose_name=_("交付申請")
    )
    name = models.CharField(_("項目"), max_length=60)
    value = models.TextField(_("答え"), blank=True)
    version = models.PositiveIntegerField(_("版"), default=1)
    saved_at = models.DateTimeField(_("保存日時"))
    saved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("保存した人")
    )

    class Meta:
        verbose_name = verbose_name_plural = _("答え")
        ordering = ["application", "name"]
        constraints = [
            models.UniqueConstraint(fields=["application", "name"], name="answer_once"),
        ]

    def __str__(self):
        return self.name
