"""Reminder: that a day was called to mind, to whom and when; each day once."""

import pgtrigger
from django.db import models
from django.utils.translation import gettext_lazy as _

from grants.models.application import Application


class What(models.TextChoices):
    REPORT_SOON = "report_soon", _("実績報告の期限が近い")
    REPORT_LATE = "report_late", _("実績報告の期限を過ぎた")
    CORRECTION_SOON = "correction_soon", _("補正の期限が近い")
    CORRECTION_LATE = "correction_late", _("補正の期限を過ぎた")
    REFUND_SOON = "refund_soon", _("返還の期限が近い")
    REFUND_LATE = "refund_late", _("返還の期限を過ぎた")


class Reminder(models.Model):
    """`due_on` is the day that was called to mind: another day is another reminder."""

    application = models.ForeignKey(
        Application, models.PROTECT, related_name="reminders", verbose_name=_("交付申請")
    )
    what = models.CharField(_("何の"), max_length=20, choices=What)
    due_on = models.DateField(_("期限"))
    at = models.DateTimeField(_("知らせた日時"))

    class Meta:
        verbose_name = verbose_name_plural = _("期限の知らせ")
        ordering = ["application", "at", "id"]
        constraints = [
            models.UniqueConstraint(fields=["application", "what", "due_on"], name="reminded_once"),
            models.CheckConstraint(condition=models.Q(what__in=What.values), name="reminder_what"),
        ]
        triggers = [
            pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete)
        ]

    def __str__(self):
        return f"{self.application} {self.get_what_display()}"
