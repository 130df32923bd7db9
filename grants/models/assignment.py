"""Assignment: who was given an application to look after, by whom and when; only ever added to."""

import pgtrigger
from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from grants.models.application import Application


class Assignment(models.Model):
    """It changes no state; `Application.worker` holds the one who looks after it now."""

    application = models.ForeignKey(
        Application, models.PROTECT, related_name="assignments", verbose_name=_("交付申請")
    )
    worker = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("担当")
    )
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("だれが")
    )
    at = models.DateTimeField(_("いつ"))

    class Meta:
        verbose_name = verbose_name_plural = _("担当の記録")
        ordering = ["application", "at", "id"]
        triggers = [
            pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete)
        ]

    def __str__(self):
        return f"{self.application} {self.worker}"
