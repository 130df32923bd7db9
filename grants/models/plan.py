"""PlannedGathering: a date of the submitted plan, to be held against what really took place."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from grants.models.application import Application


class PlannedGathering(models.Model):
    """`venue_fee` is whole yen for this one gathering."""

    application = models.ForeignKey(
        Application, models.CASCADE, related_name="planned", verbose_name=_("交付申請")
    )
    day = models.DateField(_("開催日"))
    starts_at = models.TimeField(_("始まり"))
    ends_at = models.TimeField(_("終わり"))
    venue_fee = models.PositiveIntegerField(_("会場費（円）"))

    class Meta:
        verbose_name = verbose_name_plural = _("開催の予定")
        ordering = ["application", "day", "starts_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["application", "day", "starts_at"], name="planned_once"
            ),
            models.CheckConstraint(
                condition=models.Q(starts_at__lt=models.F("ends_at")), name="planned_order"
            ),
        ]

    def __str__(self):
        return f"{self.day:%Y-%m-%d}"
