"""Meeting: an exchange meeting or study meeting of groups (交流会・学習会)."""

import uuid

import pghistory
from django.db import models
from django.db.models import Max, Min, Q, Sum
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from ibasho.dates import FiscalYear, clock
from ibasho.groups.models import Group


class MeetingQuerySet(models.QuerySet):
    def in_year(self, fiscal_year: FiscalYear):
        return self.in_years(fiscal_year, fiscal_year)

    def in_years(self, first: FiscalYear, last: FiscalYear):
        return self.filter(held_on__range=(first.first, last.last))

    def matching(self, words):
        for word in words.split():
            self = self.filter(Q(concept__icontains=word) | Q(place__icontains=word))
        return self

    def people(self) -> int:
        """The head count of all of them, as far as it is known."""
        return self.aggregate(people=Sum("participants", default=0))["people"]

    def span(self):
        """The days of the first and the last meeting, (None, None) without any."""
        found = self.aggregate(first=Min("held_on"), last=Max("held_on"))
        return found["first"], found["last"]


@pghistory.track()
class Meeting(models.Model):
    """`participants` is the head count, None before it is known."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    held_on = models.DateField(_("開催日"))
    starts_at = models.TimeField(_("始まり"), null=True, blank=True)
    ends_at = models.TimeField(_("終わり"), null=True, blank=True)
    concept = models.CharField(_("コンセプト"), max_length=200)
    place = models.CharField(_("場所"), max_length=100, blank=True)
    participants = models.PositiveSmallIntegerField(_("参加者数"), null=True, blank=True)
    to_confirm = models.CharField(_("要確認"), max_length=200, blank=True)
    groups = models.ManyToManyField(
        Group, blank=True, related_name="meetings", verbose_name=_("参加した団体")
    )
    summary = models.TextField(_("ようす"), blank=True)

    objects = MeetingQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = _("交流会・学習会")
        ordering = ["-held_on", "id"]
        constraints = [
            models.UniqueConstraint(fields=["held_on", "concept"], name="meeting_once"),
        ]

    def __str__(self):
        return f"{self.held_on:%Y-%m-%d} {self.concept}"

    def get_absolute_url(self):
        return reverse("meeting", args=[self.pk])

    @property
    def times(self) -> str:
        """From when to when, in words; as far as it is known."""
        if not self.starts_at:
            return ""
        told = {"first": clock(self.starts_at), "last": self.ends_at and clock(self.ends_at)}
        return (_("%(first)sから%(last)sまで") if self.ends_at else _("%(first)sから")) % told
