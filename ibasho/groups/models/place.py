"""Where groups live: three areas, thirteen districts."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Area(models.Model):
    name = models.CharField(_("圏域"), max_length=50, unique=True)
    order = models.PositiveSmallIntegerField(_("並び順"), default=0)

    class Meta:
        verbose_name = verbose_name_plural = _("圏域")
        ordering = ["order", "name"]

    def __str__(self):
        return self.name


class District(models.Model):
    area = models.ForeignKey(Area, models.PROTECT, verbose_name=_("圏域"), related_name="districts")
    name = models.CharField(_("地域社協"), max_length=50, unique=True)
    reading = models.CharField(_("ふりがな"), max_length=100, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = _("地域社協")
        ordering = ["area__order", "reading", "name"]

    def __str__(self):
        return self.name
