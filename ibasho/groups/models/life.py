"""The life of a group: dated changes of its status, each with a reason."""

import pghistory
from django.conf import settings
from django.db import models
from django.db.models import F, Func, Value
from django.db.models.functions import Cast, Now
from django.utils.translation import gettext_lazy as _

from ibasho.groups.models.group import Group
from ibasho.groups.models.status import Status

# The day in Japan on which an entry was written, as PostgreSQL works it out.
NOTED_ON = Cast(
    Func(
        Value("Asia/Tokyo"),
        F("noted_at"),
        function="timezone",
        output_field=models.DateTimeField(),
    ),
    models.DateField(),
)


# What stood there before a correction stays in the history, even against psql.
@pghistory.track(
    pghistory.InsertEvent(), pghistory.UpdateEvent(), pghistory.DeleteEvent(), append_only=True
)
class StatusChange(models.Model):
    """From `day` on (the first of the month when `month_only`) the group is in `status`.

    A wrong entry is corrected, or taken out, by somebody who says why: `amended_why` then goes
    into the history with the entry.
    """

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
    amended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("直した人"),
    )
    amended_at = models.DateTimeField(_("直した日時"), null=True, blank=True)
    amended_why = models.TextField(_("直したわけ"), blank=True)

    class Meta:
        verbose_name = verbose_name_plural = _("状況の変化")
        ordering = ["day", "id"]
        constraints = [
            models.UniqueConstraint(fields=["group", "day", "status"], name="change_once_a_day"),
            # Nobody is in two statuses on one day; of a month only the order is known.
            models.UniqueConstraint(
                fields=["group", "day"],
                condition=models.Q(month_only=False),
                name="change_one_a_day",
            ),
            models.CheckConstraint(
                condition=models.Q(day__lte=NOTED_ON),
                name="change_has_happened",
            ),
            models.CheckConstraint(
                condition=models.Q(amended_at=None, amended_by=None, amended_why="")
                | models.Q(amended_at__isnull=False, amended_by__isnull=False)
                & ~models.Q(amended_why=""),
                name="change_amended_with_reason",
            ),
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
