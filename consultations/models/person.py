"""Person: somebody whom the workers know, and Merge: two entries that were one person."""

import uuid

import pghistory
from django.conf import settings
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from ibasho.secrecy import SecretField
from ibasho.text import fold


class PersonQuerySet(models.QuerySet):
    def standing(self):
        """Those that have not been merged into another entry."""
        return self.filter(merged_into=None)

    def matching(self, words):
        """People whose name, reading, role or organisation holds each of the words."""
        for word in fold(words).split():
            self = self.filter(search__contains=word)
        return self


@pghistory.track(exclude=["search"])
class Person(models.Model):
    """`role` and `organisation` are as people say them: 主任児童委員, 自治会, コミセン.

    `contact` stays under seal; it is shown to those who listen. An entry that was merged stays as
    it was, and points to the one that stands for it.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    name = models.CharField(_("お名前"), max_length=100)
    reading = models.CharField(_("ふりがな"), max_length=200, blank=True)
    role = models.CharField(_("立場"), max_length=100, blank=True)
    organisation = models.CharField(_("所属"), max_length=100, blank=True)
    contact = SecretField(_("連絡先"), null=True, blank=True)
    merged_into = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="merged",
        verbose_name=_("まとめた先"),
    )
    known_since = models.DateTimeField(_("登録日時"))
    search = models.TextField(editable=False, default="")

    objects = PersonQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = _("つながりのある人")
        ordering = ["reading", "name", "id"]
        indexes = [GinIndex(fields=["search"], opclasses=["gin_trgm_ops"], name="person_search")]
        constraints = [
            models.CheckConstraint(condition=~Q(name=""), name="person_has_name"),
            models.CheckConstraint(
                condition=Q(merged_into=None) | ~Q(merged_into=F("id")), name="person_not_in_itself"
            ),
        ]

    def __str__(self):
        return self.name

    def save(self, *args, **kwargs):
        self.search = fold(" ".join([self.name, self.reading, self.role, self.organisation]))
        if kwargs.get("update_fields") is not None:
            kwargs["update_fields"] = {*kwargs["update_fields"], "search"}
        super().save(*args, **kwargs)

    def get_absolute_url(self):
        return reverse("known_person", args=[self.pk])

    @property
    def standing_words(self) -> str:
        """Role and organisation, as one says them behind a name."""
        return "・".join(part for part in (self.organisation, self.role) if part)

    @property
    def tag(self) -> str:
        """The name, and what tells it from the same name of somebody else."""
        return f"{self.name}（{self.standing_words}）" if self.standing_words else self.name


class Merge(models.Model):
    """What moved when `gone` became part of `kept`, so that it can be taken back.

    `moved` holds the ids of rows by "table.column"; `filled` the columns of `kept` that were empty
    and took the words of `gone`.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    kept = models.ForeignKey(
        Person, models.PROTECT, related_name="took_in", verbose_name=_("残した人")
    )
    gone = models.ForeignKey(
        Person, models.PROTECT, related_name="went_into", verbose_name=_("まとめた人")
    )
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("まとめた職員")
    )
    at = models.DateTimeField(_("まとめた日時"))
    moved = models.JSONField(_("移したもの"))
    filled = models.JSONField(_("おぎなったもの"))
    undone_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("もとに戻した職員"),
    )
    undone_at = models.DateTimeField(_("もとに戻した日時"), null=True, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = _("人のまとめ")
        ordering = ["-at", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["gone"], condition=Q(undone_at=None), name="merge_standing_once"
            ),
            models.CheckConstraint(condition=~Q(kept=F("gone")), name="merge_of_two"),
        ]

    def __str__(self):
        return f"{self.gone} → {self.kept}"
