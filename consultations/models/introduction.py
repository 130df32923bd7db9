"""Introduction: whom the worker brought together with the people of a consultation."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from consultations.models.consultation import Consultation


class Introduction(models.Model):
    """Somebody whom the worker brought together with the people of the consultation."""

    consultation = models.ForeignKey(
        Consultation, models.CASCADE, related_name="introductions", verbose_name=_("相談記録")
    )
    name = models.CharField(_("紹介した人"), max_length=100)
    role = models.CharField(_("立場"), max_length=100, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = _("紹介")
        ordering = ["consultation", "id"]
        constraints = [
            models.UniqueConstraint(fields=["consultation", "name"], name="introduced_once"),
        ]

    def __str__(self):
        return self.name
