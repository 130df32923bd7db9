"""CaseStory: a group's consultations told as a timeline, pseudonymised, for the report."""

import uuid

import pghistory
from django.db import models
from django.utils.translation import gettext_lazy as _

from ibasho.groups.models import Group


@pghistory.track()
class CaseStory(models.Model):
    """The entries are the group's consultations that carry a stage, from first to last."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    title = models.CharField(_("題"), max_length=100, unique=True)
    group = models.OneToOneField(
        Group, models.PROTECT, related_name="story", verbose_name=_("団体")
    )
    introduction = models.TextField(_("はじめに"), blank=True)
    afterword = models.TextField(_("そして"), blank=True)
    published = models.BooleanField(_("報告書に載せる"), default=False)
    order = models.PositiveSmallIntegerField(_("並び順"), default=0)

    class Meta:
        verbose_name = verbose_name_plural = _("事例")
        ordering = ["order", "title"]

    def __str__(self):
        return self.title
