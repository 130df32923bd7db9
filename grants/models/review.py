"""What a worker finds, criterion by criterion, and what is asked to be corrected."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from grants.models.application import Application


class Judgement(models.TextChoices):
    MET = "met", _("適合")
    NOT_MET = "not_met", _("不適合")
    TO_BE_JUDGED = "to_be_judged", _("要確認")


class Finding(models.Model):
    application = models.ForeignKey(
        Application, models.CASCADE, related_name="findings", verbose_name=_("交付申請")
    )
    criterion = models.CharField(_("要件"), max_length=40)
    verdict = models.CharField(_("所見"), max_length=20, choices=Judgement)
    reason = models.TextField(_("理由"), blank=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("職員")
    )
    at = models.DateTimeField(_("記入日時"))

    class Meta:
        verbose_name = verbose_name_plural = _("所見")
        ordering = ["application", "criterion"]
        constraints = [
            models.UniqueConstraint(fields=["application", "criterion"], name="finding_once"),
            models.CheckConstraint(
                condition=models.Q(verdict__in=Judgement.values), name="finding_verdict"
            ),
        ]

    def __str__(self):
        return f"{self.criterion} {self.get_verdict_display()}"


class Correction(models.Model):
    """A request to put right (補正依頼); `answered_at` is set by the next submission."""

    application = models.ForeignKey(
        Application, models.PROTECT, related_name="corrections", verbose_name=_("交付申請")
    )
    message = models.TextField(_("直してほしいこと"), blank=True)
    due_on = models.DateField(_("いつまでに"))
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("職員")
    )
    at = models.DateTimeField(_("依頼日時"))
    answered_at = models.DateTimeField(_("直した日時"), null=True, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = _("補正依頼")
        ordering = ["application", "at"]

    def __str__(self):
        return f"{self.application} {self.due_on:%Y-%m-%d}"


class CorrectionItem(models.Model):
    """What is to be put right in one item of the form; `name` is that of its Answer."""

    correction = models.ForeignKey(
        Correction, models.PROTECT, related_name="items", verbose_name=_("補正依頼")
    )
    name = models.CharField(_("項目"), max_length=60)
    comment = models.TextField(_("直してほしいこと"))

    class Meta:
        verbose_name = verbose_name_plural = _("項目ごとの補正依頼")
        ordering = ["correction", "id"]
        constraints = [
            models.UniqueConstraint(fields=["correction", "name"], name="correction_item_once"),
        ]

    def __str__(self):
        return f"{self.name}：{self.comment}"
