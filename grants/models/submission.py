"""Submission: terms and answers frozen at the moment of sending; a resubmission adds another."""

import pgtrigger
from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from grants.models.application import Application
from grants.models.sealed import SUBMITTED, seals


class Submission(models.Model):
    """JSON as the rules read and write it: terms, facts, breakdown; `amount` is whole yen.

    `checksum` is written by PostgreSQL (sealed).
    """

    application = models.ForeignKey(
        Application, models.PROTECT, related_name="submissions", verbose_name=_("交付申請")
    )
    round = models.PositiveSmallIntegerField(_("回"))
    at = models.DateTimeField(_("提出日時"))
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("提出した人")
    )
    terms = models.JSONField(_("要領"))
    answers = models.JSONField(_("答え"))
    facts = models.JSONField(_("事実"))
    breakdown = models.JSONField(_("計算"))
    amount = models.PositiveIntegerField(_("金額（円）"))
    checksum = models.CharField(_("照合番号"), max_length=64, default="", editable=False)

    class Meta:
        verbose_name = verbose_name_plural = _("提出")
        ordering = ["application", "round"]
        constraints = [
            models.UniqueConstraint(fields=["application", "round"], name="submission_round"),
        ]
        triggers = [
            pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete),
            seals(*SUBMITTED),
        ]

    def __str__(self):
        return f"{self.application} {self.round}"
