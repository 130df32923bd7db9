"""Gathering: what was really held (開催記録), one row each; the diary of a group."""

import uuid

import pghistory
from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from ibasho.dates import FiscalYear, clock, spoken
from ibasho.groups.models.group import Group
from ibasho.uploads.keeping import random_name


class Form(models.TextChoices):
    IN_PERSON = "in_person", _("会場で集まった")
    OUTDOORS = "outdoors", _("外で集まった")
    NO_MEETING = "no_meeting", _("会わずにした（手紙・電話など）")
    ONLINE = "online", _("オンラインで集まった")


class GatheringQuerySet(models.QuerySet):
    def in_year(self, fiscal_year: FiscalYear):
        return self.filter(on__range=(fiscal_year.first, fiscal_year.last))


@pghistory.track(pghistory.InsertEvent(), pghistory.UpdateEvent(), pghistory.DeleteEvent())
class Gathering(models.Model):
    """`people` came and `helpers` made it possible; `venue_fee` is whole yen for this one time."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    group = models.ForeignKey(
        Group, models.PROTECT, related_name="gatherings", verbose_name=_("団体")
    )
    on = models.DateField(_("開いた日"))
    starts_at = models.TimeField(_("始まり"))
    ends_at = models.TimeField(_("終わり"))
    form = models.CharField(_("開き方"), max_length=20, choices=Form, default=Form.IN_PERSON)
    place = models.CharField(_("場所"), max_length=100, blank=True)
    people = models.PositiveSmallIntegerField(_("来た人"), null=True, blank=True)
    helpers = models.PositiveSmallIntegerField(_("手伝った人"), null=True, blank=True)
    venue_fee = models.PositiveIntegerField(_("会場費（円）"), default=0)
    note = models.TextField(_("ひとこと"), blank=True)
    by_staff = models.BooleanField(_("職員が聞いて書いた"), default=False)
    noted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("書いた人")
    )
    noted_at = models.DateTimeField(_("書いた日時"))

    objects = GatheringQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = _("開催記録")
        ordering = ["group", "on", "starts_at"]
        constraints = [
            # A second tap of the same button finds the first; twice a day is two beginnings.
            models.UniqueConstraint(fields=["group", "on", "starts_at"], name="gathering_once"),
            models.CheckConstraint(
                condition=models.Q(starts_at__lt=models.F("ends_at")), name="gathering_order"
            ),
            models.CheckConstraint(condition=models.Q(form__in=Form.values), name="gathering_form"),
        ]

    def __str__(self):
        return f"{self.group} {self.on:%Y-%m-%d}"

    @property
    def on_in_words(self) -> str:
        return _("%(day)s %(first)sから%(last)sまで") % {
            "day": spoken(self.on),
            "first": clock(self.starts_at),
            "last": clock(self.ends_at),
        }

    @property
    def minutes(self) -> int:
        first, last = self.starts_at, self.ends_at
        return (last.hour - first.hour) * 60 + last.minute - first.minute


def _where(_receipt, _filename) -> str:
    return random_name("diary")


class Receipt(models.Model):
    """What was paid for the venue, as a photo or PDF; `size` in bytes, `name` for showing only."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    gathering = models.ForeignKey(
        Gathering, models.CASCADE, related_name="receipts", verbose_name=_("開催記録")
    )
    file = models.FileField(_("ファイル"), upload_to=_where)
    name = models.CharField(_("ファイルの名前"), max_length=255)
    media_type = models.CharField(_("種類"), max_length=50)
    size = models.PositiveIntegerField(_("大きさ"))
    checksum = models.CharField(_("照合番号"), max_length=64)
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("出した人")
    )
    added_at = models.DateTimeField(_("出した日時"))

    class Meta:
        verbose_name = verbose_name_plural = _("領収書")
        ordering = ["gathering", "added_at", "id"]
        constraints = [
            models.UniqueConstraint(fields=["gathering", "checksum"], name="receipt_once"),
        ]

    def __str__(self):
        return self.name
