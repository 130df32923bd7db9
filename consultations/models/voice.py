"""Voice: what somebody said, shown nowhere without consent."""

import uuid

import pghistory
import pgtrigger
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Max, Min, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from consultations.choices import Media
from consultations.models.meeting import Meeting
from ibasho.dates import FiscalYear
from ibasho.groups.models import Group


class Speaker(models.TextChoices):
    PARTICIPANT = "participant", _("参加者")
    ORGANISER = "organiser", _("運営者")


# The consent at a voice is what its ledger says; consent was given to these words, not to others.
BY_LEDGER = """
    IF TG_OP = 'INSERT' THEN
        IF NEW.consented_on IS NOT NULL OR NEW.withdrawn_on IS NOT NULL THEN
            RAISE EXCEPTION 'consent is written in the ledger' USING ERRCODE = 'check_violation';
        END IF;
        RETURN NEW;
    END IF;
    IF pg_trigger_depth() > 1 THEN
        RETURN NEW;
    END IF;
    IF (OLD.consented_on, OLD.media, OLD.consent_until, OLD.withdrawn_on)
        IS DISTINCT FROM (NEW.consented_on, NEW.media, NEW.consent_until, NEW.withdrawn_on) THEN
        RAISE EXCEPTION 'consent is written in the ledger' USING ERRCODE = 'check_violation';
    END IF;
    IF NEW.words IS DISTINCT FROM OLD.words THEN
        NEW.consented_on := NULL;
        NEW.media := '{}';
        NEW.consent_until := NULL;
    END IF;
    RETURN NEW;
"""


class VoiceQuerySet(models.QuerySet):
    def allowed_in(self, media: Media, *, on):
        """Voices whose consent covers this medium on this day."""
        return self.filter(
            Q(consent_until=None) | Q(consent_until__gte=on),
            Q(withdrawn_on=None) | Q(withdrawn_on__gt=on),
            consented_on__lte=on,
            media__contains=[media],
        )

    def ending(self, *, on, by):
        """Voices whose consent is in force on this day and ends until the other one."""
        return self.filter(withdrawn_on=None, consent_until__range=(on, by))

    def ended(self, *, on):
        """Voices whose consent has run out before this day."""
        return self.filter(withdrawn_on=None, consent_until__lt=on)

    def without_consent(self):
        return self.filter(consented_on=None)

    def in_year(self, fiscal_year: FiscalYear):
        return self.filter(heard_on__range=(fiscal_year.first, fiscal_year.last))

    def matching(self, words):
        for word in words.split():
            self = self.filter(Q(words__icontains=word) | Q(group__name__icontains=word))
        return self

    def span(self):
        """The days of the first and the last voice, (None, None) without any."""
        found = self.aggregate(first=Min("heard_on"), last=Max("heard_on"))
        return found["first"], found["last"]


@pghistory.track()
class Voice(models.Model):
    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    words = models.TextField(_("ことば"))
    speaker = models.CharField(_("だれの声"), max_length=20, choices=Speaker)
    said_by = models.CharField(_("言った人のお名前"), max_length=100, blank=True)
    heard_on = models.DateField(_("聞いた日"))
    group = models.ForeignKey(
        Group, models.PROTECT, null=True, blank=True, related_name="voices", verbose_name=_("団体")
    )
    meeting = models.ForeignKey(
        Meeting,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="voices",
        verbose_name=_("交流会"),
    )
    consented_on = models.DateField(_("同意の日"), null=True, blank=True)
    media = ArrayField(
        models.CharField(max_length=20, choices=Media),
        verbose_name=_("載せてよいところ"),
        default=list,
        blank=True,
    )
    consent_until = models.DateField(_("同意の期限"), null=True, blank=True)
    withdrawn_on = models.DateField(_("同意を取り消した日"), null=True, blank=True)

    objects = VoiceQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = _("声")
        ordering = ["-heard_on", "id"]
        constraints = [
            models.CheckConstraint(condition=Q(speaker__in=Speaker.values), name="voice_speaker"),
            models.CheckConstraint(
                condition=Q(media__contained_by=Media.values), name="voice_media"
            ),
            models.CheckConstraint(
                condition=Q(media=[]) | Q(consented_on__isnull=False),
                name="voice_media_need_consent",
            ),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="consent_by_ledger",
                operation=pgtrigger.Insert | pgtrigger.Update,
                when=pgtrigger.Before,
                func=BY_LEDGER,
            ),
        ]

    def __str__(self):
        return self.words[:40]

    def get_absolute_url(self):
        return reverse("voice", args=[self.pk])

    @property
    def media_words(self) -> str:
        return "、".join(str(Media(value).label) for value in self.media)

    def consent_on(self, day) -> str:
        """Where the consent stands on this day, in words."""
        if self.withdrawn_on and self.withdrawn_on <= day:
            return _("取り消し")
        if not self.consented_on:
            return _("まだ")
        if self.consent_until and self.consent_until < day:
            return _("期限切れ")
        return _("あり")
