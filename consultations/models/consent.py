"""Consent: the ledger of who agreed to what, when and how; nothing in it is ever changed."""

import pgtrigger
from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from consultations.choices import Act, Manner, Media
from consultations.models.story import CaseStory
from consultations.models.voice import Voice

# One entry after the other: the thing itself is locked, then its last entry decides.
IN_ORDER = """
    PERFORM 1 FROM consultations_voice WHERE id = NEW.voice_id FOR UPDATE;
    PERFORM 1 FROM consultations_casestory WHERE id = NEW.story_id FOR UPDATE;
    SELECT act INTO last_act FROM consultations_consent
        WHERE voice_id = NEW.voice_id OR story_id = NEW.story_id ORDER BY id DESC LIMIT 1;
    IF last_act = 'withdrawn' THEN
        RAISE EXCEPTION 'a withdrawn consent stays withdrawn' USING ERRCODE = 'check_violation';
    END IF;
    IF last_act IS NULL AND NEW.act = 'extended' THEN
        RAISE EXCEPTION 'nothing to extend' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
"""
# What the lists read stands at the voice itself, and only the ledger writes it there.
TELL_VOICE = """
    UPDATE consultations_voice SET
        consented_on = CASE NEW.act WHEN 'given' THEN NEW.on ELSE consented_on END,
        media = CASE NEW.act WHEN 'withdrawn' THEN media ELSE NEW.media END,
        consent_until = CASE NEW.act WHEN 'withdrawn' THEN consent_until ELSE NEW.until END,
        withdrawn_on = CASE NEW.act WHEN 'withdrawn' THEN NEW.on ELSE withdrawn_on END
    WHERE id = NEW.voice_id;
    RETURN NULL;
"""


class Consent(models.Model):
    """One entry, of a voice or of a story; `words` is what was agreed to, as it stood then."""

    voice = models.ForeignKey(
        Voice, models.PROTECT, null=True, blank=True, related_name="consents", verbose_name=_("声")
    )
    story = models.ForeignKey(
        CaseStory,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="consents",
        verbose_name=_("事例"),
    )
    act = models.CharField(_("内容"), max_length=10, choices=Act)
    on = models.DateField(_("日付"))
    media = ArrayField(
        models.CharField(max_length=20, choices=Media),
        verbose_name=_("載せてよいところ"),
        default=list,
        blank=True,
    )
    until = models.DateField(_("同意の期限"), null=True, blank=True)
    manner = models.CharField(_("方法"), max_length=20, choices=Manner)
    said_by = models.CharField(_("言った人"), max_length=100, blank=True)
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("聞いた人"),
    )
    words = models.TextField(_("同意したことば"), blank=True)
    noted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("記録した人"),
    )
    noted_at = models.DateTimeField(_("記録した日時"), db_default=Now())

    class Meta:
        verbose_name = verbose_name_plural = _("同意の台帳")
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(voice__isnull=False, story=None) | Q(voice=None, story__isnull=False),
                name="consent_of_one",
            ),
            models.CheckConstraint(condition=Q(act__in=Act.values), name="consent_act"),
            models.CheckConstraint(condition=Q(manner__in=Manner.values), name="consent_manner"),
            models.CheckConstraint(
                condition=Q(media__contained_by=Media.values), name="consent_media"
            ),
            models.CheckConstraint(
                condition=Q(act=Act.WITHDRAWN, media=[], until=None)
                | Q(~Q(act=Act.WITHDRAWN), ~Q(media=[])),
                name="consent_says_where",
            ),
            models.CheckConstraint(
                condition=Q(until=None) | Q(until__gte=models.F("on")), name="consent_until"
            ),
        ]
        triggers = [
            pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete),
            pgtrigger.Trigger(
                name="in_order",
                operation=pgtrigger.Insert,
                when=pgtrigger.Before,
                declare=[("last_act", "text")],
                func=IN_ORDER,
            ),
            pgtrigger.Trigger(
                name="tell_voice",
                operation=pgtrigger.Insert,
                when=pgtrigger.After,
                condition=pgtrigger.Q(new__voice__isnull=False),
                func=TELL_VOICE,
            ),
        ]

    def __str__(self):
        return f"{self.on:%Y-%m-%d} {self.get_act_display()}"

    @property
    def media_words(self) -> str:
        return "、".join(str(Media(value).label) for value in self.media)
