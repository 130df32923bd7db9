"""Listing: what a group agrees to show of itself in the public directory, version by version."""

import secrets
import uuid

import pgtrigger
from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from ibasho.groups.models.group import Group


class Weekday(models.IntegerChoices):
    """As `date.weekday()` counts."""

    MONDAY = 0, _("月曜日")
    TUESDAY = 1, _("火曜日")
    WEDNESDAY = 2, _("水曜日")
    THURSDAY = 3, _("木曜日")
    FRIDAY = 4, _("金曜日")
    SATURDAY = 5, _("土曜日")
    SUNDAY = 6, _("日曜日")


class ListingState(models.TextChoices):
    PROPOSED = "proposed", _("確認中")
    SHOWN = "shown", _("掲載中")
    DECLINED = "declined", _("直してください")
    REPLACED = "replaced", _("前の内容")
    WITHDRAWN = "withdrawn", _("取り下げ")


L = ListingState
WAYS = [
    (L.PROPOSED.value, L.SHOWN.value),
    (L.PROPOSED.value, L.DECLINED.value),
    (L.PROPOSED.value, L.WITHDRAWN.value),
    (L.SHOWN.value, L.REPLACED.value),
    (L.SHOWN.value, L.WITHDRAWN.value),
]
# What the public reads, in the order of the page; the photo comes beside it.
WORDS = (
    "name",
    "reading",
    "operator",
    "about",
    "welcome",
    "neighbourhood",
    "venue",
    "venue_address",
    "schedule",
    "weekdays",
    "fee",
    "contact",
    "photo_alt",
)


def random_name(_listing, _filename) -> str:
    name = secrets.token_hex(16)
    return f"places/{name[:2]}/{name}"


def _person(label):
    return models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=label,
    )


class Listing(models.Model):
    """Words of one version never change; the next version is a row of its own.

    `contact` is shown only because somebody agreed to it, and so is the `photo`: a JPEG made anew
    here, which goes when no version needs it any more.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    group = models.ForeignKey(
        Group, models.CASCADE, related_name="listings", verbose_name=_("団体")
    )
    state = models.CharField(_("掲載"), max_length=10, choices=L, default=L.PROPOSED)
    name = models.CharField(_("居場所の名前"), max_length=100)
    reading = models.CharField(_("ふりがな"), max_length=200, blank=True)
    operator = models.CharField(_("運営"), max_length=100, blank=True)
    about = models.TextField(_("どんなところか"), blank=True)
    welcome = models.CharField(_("来てほしい人"), max_length=200, blank=True)
    neighbourhood = models.CharField(_("町名"), max_length=50, blank=True)
    venue = models.CharField(_("会場"), max_length=100, blank=True)
    venue_address = models.CharField(_("会場の住所"), max_length=200, blank=True)
    schedule = models.CharField(_("開いている日"), max_length=200, blank=True)
    weekdays = ArrayField(
        models.SmallIntegerField(choices=Weekday),
        verbose_name=_("曜日"),
        default=list,
        blank=True,
    )
    fee = models.CharField(_("参加費"), max_length=100, blank=True)
    contact = models.CharField(_("問い合わせ先"), max_length=100, blank=True)
    contact_agreed = models.BooleanField(_("問い合わせ先を公開してよい"), default=False)
    photo = models.FileField(_("写真"), upload_to=random_name, blank=True)
    photo_alt = models.CharField(_("写真の説明"), max_length=200, blank=True)
    photo_agreed = models.BooleanField(_("写っている人が公開してよいと言った"), default=False)
    proposed_by = _person(_("書いた人"))
    proposed_at = models.DateTimeField(_("書いた日時"))
    reviewed_by = _person(_("確かめた人"))
    reviewed_at = models.DateTimeField(_("確かめた日時"), null=True, blank=True)
    remark = models.TextField(_("団体への伝言"), blank=True)

    class Meta:
        verbose_name = verbose_name_plural = _("名簿の掲載")
        ordering = ["group", "-proposed_at", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["group"], condition=Q(state=L.SHOWN), name="listing_shown_once"
            ),
            models.UniqueConstraint(
                fields=["group"], condition=Q(state=L.PROPOSED), name="listing_proposed_once"
            ),
            models.CheckConstraint(condition=Q(state__in=L.values), name="listing_state"),
            models.CheckConstraint(condition=~Q(name=""), name="listing_has_name"),
            models.CheckConstraint(
                condition=Q(weekdays__contained_by=Weekday.values), name="listing_weekdays"
            ),
            models.CheckConstraint(
                condition=Q(contact="") | Q(contact_agreed=True), name="listing_contact_agreed"
            ),
            models.CheckConstraint(
                condition=Q(photo="") | Q(photo_agreed=True) & ~Q(photo_alt=""),
                name="listing_photo_agreed",
            ),
        ]
        triggers = [
            pgtrigger.FSM(name="states", field="state", transitions=WAYS),
            pgtrigger.ReadOnly(
                name="words_stay", fields=["group", *WORDS, "contact_agreed", "photo_agreed"]
            ),
        ]

    def __str__(self):
        return f"{self.name} {self.get_state_display()}"

    @property
    def weekday_words(self) -> str:
        return "、".join(str(Weekday(day).label) for day in sorted(self.weekdays))
