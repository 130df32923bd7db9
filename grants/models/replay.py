"""Replay: one reckoning of every past decision anew, and what differed."""

import pgtrigger
from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class Replay(models.Model):
    """`differences`: a list of {receipt_number, application, what, stored, found}; by nobody: nightly."""

    at = models.DateTimeField(_("日時"))
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        related_name="+",
        verbose_name=_("確かめた人"),
    )
    decisions = models.PositiveIntegerField(_("提出と決定の数"))
    settlements = models.PositiveIntegerField(_("報告と確定の数"))
    differences = models.JSONField(_("違い"), default=list)

    class Meta:
        verbose_name = verbose_name_plural = _("決定の再計算")
        ordering = ["-at", "-id"]
        triggers = [
            pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete)
        ]

    def __str__(self):
        return f"{self.at:%Y-%m-%d %H:%M} {len(self.differences)}"
