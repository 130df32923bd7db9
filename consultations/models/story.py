"""CaseStory: a group's records told as a timeline under letters, frozen once it is published."""

import uuid

import pghistory
import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import F, Max, OuterRef, Q, Subquery
from django.db.models.functions import Now
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from consultations.choices import Media, Stage
from consultations.models.consultation import Consultation
from ibasho.dates import era_month
from ibasho.groups.models import Group


def stays_with_story(operation, rows: tuple[str, ...], name: str) -> pgtrigger.Trigger:
    """Refuse this operation on what belongs to a published story.

    The lock makes a writer wait for whoever is publishing that story at this moment.
    """
    ids = ", ".join(f"{row}.story_id" for row in rows)
    return pgtrigger.Trigger(
        name=name,
        operation=operation,
        when=pgtrigger.Before,
        func=f"""
            PERFORM 1 FROM consultations_casestory WHERE id IN ({ids}) FOR SHARE;
            IF EXISTS (
                SELECT 1 FROM consultations_casestory
                WHERE published_at IS NOT NULL AND id IN ({ids})
            ) THEN
                RAISE EXCEPTION 'a published story does not change'
                    USING ERRCODE = 'check_violation';
            END IF;
            RETURN {rows[-1]};
        """,  # noqa: S608 - names of rows, no words from outside
    )


FROZEN = [
    stays_with_story(pgtrigger.Insert, ("NEW",), "frozen_insert"),
    stays_with_story(pgtrigger.Update, ("OLD", "NEW"), "frozen_update"),
    stays_with_story(pgtrigger.Delete, ("OLD",), "frozen_delete"),
]


class CaseStoryQuerySet(models.QuerySet):
    def published(self):
        return self.filter(published_at__isnull=False)

    def drafts(self):
        return self.filter(published_at=None)

    def allowed_in(self, media: Media, *, on):
        """Published stories to whose printing the group agrees on this day, newest version only.

        The last entry of the ledger up to that day decides; a version that has been replaced or
        whose consent has ended stands nowhere, and no older version comes back in its place.
        """
        ledger = self.model.consents.rel.related_model.objects.filter(
            story=OuterRef("pk"), on__lte=on
        ).order_by("-id")
        newest = (
            self.model.objects.published()
            .filter(group=OuterRef("group"))
            .order_by("-version")
            .values("version")[:1]
        )
        return (
            self.published()
            .annotate(
                newest=Subquery(newest),
                agreed_media=Subquery(ledger.values("media")[:1]),
                agreed_until=Subquery(ledger.values("until")[:1]),
            )
            .filter(Q(agreed_until=None) | Q(agreed_until__gte=on), version=F("newest"))
            .filter(agreed_media__contains=[media])
        )


@pghistory.track()
class CaseStory(models.Model):
    """One version of a group's story; `first_letter` is where its letters begin (0 is A)."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    title = models.CharField(_("題"), max_length=100)
    group = models.ForeignKey(Group, models.PROTECT, related_name="stories", verbose_name=_("団体"))
    version = models.PositiveSmallIntegerField(_("版"), default=1)
    introduction = models.TextField(_("はじめに"), blank=True)
    afterword = models.TextField(_("そして"), blank=True)
    first_letter = models.PositiveSmallIntegerField(_("文字のはじまり"), default=0)
    order = models.PositiveSmallIntegerField(_("並び順"), default=0)
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("書いた人"),
    )
    written_at = models.DateTimeField(_("書きはじめた日時"), db_default=Now())
    edited_at = models.DateTimeField(_("書きかえた日時"), null=True, blank=True)
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("公開した人"),
    )
    published_at = models.DateTimeField(_("公開した日時"), null=True, blank=True)

    objects = CaseStoryQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = _("事例")
        ordering = ["order", "title", "version"]
        constraints = [
            models.UniqueConstraint(fields=["group", "version"], name="story_version_once"),
            models.UniqueConstraint(
                fields=["group"], condition=Q(published_at=None), name="story_one_draft"
            ),
            models.CheckConstraint(condition=Q(version__gte=1), name="story_version"),
            models.CheckConstraint(condition=Q(first_letter__lt=26), name="story_first_letter"),
        ]
        triggers = [
            pgtrigger.Protect(
                name="published_stays",
                operation=pgtrigger.Update | pgtrigger.Delete,
                condition=pgtrigger.Q(old__published_at__isnull=False),
            ),
            pgtrigger.Protect(
                name="begins_as_draft",
                operation=pgtrigger.Insert,
                condition=pgtrigger.Q(new__published_at__isnull=False),
            ),
            pgtrigger.Trigger(
                name="consent_first",
                operation=pgtrigger.Update,
                when=pgtrigger.Before,
                condition=pgtrigger.Q(new__published_at__isnull=False),
                func="""
                    IF (
                        SELECT act <> 'withdrawn' AND coalesce(
                            until >= (NEW.published_at AT TIME ZONE 'Asia/Tokyo')::date, true
                        )
                        FROM consultations_consent
                        WHERE story_id = NEW.id ORDER BY id DESC LIMIT 1
                    ) THEN
                        RETURN NEW;
                    END IF;
                    RAISE EXCEPTION 'a story is published with consent'
                        USING ERRCODE = 'check_violation';
                """,
            ),
        ]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("story", args=[self.pk])

    @property
    def is_published(self) -> bool:
        return self.published_at is not None

    @property
    def seen_version(self) -> str:
        """Which writing somebody has before their eyes; "" is the first."""
        return f"{self.edited_at.timestamp():.6f}" if self.edited_at else ""


class StoryPartQuerySet(models.QuerySet):
    def next_position(self) -> int:
        return (self.aggregate(last=Max("position"))["last"] or 0) + 1


class StoryPart(models.Model):
    """One step of a story: a record in other words, or without a record an episode.

    `month` is a first day; the text is the writer's, the record itself is never changed by it.
    """

    story = models.ForeignKey(CaseStory, models.CASCADE, related_name="parts")
    record = models.ForeignKey(
        Consultation,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("相談記録"),
    )
    position = models.PositiveSmallIntegerField(_("順"))
    month = models.DateField(_("月"), null=True, blank=True)
    stage = models.CharField(_("段階"), max_length=20, choices=Stage, blank=True)
    place = models.CharField(_("場所"), max_length=100, blank=True)
    told = models.TextField(_("できごと"), blank=True)
    advice = models.TextField(_("職員から"), blank=True)

    objects = StoryPartQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = _("事例の場面")
        ordering = ["story", "position", "id"]
        constraints = [
            models.UniqueConstraint(fields=["story", "record"], name="story_record_once"),
            models.CheckConstraint(
                condition=Q(month=None) | Q(month__day=1), name="story_part_first_day"
            ),
            models.CheckConstraint(
                condition=Q(stage__in=["", *Stage.values]), name="story_part_stage"
            ),
        ]
        triggers = FROZEN

    def __str__(self):
        return f"{self.position} {self.head}"

    @property
    def head(self) -> str:
        """The stage and the month, or that it is an episode."""
        return f"{self.stage_words}　{era_month(self.month)}" if self.month else self.stage_words

    @property
    def stage_words(self) -> str:
        return str(self.get_stage_display() if self.stage else _("エピソード"))


class StoryPerson(models.Model):
    """Somebody whose name is concealed in a story; `letter` is None until the name appears.

    `own`: the writer named this person, who is in no record; `lone`: see pseudonyms.Person.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    story = models.ForeignKey(CaseStory, models.CASCADE, related_name="people")
    key = models.CharField(max_length=200)
    name = models.CharField(_("お名前"), max_length=100)
    reading = models.CharField(_("ふりがな"), max_length=200, blank=True)
    role = models.CharField(_("立場"), max_length=200, blank=True)
    staff = models.BooleanField(_("職員"), default=False)
    own = models.BooleanField(_("書き手が加えた"), default=False)
    lone = models.BooleanField(_("姓だけでもさがす"), default=True)
    letter = models.PositiveSmallIntegerField(_("文字"), null=True, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = _("事例の人")
        ordering = ["story", "letter", "name", "id"]
        constraints = [
            models.UniqueConstraint(fields=["story", "key"], name="story_person_once"),
            # At the end of the transaction, so that two may change their letters.
            models.UniqueConstraint(
                fields=["story", "letter"],
                deferrable=models.Deferrable.DEFERRED,
                name="story_letter_once",
            ),
        ]
        triggers = FROZEN

    def __str__(self):
        return self.name
