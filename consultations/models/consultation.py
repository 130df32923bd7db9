"""Consultation: one conversation of a worker with somebody, from before a group exists to after."""

import uuid

import pghistory
from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from consultations.choices import Asker, Audience, Channel, Outcome, Stage, Topic
from consultations.models.grams import Grams
from consultations.models.log import LogManager
from consultations.models.person import Person
from ibasho.dates import both, era_month
from ibasho.groups.models import Area, Group

GIST = 40  # letters of a record's text in a list


def _several(label, choices):
    return ArrayField(
        models.CharField(max_length=20, choices=choices),
        verbose_name=label,
        default=list,
        blank=True,
    )


@pghistory.track(exclude=["search", "reminded_on"])
class Consultation(models.Model):
    """`on` is the day (the first of the month when `month_only`), `minutes` how long it took."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    on = models.DateField(_("日付"))
    month_only = models.BooleanField(_("月までわかる"), default=False)
    at_time = models.TimeField(_("時刻"), null=True, blank=True)
    minutes = models.PositiveSmallIntegerField(_("かかった時間（分）"), null=True, blank=True)
    channel = models.CharField(_("方法"), max_length=20, choices=Channel)
    place = models.CharField(_("場所"), max_length=100, blank=True)
    out_of_office = models.BooleanField(_("出向いた先で"), default=False)
    workers = models.ManyToManyField(
        settings.AUTH_USER_MODEL, related_name="consultations", verbose_name=_("職員")
    )
    area = models.ForeignKey(
        Area, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("圏域")
    )
    continuing = models.BooleanField(_("継続"), default=False)
    asker = models.CharField(_("相談した人"), max_length=20, choices=Asker)
    asker_name = models.CharField(_("お名前・団体名"), max_length=100, blank=True)
    asker_person = models.ForeignKey(
        Person,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="asked",
        verbose_name=_("相談した人の登録"),
    )
    group = models.ForeignKey(
        Group,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="consultations",
        verbose_name=_("団体"),
    )
    idea = models.CharField(_("やりたいこと（団体になる前）"), max_length=200, blank=True)
    audiences = _several(_("だれのため"), Audience)
    topics = _several(_("話題"), Topic)
    stage = models.CharField(_("物語の段階"), max_length=20, choices=Stage, blank=True)
    what_happened = models.TextField(_("できごと"))
    advice = models.TextField(_("助言したこと"), blank=True)
    referred_to = models.CharField(_("つなぎ先"), max_length=200, blank=True)
    referral_outcome = models.CharField(
        _("つないだ結果"), max_length=20, choices=Outcome, blank=True
    )
    referral_note = models.CharField(_("つないだ先でのこと"), max_length=200, blank=True)
    follow_up_on = models.DateField(_("次に連絡する日"), null=True, blank=True)
    follow_up_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("引き継いで連絡する人"),
    )
    followed_up = models.BooleanField(_("連絡した"), default=False)
    reminded_on = models.DateField(_("知らせた日"), null=True, blank=True, editable=False)
    to_confirm = models.CharField(_("要確認"), max_length=200, blank=True)
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("記録した人"),
    )
    written_at = models.DateTimeField(_("記録した日時"))
    amended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("書きかえた人"),
    )
    amended_at = models.DateTimeField(_("書きかえた日時"), null=True, blank=True)
    search = models.TextField(editable=False, default="")

    objects = LogManager()

    class Meta:
        verbose_name = verbose_name_plural = _("相談記録")
        ordering = ["-on", "-at_time", "-written_at", "id"]
        indexes = [
            models.Index(
                fields=["-on", "-at_time", "-written_at", "id"], name="consultation_order"
            ),
            GinIndex(Grams("search"), name="consultation_grams", fastupdate=False),
            models.Index(
                fields=["out_of_office"],
                include=["follow_up_on", "followed_up"],
                name="consultation_figures",
            ),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(channel__in=Channel.values), name="consultation_channel"
            ),
            models.CheckConstraint(condition=Q(asker__in=Asker.values), name="consultation_asker"),
            models.CheckConstraint(
                condition=Q(stage__in=["", *Stage.values]), name="consultation_stage"
            ),
            models.CheckConstraint(
                condition=Q(audiences__contained_by=Audience.values), name="consultation_audiences"
            ),
            models.CheckConstraint(
                condition=Q(topics__contained_by=Topic.values), name="consultation_topics"
            ),
            models.CheckConstraint(
                condition=Q(month_only=False) | Q(on__day=1), name="consultation_month_first_day"
            ),
            models.CheckConstraint(
                condition=Q(referral_outcome__in=["", *Outcome.values]),
                name="consultation_outcome",
            ),
            models.CheckConstraint(
                condition=Q(referral_outcome="") | ~Q(referred_to=""),
                name="consultation_outcome_of_referral",
            ),
        ]

    def __str__(self):
        return f"{self.on:%Y-%m-%d} {self.about}"

    def get_absolute_url(self):
        return reverse("consultation", args=[self.pk])

    @property
    def day_words(self) -> str:
        """The day in both calendars, or only the month where no more is known."""
        if self.month_only:
            return f"{self.on.year}年{self.on.month}月（{era_month(self.on)}）"
        return both(self.on)

    @property
    def version(self) -> str:
        """Which writing of the record somebody has before their eyes; "" is the first."""
        return f"{self.amended_at.timestamp():.6f}" if self.amended_at else ""

    @property
    def worker_words(self) -> str:
        return "、".join(worker.name for worker in self.workers.all())

    @property
    def gist(self) -> str:
        """The beginning of what happened, on one line."""
        told = " ".join(self.what_happened.split())
        return told if len(told) <= GIST else f"{told[: GIST - 1]}…"

    @property
    def audience_words(self) -> str:
        return "、".join(str(Audience(value).label) for value in self.audiences)

    @property
    def topic_words(self) -> str:
        return "、".join(str(Topic(value).label) for value in self.topics)

    def is_due(self, day) -> bool:
        """Whether somebody should be called again by this day."""
        return not self.followed_up and self.follow_up_on is not None and self.follow_up_on <= day

    @property
    def about(self) -> str:
        """Whom or what it concerned: the group, the idea, or who asked."""
        if self.group_id:
            return self.group.name
        return self.idea or self.asker_name or self.get_asker_display()
