"""What the room of reports keeps: editions of the annual report, and the files made of each."""

import uuid

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from ibasho.dates import FiscalYear
from ibasho.reports.figures import span_of

# PostgreSQL works the checksum out itself, so that nobody can seal another text.
SEALED = """
IF NEW.checksum <> encode(sha256(convert_to(NEW.snapshot, 'UTF8')), 'hex') THEN
    RAISE EXCEPTION 'the seal of an edition is that of its data';
END IF;
RETURN NEW;
"""


class EditionQuerySet(models.QuerySet):
    def of_span(self, first: FiscalYear, last: FiscalYear):
        return self.filter(first_year=first.year, last_year=last.year)

    def frozen(self):
        return self.exclude(frozen_at=None)

    def light(self):
        """Without the heavy data, for lists."""
        return self.defer("snapshot", "chapters", "foreword")


class Edition(models.Model):
    """One edition (版) of the report of some fiscal years: written, then frozen with its data.

    `chapters`: [{"key", "shown", "text"}] in their order; `snapshot`: the text of
    reports.snapshot, `checksum` its SHA-256; `changes`: sentences against the edition before.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    first_year = models.PositiveSmallIntegerField(_("はじめの年度"))
    last_year = models.PositiveSmallIntegerField(_("おわりの年度"))
    number = models.PositiveSmallIntegerField(_("版"))
    foreword = models.TextField(_("はじめに"), blank=True)
    chapters = models.JSONField(_("章"), default=list)
    small_below = models.PositiveSmallIntegerField(_("小さな数を伏せる境"), default=0)
    begun_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("作り始めた人")
    )
    begun_at = models.DateTimeField(_("作り始めた日時"))
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("書いた人")
    )
    written_at = models.DateTimeField(_("書いた日時"))
    frozen_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("確定した人"),
    )
    frozen_at = models.DateTimeField(_("確定した日時"), null=True, blank=True)
    snapshot = models.TextField(_("確定したときのデータ"), blank=True, editable=False)
    checksum = models.CharField(_("照合番号"), max_length=64, blank=True, editable=False)
    changes = models.JSONField(_("前の版からの変更"), default=list, blank=True)

    objects = EditionQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = _("報告書の版")
        ordering = ["-last_year", "first_year", "-number"]
        constraints = [
            models.UniqueConstraint(
                fields=["first_year", "last_year", "number"], name="edition_number_once"
            ),
            models.UniqueConstraint(
                fields=["first_year", "last_year"],
                condition=Q(frozen_at=None),
                name="one_open_edition",
            ),
            models.CheckConstraint(
                condition=Q(first_year__lte=F("last_year")), name="edition_years"
            ),
            models.CheckConstraint(
                condition=Q(frozen_at=None, frozen_by=None, snapshot="", checksum="")
                | Q(
                    ~Q(snapshot=""),
                    ~Q(checksum=""),
                    frozen_at__isnull=False,
                    frozen_by__isnull=False,
                ),
                name="frozen_whole",
            ),
        ]
        triggers = [
            pgtrigger.Protect(
                name="frozen_stays",
                operation=pgtrigger.Update | pgtrigger.Delete,
                condition=pgtrigger.Q(old__frozen_at__isnull=False),
            ),
            pgtrigger.Trigger(
                name="sealed",
                operation=pgtrigger.Insert | pgtrigger.Update,
                when=pgtrigger.Before,
                condition=pgtrigger.Q(new__frozen_at__isnull=False),
                func=SEALED,
            ),
        ]

    def __str__(self):
        return _("%(span)s 第%(number)d版") % {"span": self.span_words, "number": self.number}

    @property
    def first(self) -> FiscalYear:
        return FiscalYear(self.first_year)

    @property
    def last(self) -> FiscalYear:
        return FiscalYear(self.last_year)

    @property
    def span_words(self) -> str:
        return span_of(self.first, self.last)

    @property
    def frozen(self) -> bool:
        return self.frozen_at is not None

    @property
    def version(self) -> str:
        """Which writing somebody has before their eyes."""
        return f"{self.written_at.timestamp():.6f}"


class Format(models.TextChoices):
    PDF = "pdf", _("PDF（読みやすさの規格 PDF/UA-1）")
    ARCHIVE = "archive", _("保存用のPDF（PDF/A-3。もとのデータ入り）")
    XLSX = "xlsx", _("表計算のファイル")


class FileState(models.TextChoices):
    WAITING = "waiting", _("順番を待っています")
    MAKING = "making", _("作っています")
    MADE = "made", _("できました")
    FAILED = "failed", _("作れませんでした")


class EditionFile(models.Model):
    """One file of a frozen edition, made by the worker; `page` is the last one laid out so far."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    edition = models.ForeignKey(
        Edition, models.PROTECT, related_name="files", verbose_name=_("報告書の版")
    )
    format = models.CharField(_("形"), max_length=10, choices=Format)
    state = models.CharField(_("状態"), max_length=10, choices=FileState, default=FileState.WAITING)
    page = models.PositiveIntegerField(_("ここまでに組んだページ"), default=0)
    asked_at = models.DateTimeField(_("頼んだ日時"))
    made_at = models.DateTimeField(_("できた日時"), null=True, blank=True)
    content = models.BinaryField(_("中身"), null=True, editable=False)
    size = models.PositiveIntegerField(_("大きさ（バイト）"), default=0)
    checksum = models.CharField(_("照合番号"), max_length=64, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = _("報告書のファイル")
        ordering = ["edition", "format"]
        constraints = [
            models.UniqueConstraint(fields=["edition", "format"], name="edition_file_once"),
            models.CheckConstraint(condition=Q(format__in=Format.values), name="edition_format"),
            models.CheckConstraint(
                condition=Q(state=FileState.MADE, content__isnull=False, made_at__isnull=False)
                | Q(
                    state__in=[FileState.WAITING, FileState.MAKING, FileState.FAILED],
                    content=None,
                    made_at=None,
                ),
                name="made_file_has_content",
            ),
        ]
        triggers = [
            pgtrigger.Protect(
                name="made_stays",
                operation=pgtrigger.Update | pgtrigger.Delete,
                condition=pgtrigger.Q(old__state=FileState.MADE.value),
            ),
            pgtrigger.Trigger(
                name="of_frozen_edition",
                operation=pgtrigger.Insert,
                when=pgtrigger.Before,
                func="""
                    IF (SELECT frozen_at FROM reports_edition WHERE id = NEW.edition_id) IS NULL
                    THEN RAISE EXCEPTION 'files are made of frozen editions'; END IF;
                    RETURN NEW;
                """,
            ),
        ]

    def __str__(self):
        return f"{self.edition} {self.get_format_display()}"

    @property
    def name(self) -> str:
        """What the file is called when it is kept."""
        edition, ending = self.edition, "xlsx" if self.format == Format.XLSX else "pdf"
        kept = "-archive" if self.format == Format.ARCHIVE else ""
        return f"ibasho-{edition.first_year}-{edition.last_year}-{edition.number}{kept}.{ending}"

    @property
    def made(self) -> bool:
        return self.state == FileState.MADE

    @property
    def busy(self) -> bool:
        return self.state in (FileState.WAITING, FileState.MAKING)
