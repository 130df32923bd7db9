"""OtherFunding: money that a group has from elsewhere, written down where it became known."""

import uuid

import pghistory
from django.conf import settings
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from ibasho.dates import FiscalYear
from ibasho.groups.models import Group
from ibasho.text import fold


def plain(name: str) -> str:
    """A name as it is compared: folded, without spaces."""
    return "".join(fold(name).split())


class OtherFundingQuerySet(models.QuerySet):
    def matching(self, words):
        """Entries of which a name holds each of the words."""
        for word in fold(words).split():
            part = plain(word)
            self = self.filter(
                Q(name_folded__contains=part)
                | Q(officer_folded__contains=part)
                | Q(programme__icontains=word)
                | Q(funder__icontains=word)
            )
        return self


@pghistory.track()
class OtherFunding(models.Model):
    """`name_folded`, `officer_folded`, `holder_folded` are what names are compared by, kept by save."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    group = models.ForeignKey(
        Group,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="other_funding",
        verbose_name=_("登録のある団体"),
    )
    name = models.CharField(_("団体の名前"), max_length=100)
    officer = models.CharField(_("代表者の名前"), max_length=100, blank=True)
    holder = models.CharField(_("口座の名義"), max_length=100, blank=True)
    funder = models.CharField(_("助成するところ"), max_length=100)
    programme = models.CharField(_("助成の名前"), max_length=100)
    fiscal_year = models.PositiveSmallIntegerField(_("年度"))
    amount = models.PositiveIntegerField(_("金額（円）"), null=True, blank=True)
    purpose = models.CharField(_("何に使うか"), max_length=300, blank=True)
    source = models.CharField(_("どこで知ったか"), max_length=200)
    at = models.DateTimeField(_("記入日時"))
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("記入した人")
    )
    name_folded = models.CharField(max_length=200, editable=False)
    officer_folded = models.CharField(max_length=200, editable=False, default="")
    holder_folded = models.CharField(max_length=200, editable=False, default="")

    objects = OtherFundingQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = _("ほかの助成の台帳")
        ordering = ["-fiscal_year", "name", "funder", "programme", "id"]
        indexes = [
            GinIndex(
                fields=["name_folded", "officer_folded", "holder_folded"],
                opclasses=["gin_trgm_ops"] * 3,
                name="funding_names",
            ),
            models.Index(fields=["fiscal_year"], name="funding_year"),
        ]
        constraints = [
            models.CheckConstraint(condition=~Q(name=""), name="funding_has_name"),
            models.CheckConstraint(condition=~Q(source=""), name="funding_has_source"),
        ]

    def __str__(self):
        return f"{self.name} {self.programme}"

    def save(self, *args, **kwargs):
        self.name_folded = plain(self.name)
        self.officer_folded, self.holder_folded = plain(self.officer), plain(self.holder)
        super().save(*args, **kwargs)

    @property
    def year(self) -> FiscalYear:
        return FiscalYear(self.fiscal_year)
