"""LetterTemplate: what staff have made of a kind's text; each version stays as it was written."""

import pgtrigger
from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from ibasho.letters.kinds import Kind


class LetterTemplateQuerySet(models.QuerySet):
    def in_force(self, kind: Kind, day):
        """The version that letters of `day` follow, or None before staff have written any."""
        of_kind = self.filter(kind=kind, effective_from__lte=day)
        return of_kind.order_by("-effective_from", "-pk").first()


class LetterTemplate(models.Model):
    """`body`: one line a paragraph. `items`: one line 「見出し：内容」 each."""

    kind = models.CharField(_("種類"), max_length=20, choices=Kind)
    effective_from = models.DateField(_("使い始める日"))
    title = models.CharField(_("題"), max_length=50)
    body = models.TextField(_("本文"))
    items = models.TextField(_("記書き"), blank=True)
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("書いた人")
    )
    written_at = models.DateTimeField(_("書いた日時"))

    objects = LetterTemplateQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = _("文書のひな形")
        ordering = ["kind", "-effective_from", "-pk"]
        constraints = [
            models.CheckConstraint(condition=models.Q(kind__in=Kind.values), name="template_kind"),
        ]
        triggers = [
            pgtrigger.Protect(name="never_rewritten", operation=pgtrigger.Update),
            pgtrigger.Protect(name="never_deleted", operation=pgtrigger.Delete),
        ]

    def __str__(self):
        return f"{self.get_kind_display()} {self.effective_from}"
