"""What is kept beside an application: facts with evidence, notes of the staff, messages."""

import pgtrigger
from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from grants.models.application import Application
from grants.models.attachment import Attachment
from ibasho.dates import day_in_japan

ONLY_ADDED = pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete)


class Remark(models.Model):
    """Somebody's words on an application; only ever added to."""

    application = models.ForeignKey(
        Application, models.PROTECT, related_name="%(class)ss", verbose_name=_("交付申請")
    )
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("書いた人")
    )
    at = models.DateTimeField(_("書いた日時"))
    words = models.TextField(_("ことば"))

    class Meta:
        abstract = True
        ordering = ["application", "at", "id"]
        triggers = [ONLY_ADDED]

    def __str__(self):
        return f"{self.application} {day_in_japan(self.at):%Y-%m-%d}"


class EvidenceKind(models.TextChoices):
    PRIOR_CONSULTATION = "prior_consultation", _("事前相談")
    SITE_VISIT = "site_visit", _("現地確認")


class Evidence(Remark):
    """A fact that bears on the decision: on which day, seen or heard by whom, on what paper."""

    kind = models.CharField(_("種類"), max_length=20, choices=EvidenceKind)
    on = models.DateField(_("日付"))
    attachment = models.ForeignKey(
        Attachment,
        models.SET_NULL,  # the group may take its paper back; the words stay
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("もとになる書類"),
    )

    class Meta(Remark.Meta):
        verbose_name = verbose_name_plural = _("確認した事実")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(kind__in=EvidenceKind.values), name="evidence_kind"
            ),
        ]
        triggers = [
            pgtrigger.Protect(name="never_deleted", operation=pgtrigger.Delete),
            pgtrigger.Protect(
                name="words_stay",
                operation=pgtrigger.Update,
                condition=pgtrigger.AnyChange(exclude=["attachment"]),
            ),
        ]


class Note(Remark):
    """For the staff only: no page, mail or paper of the residents holds it."""

    class Meta(Remark.Meta):
        verbose_name = verbose_name_plural = _("内部メモ")


class Message(Remark):
    """Between the staff and the people of the group."""

    from_staff = models.BooleanField(_("職員から"))

    class Meta(Remark.Meta):
        verbose_name = verbose_name_plural = _("メッセージ")


class Reading(models.Model):
    """Until when somebody has read the messages of an application."""

    application = models.ForeignKey(
        Application, models.PROTECT, related_name="readings", verbose_name=_("交付申請")
    )
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="+", verbose_name=_("読んだ人")
    )
    at = models.DateTimeField(_("読んだ日時"))

    class Meta:
        verbose_name = verbose_name_plural = _("読んだ印")
        constraints = [
            models.UniqueConstraint(fields=["application", "user"], name="reading_once"),
        ]

    def __str__(self):
        return f"{self.application} {self.user}"
