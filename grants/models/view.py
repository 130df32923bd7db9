"""SavedView: how somebody narrows the queue, kept under a name."""

import uuid

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class SavedView(models.Model):
    """`query` is what grants.forms.queue makes of an address: only known keys, only what differs."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="+", verbose_name=_("だれの")
    )
    name = models.CharField(_("名前"), max_length=40)
    query = models.CharField(_("しぼりこみ"), max_length=1000)

    class Meta:
        verbose_name = verbose_name_plural = _("保存したしぼりこみ")
        ordering = ["owner", "name", "id"]
        constraints = [
            models.UniqueConstraint(fields=["owner", "name"], name="view_name_once"),
            models.CheckConstraint(condition=~models.Q(name=""), name="view_has_name"),
        ]

    def __str__(self):
        return self.name
