"""StepTaken: one step taken, by whom and when; only ever added to."""

import pgtrigger
from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from grants.models.application import Application
from grants.states import STEPS, State


class StepTaken(models.Model):
    application = models.ForeignKey(
        Application, models.PROTECT, related_name="steps_taken", verbose_name=_("交付申請")
    )
    step = models.CharField(
        _("手続き"), max_length=20, choices=[(name, step.label) for name, step in STEPS.items()]
    )
    source = models.CharField(_("前の状態"), max_length=20, choices=State)
    target = models.CharField(_("後の状態"), max_length=20, choices=State)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("だれが")
    )
    at = models.DateTimeField(_("いつ"))
    note = models.TextField(_("ひとこと"), blank=True)

    class Meta:
        verbose_name = verbose_name_plural = _("経過")
        ordering = ["application", "at", "id"]
        triggers = [
            pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete)
        ]

    def __str__(self):
        return f"{self.application} {self.get_step_display()}"
