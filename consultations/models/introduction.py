"""Introduction: who brought whom together with whom, in which consultation."""

import pghistory
from django.db import models
from django.utils.translation import gettext_lazy as _

from consultations.models.consultation import Consultation
from consultations.models.person import Person


@pghistory.track()
class Introduction(models.Model):
    """`name` and `role` are as they were written then; `person` is whom they mean.

    Without an `introducer` it was the worker; without `met` it was the people of the consultation
    (its group, or who asked).
    """

    consultation = models.ForeignKey(
        Consultation, models.CASCADE, related_name="introductions", verbose_name=_("相談記録")
    )
    name = models.CharField(_("紹介した人"), max_length=100)
    role = models.CharField(_("立場"), max_length=100, blank=True)
    person = models.ForeignKey(
        Person,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="introductions",
        verbose_name=_("だれを"),
    )
    introducer = models.ForeignKey(
        Person,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="gave",
        verbose_name=_("だれの紹介で"),
    )
    met = models.ForeignKey(
        Person,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="received",
        verbose_name=_("だれに"),
    )

    class Meta:
        verbose_name = verbose_name_plural = _("紹介")
        ordering = ["consultation", "id"]
        constraints = [
            models.UniqueConstraint(fields=["consultation", "name"], name="introduced_once"),
        ]

    def __str__(self):
        return self.name

    @property
    def words(self) -> str:
        """As one would say it: 見本 花子　主任児童委員（見本 太郎さんの紹介で）."""
        said = f"{self.name}　{self.role}".strip()
        if self.introducer:
            said += _("（%(name)sさんの紹介で）") % {"name": self.introducer.name}
        if self.met:
            said += _(" → %(name)sさんへ") % {"name": self.met.name}
        return said
