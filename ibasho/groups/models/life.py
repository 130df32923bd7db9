"""The life of a group: dated changes of its status, each with a reason."""

from django.conf import settings
from django.db import models
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from ibasho.groups.models.group import Group
from ibasho.groups.models.status import Status


class StatusChange(models.Model):
    """From `day` on (the first of the month when `month_only`) the group is in `status`."""

    group = models.ForeignKey(Group, models.CASCADE, related_name="changes", verbose_name=_("団体"))
    status = models.CharField(_("状況"), max_length=20, choices=Status)
    day = models.DateField(_("いつから"))
    month_only = models.BooleanField(_("月までわかる"), default=False)
    reason = models.TextField(_("理由"), blank=True)
    noted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        verbose_name=_("記録した人"),
    )
    noted_at = models.DateTimeField(_("記録した日時"), db_default=Now())

    class Meta:
        verbose_name = verbose_name_plural = _("状況の変化")
        ordering = ["day", "id"]
        constraints = [
            models.UniqueConstraint(fields=["group", "day", "status"], name="change_once_a_day"),
            models.CheckConstraint(
                condition=models.Q(status__in=Status.values), name="change_status"
            ),
            models.CheckConstraint(
                condition=models.Q(month_only=False) | models.Q(day__day=1),
                name="change_month_first_day",
            ),
        ]

    def __str__(self):
        return f"{self.group} {self.get_status_display()}"
