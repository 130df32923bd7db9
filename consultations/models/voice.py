"""Voice: what somebody said, shown nowhere without consent."""

import uuid

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from consultations.choices import Media
from consultations.models.meeting import Meeting
from ibasho.groups.models import Group


class Speaker(models.TextChoices):
    PARTICIPANT = "participant", _("参加者")
    ORGANISER = "organiser", _("運営者")


class VoiceQuerySet(models.QuerySet):
    def allowed_in(self, media: Media, *, on):
        """Voices whose consent covers this medium on this day."""
        return self.filter(
            Q(consent_until=None) | Q(consent_until__gte=on),
            Q(withdrawn_on=None) | Q(withdrawn_on__gt=on),
            consented_on__lte=on,
            media__contains=[media],
        )


class Voice(models.Model):
    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    words = models.TextField(_("ことば"))
    speaker = models.CharField(_("だれの声"), max_length=20, choices=Speaker)
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

    def __str__(self):
        return self.words[:40]
