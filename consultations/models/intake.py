"""Intake: a file of older records, from the upload to the day on which it was taken in."""

import uuid

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class Target(models.TextChoices):
    """What the rows of a file become."""

    CONSULTATIONS = "consultations", _("相談記録")
    GROUPS = "groups", _("団体")


class IntakeState(models.TextChoices):
    UPLOADED = "uploaded", _("列を選ぶ")
    CHECKING = "checking", _("確かめています")
    CHECKED = "checked", _("確かめました")
    LOADING = "loading", _("取りこんでいます")
    DONE = "done", _("取りこみました")


class Intake(models.Model):
    """`content` is the file as it came, until it is taken in or thrown away.

    `mapping` is the column of each heading ("" for none), by the place of the heading. `faults`
    are (row, column, message) of the last check, the first ones only; `faulty` counts the rows.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    target = models.CharField(_("種類"), max_length=20, choices=Target)
    name = models.CharField(_("ファイルの名前"), max_length=255)
    checksum = models.CharField(_("ファイルの確認番号"), max_length=64)
    content = models.BinaryField(null=True, editable=False)
    headings = models.JSONField(_("見出し"), default=list)
    mapping = models.JSONField(_("列"), default=list)
    state = models.CharField(
        _("状態"), max_length=10, choices=IntakeState, default=IntakeState.UPLOADED
    )
    rows = models.PositiveIntegerField(_("行数"), default=0)
    done_rows = models.PositiveIntegerField(_("済んだ行"), default=0)
    known_rows = models.PositiveIntegerField(_("前に取りこんだ行"), default=0)
    faulty = models.PositiveIntegerField(_("直す行"), default=0)
    faults = models.JSONField(_("直すところ"), default=list)
    added = models.PositiveIntegerField(_("加えた件数"), default=0)
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("選んだ人")
    )
    uploaded_at = models.DateTimeField(_("選んだ日時"))
    loaded_at = models.DateTimeField(_("取りこんだ日時"), null=True, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = _("取りこみ")
        ordering = ["-uploaded_at", "id"]
        constraints = [
            models.CheckConstraint(condition=Q(target__in=Target.values), name="intake_target"),
            models.CheckConstraint(condition=Q(state__in=IntakeState.values), name="intake_state"),
            models.CheckConstraint(
                condition=Q(state=IntakeState.DONE, content=None, loaded_at__isnull=False)
                | Q(~Q(state=IntakeState.DONE), loaded_at=None),
                name="intake_done",
            ),
            models.UniqueConstraint(
                fields=["target", "checksum"],
                condition=Q(state=IntakeState.DONE),
                name="intake_file_once",
            ),
        ]
        triggers = [
            pgtrigger.Protect(
                name="done_stays",
                operation=pgtrigger.Update | pgtrigger.Delete,
                condition=pgtrigger.Q(old__state=IntakeState.DONE.value),
            ),
        ]

    def __str__(self):
        return self.name

    @property
    def is_busy(self) -> bool:
        """Whether the worker has it in hand."""
        return self.state in (IntakeState.CHECKING, IntakeState.LOADING)

    @property
    def is_ready(self) -> bool:
        """Whether it was checked and nothing has to be mended."""
        return self.state == IntakeState.CHECKED and not self.faulty and self.rows > 0

    @property
    def new_rows(self) -> int:
        return self.rows - self.known_rows


class IntakeRow(models.Model):
    """The key of a row that was taken in, so that it is never taken in again."""

    intake = models.ForeignKey(Intake, models.PROTECT, related_name="taken")
    target = models.CharField(_("種類"), max_length=20, choices=Target)
    key = models.CharField(_("行の目じるし"), max_length=70)
    thing = models.UUIDField(_("できたもの"))

    class Meta:
        verbose_name = verbose_name_plural = _("取りこんだ行")
        constraints = [
            models.UniqueConstraint(fields=["target", "key"], name="intake_row_once"),
        ]

    def __str__(self):
        return self.key
