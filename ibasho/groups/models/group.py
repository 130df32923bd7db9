"""Group: the people who run a place, and where and when they do it."""

import uuid

import pghistory
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import OuterRef, Q, Subquery, Value
from django.db.models.functions import Coalesce, Now, NullIf
from django.utils.translation import gettext_lazy as _

from ibasho.dates import era, era_month
from ibasho.groups.models.place import Area, District
from ibasho.groups.models.status import Status
from ibasho.text import fold

# In the order of the kana; where no reading is known, of the name as written.
BY_READING = (Coalesce(NullIf("reading", Value("")), "name"), "name", "id")


class GroupQuerySet(models.QuerySet):
    def with_status(self):
        """Annotate `status` (a Status value or None) and its first day from the latest change."""
        latest = self.model.changes.rel.related_model.objects.filter(group=OuterRef("pk"))
        latest = latest.order_by("-day", "-id")
        return self.annotate(
            status=Subquery(latest.values("status")[:1]),
            status_day=Subquery(latest.values("day")[:1]),
            status_month_only=Subquery(latest.values("month_only")[:1]),
        )

    def published(self):
        """With status, the places that the public directory shows: open to all and not ended."""
        goes_on = ~Q(status=Status.ENDED) | Q(status=None)
        return self.with_status().filter(goes_on, published=True)

    def of(self, user):
        """The groups that this resident may act for."""
        return self.filter(memberships__user=user)

    def matching(self, words):
        """Groups whose name, reading, operator or neighbourhood holds each of the words."""
        for word in fold(words).split():
            self = self.filter(search__contains=word)
        return self


@pghistory.track()
class Group(models.Model):
    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    name = models.CharField(_("居場所の名前"), max_length=100)
    reading = models.CharField(_("ふりがな"), max_length=200, blank=True)
    operator = models.CharField(_("運営団体の名前"), max_length=100, blank=True)
    about = models.TextField(_("どんなところか"), blank=True)
    neighbourhood = models.CharField(_("町名"), max_length=50, blank=True)
    area = models.ForeignKey(
        Area, models.PROTECT, null=True, blank=True, related_name="groups", verbose_name=_("圏域")
    )
    district = models.ForeignKey(
        District,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="groups",
        verbose_name=_("地域社協"),
    )
    venue = models.CharField(_("会場"), max_length=100, blank=True)
    venue_address = models.CharField(_("会場の住所"), max_length=200, blank=True)
    schedule = models.CharField(_("開いている日"), max_length=200, blank=True)
    representative = models.CharField(_("代表者の名前"), max_length=100, blank=True)
    representative_reading = models.CharField(_("代表者のふりがな"), max_length=200, blank=True)
    phone = models.CharField(_("電話番号"), max_length=20, blank=True)
    postal_code = models.CharField(_("郵便番号"), max_length=8, blank=True)
    address = models.CharField(_("代表者の住所"), max_length=200, blank=True)
    published = models.BooleanField(_("名簿に公開する"), default=False)
    note = models.TextField(_("職員のメモ"), blank=True)
    registered_at = models.DateTimeField(_("登録日時"), db_default=Now())
    search = models.TextField(editable=False, default="")

    objects = GroupQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = _("団体")
        ordering = ["reading", "name", "id"]
        indexes = [GinIndex(fields=["search"], opclasses=["gin_trgm_ops"], name="group_search")]
        constraints = [
            models.CheckConstraint(condition=~models.Q(name=""), name="group_has_name"),
        ]

    def __str__(self):
        return self.name

    def save(self, *args, **kwargs):
        self.search = fold(
            " ".join(
                [self.name, self.reading, self.operator, self.neighbourhood, self.representative]
            )
        )
        if kwargs.get("update_fields") is not None:
            kwargs["update_fields"] = {*kwargs["update_fields"], "search"}
        super().save(*args, **kwargs)

    @property
    def status_words(self):
        """The status in words; only for groups that came `with_status()`."""
        return Status(self.status).label if self.status else _("未記入")

    @property
    def since_words(self):
        """The first day of the status, or its month where no more is known."""
        if not self.status:
            return ""
        return (era_month if self.status_month_only else era)(self.status_day)
