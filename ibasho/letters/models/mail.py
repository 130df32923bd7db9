"""The outbox: a mail is written with the change it tells of, and sent by the worker."""

import uuid

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class MailState(models.TextChoices):
    WAITING = "waiting", _("送信待ち")
    SENDING = "sending", _("送信中")
    SENT = "sent", _("送信済み")
    FAILED = "failed", _("送れなかった")
    UNCERTAIN = "uncertain", _("送れたか不明")
    SHELVED = "shelved", _("送るのをやめた")


S = MailState
COLOURS = {
    S.SENT: "good",
    S.WAITING: "waiting",
    S.SENDING: "waiting",
    S.FAILED: "bad",
    S.UNCERTAIN: "bad",
    S.SHELVED: "neutral",
}
# Where a person has to say what becomes of the mail.
STUCK = frozenset({S.FAILED, S.UNCERTAIN})
TRANSITIONS = [
    (S.WAITING.value, S.SENDING.value),
    (S.WAITING.value, S.SHELVED.value),
    (S.SENDING.value, S.SENT.value),
    (S.SENDING.value, S.WAITING.value),
    (S.SENDING.value, S.FAILED.value),
    (S.SENDING.value, S.UNCERTAIN.value),
    (S.FAILED.value, S.WAITING.value),
    (S.FAILED.value, S.SHELVED.value),
    (S.UNCERTAIN.value, S.WAITING.value),
    (S.UNCERTAIN.value, S.SHELVED.value),
]


class Mail(models.Model):
    """Only `ibasho.letters.outbox` moves `state`; `next_at` is when the outbox looks again."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    to = models.EmailField(_("宛先"))
    subject = models.CharField(_("件名"), max_length=200)
    body = models.TextField(_("本文"))
    written_at = models.DateTimeField(_("書いた日時"))
    state = models.CharField(_("状態"), max_length=10, choices=MailState, default=S.WAITING)
    next_at = models.DateTimeField(_("次に試す日時"))
    begun_at = models.DateTimeField(_("送り始めた日時"), null=True, blank=True)
    sent_at = models.DateTimeField(_("送った日時"), null=True, blank=True)
    attempts = models.PositiveSmallIntegerField(_("試した回数"), default=0)
    last_error = models.CharField(_("最後の不具合"), max_length=200, blank=True)
    settled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("扱いを決めた人"),
    )
    settled_at = models.DateTimeField(_("扱いを決めた日時"), null=True, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = _("送信メール")
        ordering = ["-written_at"]
        indexes = [
            models.Index(fields=["next_at"], condition=Q(state="waiting"), name="mail_waiting"),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(state__in=S.values), name="mail_state"),
            models.CheckConstraint(
                condition=Q(state=S.SENT, sent_at__isnull=False)
                | Q(~Q(state=S.SENT), sent_at__isnull=True),
                name="mail_sent_at",
            ),
        ]
        triggers = [
            pgtrigger.FSM(name="state_machine", field="state", transitions=TRANSITIONS),
            pgtrigger.Protect(
                name="words_stay",
                operation=pgtrigger.Update,
                condition=pgtrigger.AnyChange("to", "subject", "body", "written_at"),
            ),
        ]

    def __str__(self):
        return self.subject

    @property
    def colour(self) -> str:
        """Of the tag in templates/_partials/_status.html."""
        return COLOURS[self.state]

    @property
    def stuck(self) -> bool:
        return self.state in STUCK
