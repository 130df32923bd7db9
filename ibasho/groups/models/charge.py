"""Charge: which worker looks after which area."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from ibasho.groups.models.place import Area


class Charge(models.Model):
    """Several people may look after one area, and one person after several."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="charges", verbose_name=_("職員")
    )
    area = models.ForeignKey(Area, models.CASCADE, related_name="charges", verbose_name=_("圏域"))

    class Meta:
        verbose_name = verbose_name_plural = _("圏域の担当")
        ordering = ["area__order", "area__name", "user__name"]
        constraints = [models.UniqueConstraint(fields=["user", "area"], name="charge_once")]

    def __str__(self):
        return f"{self.area} {self.user}"
