"""The outbox: a mail is written with the change it tells of, and sent by the worker."""

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from ibasho.text import clean_line


class Mail(models.Model):
    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    to = models.EmailField(_("宛先"))
    subject = models.CharField(_("件名"), max_length=200)
    body = models.TextField(_("本文"))
    written_at = models.DateTimeField(_("書いた日時"))
    sent_at = models.DateTimeField(_("送った日時"), null=True, blank=True)
    attempts = models.PositiveSmallIntegerField(_("試した回数"), default=0)
    last_error = models.CharField(_("最後の不具合"), max_length=200, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = _("送信メール")
        ordering = ["-written_at"]

    def __str__(self):
        return self.subject

    def note_sent(self, *, at):
        self.attempts, self.sent_at, self.last_error = self.attempts + 1, at, ""
        self.save(update_fields=["attempts", "sent_at", "last_error"])

    def note_failure(self, *, error: Exception):
        self.attempts, self.last_error = self.attempts + 1, clean_line(str(error))[:200]
        self.save(update_fields=["attempts", "last_error"])
