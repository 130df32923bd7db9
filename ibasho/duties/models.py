"""HandOver: one worker's open things passed to another, once; only ever added to."""

import uuid

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _


def _person(label):
    return models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=label
    )


class HandOver(models.Model):
    """`told` names what passed: areas by name, applications, calls and meetings by id."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    giver = _person(_("渡した人"))
    taker = _person(_("受けた人"))
    by = _person(_("手続きをした人"))
    at = models.DateTimeField(_("いつ"))
    words = models.TextField(_("申し送り"), blank=True)
    told = models.JSONField(_("渡したもの"))

    class Meta:
        verbose_name = verbose_name_plural = _("担当の引き継ぎ")
        ordering = ["-at", "id"]
        constraints = [
            models.CheckConstraint(condition=~Q(giver=F("taker")), name="hand_over_to_another"),
        ]
        triggers = [
            pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete)
        ]

    def __str__(self):
        return f"{self.giver} → {self.taker}"

    @property
    def counts(self) -> dict[str, int]:
        return {name: len(things) for name, things in self.told.items()}
