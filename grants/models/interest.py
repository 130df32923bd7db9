"""ConflictOfInterest: what somebody declared before proposing or deciding; only ever added to."""

import pgtrigger
from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from grants.models.application import Application


class Interest(models.TextChoices):
    NONE = "none", _("この団体と利害関係はありません")
    SOME = "some", _("この団体と利害関係があります")


class ConflictOfInterest(models.Model):
    """`words` say what the interest is, where there is one."""

    application = models.ForeignKey(
        Application, models.PROTECT, related_name="interests", verbose_name=_("交付申請")
    )
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("申し出た人")
    )
    at = models.DateTimeField(_("申し出た日時"))
    declared = models.CharField(_("利害関係"), max_length=10, choices=Interest)
    words = models.TextField(_("どんな関係か"), blank=True)

    class Meta:
        verbose_name = verbose_name_plural = _("利害関係の申し出")
        ordering = ["application", "at", "id"]
        indexes = [models.Index(fields=["application", "by"], name="interest_of")]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(declared__in=Interest.values), name="interest_declared"
            ),
            models.CheckConstraint(
                condition=models.Q(declared=Interest.NONE) | ~models.Q(words=""),
                name="interest_in_words",
            ),
        ]
        triggers = [
            pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete),
        ]

    def __str__(self):
        return f"{self.application} {self.by} {self.get_declared_display()}"
