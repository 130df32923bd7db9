"""Correspondence: the letters that went out about an application; only ever added to."""

import pgtrigger
from django.db import models
from django.utils.translation import gettext_lazy as _

from grants.models.application import Application
from ibasho.letters.models import Letter


class Correspondence(models.Model):
    application = models.ForeignKey(
        Application, models.PROTECT, related_name="correspondence", verbose_name=_("交付申請")
    )
    letter = models.OneToOneField(Letter, models.PROTECT, verbose_name=_("文書"))

    class Meta:
        verbose_name = verbose_name_plural = _("申請についての文書")
        ordering = ["application", "id"]
        triggers = [
            pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete)
        ]

    def __str__(self):
        return str(self.letter)
