"""What staff keyed in for a group: how the application came, and whether the group was told."""

import pgtrigger
from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from grants.models.application import Application


class Channel(models.TextChoices):
    PAPER = "paper", _("紙")
    PHONE = "phone", _("電話")


class Means(models.TextChoices):
    PHONE = "phone", _("電話")
    LETTER = "letter", _("手紙")
    IN_PERSON = "in_person", _("会って")


class KeyedIn(models.Model):
    """An application on paper or by phone (代理入力); `received_on` counts for the window."""

    application = models.OneToOneField(
        Application, models.CASCADE, related_name="keyed_in", verbose_name=_("交付申請")
    )
    channel = models.CharField(_("届き方"), max_length=10, choices=Channel)
    received_on = models.DateField(_("受け取った日"))

    class Meta:
        verbose_name = verbose_name_plural = _("代理入力")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(channel__in=Channel.values), name="keyed_in_channel"
            ),
        ]

    def __str__(self):
        return f"{self.get_channel_display()} {self.received_on:%Y-%m-%d}"


class Told(models.Model):
    """The group was told what happened to its application, by somebody, at a moment."""

    application = models.ForeignKey(
        Application, models.PROTECT, related_name="told", verbose_name=_("交付申請")
    )
    means = models.CharField(_("知らせた方法"), max_length=10, choices=Means)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("知らせた人")
    )
    at = models.DateTimeField(_("知らせた日時"))

    class Meta:
        verbose_name = verbose_name_plural = _("団体への知らせ")
        ordering = ["application", "at", "id"]
        constraints = [
            models.CheckConstraint(condition=models.Q(means__in=Means.values), name="told_means"),
        ]
        triggers = [
            pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete)
        ]

    def __str__(self):
        return f"{self.application} {self.get_means_display()}"
