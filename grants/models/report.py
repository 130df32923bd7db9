"""ReportDraft, and Report: what was held and spent, frozen at the moment of reporting; a new round adds another."""

import pghistory
import pgtrigger
from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from grants.models.application import Application
from grants.models.sealed import REPORTED, seals

# What is typed of the year's money: the grant and the fees of the venue are known already.
INCOME = ("fees", "donations", "other_income")
EXPENSE = ("materials", "food", "printing", "insurance", "thanks", "other_expense")


class Report(models.Model):
    """JSON as the rules read and write it: the terms of the submission, facts as held, breakdown.

    `amount` is what the rules make of what was held, in whole yen, before the limit of the grant.
    `diary` are the gatherings as they stood, `statement` income and expense in yen by key.
    """

    application = models.ForeignKey(
        Application, models.PROTECT, related_name="reports", verbose_name=_("交付申請")
    )
    round = models.PositiveSmallIntegerField(_("回"))
    at = models.DateTimeField(_("報告日時"))
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("報告した人")
    )
    terms = models.JSONField(_("要領"))
    facts = models.JSONField(_("事実"))
    breakdown = models.JSONField(_("計算"))
    amount = models.PositiveIntegerField(_("金額（円）"))
    diary = models.JSONField(_("開催記録"))
    statement = models.JSONField(_("収支"))
    checksum = models.CharField(_("照合番号"), max_length=64, default="", editable=False)
    words = models.TextField(_("この1年のこと"), blank=True)

    class Meta:
        verbose_name = verbose_name_plural = _("実績報告")
        ordering = ["application", "round"]
        constraints = [
            models.UniqueConstraint(fields=["application", "round"], name="report_round"),
        ]
        triggers = [
            pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete),
            seals(*REPORTED),
        ]

    def __str__(self):
        return f"{self.application} {self.round}"


@pghistory.track()
class ReportDraft(models.Model):
    """What is typed of a report beside the diary, item by item as typed, until it is sent."""

    application = models.OneToOneField(
        Application, models.PROTECT, related_name="report_draft", verbose_name=_("交付申請")
    )
    typed = models.JSONField(_("書いたこと"), default=dict, blank=True)
    saved_at = models.DateTimeField(_("保存日時"))
    saved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("保存した人")
    )

    class Meta:
        verbose_name = verbose_name_plural = _("実績報告の下書き")
        ordering = ["application"]

    def __str__(self):
        return str(self.application)
