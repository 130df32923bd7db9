"""Announcement: what the public reads of a meeting, and how many may come."""

import pghistory
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from consultations.models.meeting import Meeting


class AnnouncementQuerySet(models.QuerySet):
    def public(self):
        """Those that may be read by anybody, with their meeting."""
        return self.filter(published=True).select_related("meeting")

    def coming(self, day):
        """What is held on this day or later, the next one first."""
        return (
            self.public()
            .filter(meeting__held_on__gte=day)
            .order_by("meeting__held_on", "meeting__starts_at", "pk")
        )

    def past(self, day):
        """What was held before this day, the latest first."""
        return self.public().filter(meeting__held_on__lt=day).order_by("-meeting__held_on", "pk")


@pghistory.track()
class Announcement(models.Model):
    """`capacity` is how many people may join, None for any number; `closes_on` the last day."""

    meeting = models.OneToOneField(
        Meeting,
        models.PROTECT,
        primary_key=True,
        related_name="announcement",
        verbose_name=_("交流会"),
    )
    title = models.CharField(_("案内の題"), max_length=100)
    about = models.TextField(_("どんな集まりか"))
    welcome = models.CharField(_("来てほしい人"), max_length=200, blank=True)
    address = models.CharField(_("会場の住所"), max_length=200, blank=True)
    access = models.CharField(_("行き方"), max_length=200, blank=True)
    fee = models.CharField(_("参加費"), max_length=100, blank=True)
    bring = models.CharField(_("持ちもの"), max_length=200, blank=True)
    capacity = models.PositiveSmallIntegerField(_("定員"), null=True, blank=True)
    closes_on = models.DateField(_("申込みの締切日"), null=True, blank=True)
    host = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("担当"),
    )
    published = models.BooleanField(_("公開する"), default=False)
    called_off_at = models.DateTimeField(_("中止にした日時"), null=True, blank=True)
    called_off_why = models.CharField(_("中止のわけ"), max_length=200, blank=True)

    objects = AnnouncementQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = _("交流会の案内")
        ordering = ["-meeting__held_on", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(capacity=None) | Q(capacity__gte=1), name="announcement_capacity"
            ),
            models.CheckConstraint(
                condition=Q(called_off_at=None, called_off_why="")
                | Q(called_off_at__isnull=False) & ~Q(called_off_why=""),
                name="announcement_called_off_with_reason",
            ),
            models.CheckConstraint(
                condition=~Q(title="") & ~Q(about=""), name="announcement_has_words"
            ),
        ]

    def __str__(self):
        return self.title

    @property
    def last_day(self):
        """The last day on which one may sign up."""
        return self.closes_on or self.meeting.held_on

    def is_full(self) -> bool:
        """Whether the next one has to wait."""
        if self.signups.waiting().exists():
            return True
        return self.capacity is not None and self.signups.joined().count() >= self.capacity

    def is_open(self, day) -> bool:
        """Whether anybody may sign up on this day."""
        return self.published and not self.called_off_at and day <= self.last_day
