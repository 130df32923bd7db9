"""The terms of a programme year as they are written: drafts, and editions that are dated and kept."""

import pgtrigger
from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from grants.models.programme import ProgrammeYear


def _written(verb):
    return models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=verb
    )


class TermsDraft(models.Model):
    """What is being written for a programme year: `typed` as it stands in the form, right or wrong.

    `terms` is the last of it that could be read; `cases` are worked cases (grants.rules.cases)
    without their terms, which must hold before it is published.
    """

    programme_year = models.OneToOneField(
        ProgrammeYear, models.CASCADE, related_name="draft", verbose_name=_("年度要領")
    )
    typed = models.JSONField(_("入力"), default=dict)
    terms = models.JSONField(_("要領"))
    cases = models.JSONField(_("計算例"), default=list)
    saved_at = models.DateTimeField(_("保存日時"))
    saved_by = _written(_("保存した人"))

    class Meta:
        verbose_name = verbose_name_plural = _("要領の下書き")
        ordering = ["programme_year"]

    def __str__(self):
        return f"{self.programme_year}"


class Edition(models.Model):
    """Terms as they were published, for good; the last one is what the programme year holds."""

    programme_year = models.ForeignKey(
        ProgrammeYear, models.PROTECT, related_name="editions", verbose_name=_("年度要領")
    )
    number = models.PositiveSmallIntegerField(_("版"))
    terms = models.JSONField(_("要領"))
    cases = models.JSONField(_("計算例"), default=list)
    reason = models.TextField(_("変えたわけ"), blank=True)
    at = models.DateTimeField(_("公開日時"))
    by = _written(_("公開した人"))

    class Meta:
        verbose_name = verbose_name_plural = _("要領の版")
        ordering = ["programme_year", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["programme_year", "number"], name="edition_number"),
            models.CheckConstraint(
                condition=models.Q(number=1) | ~models.Q(reason=""), name="edition_has_reason"
            ),
        ]
        triggers = [
            pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete),
            pgtrigger.Trigger(
                name="one_after_the_other",
                operation=pgtrigger.Insert,
                when=pgtrigger.Before,
                func="""
                    PERFORM pg_advisory_xact_lock(
                        hashtext('grants_edition'), NEW.programme_year_id::int
                    );
                    IF NEW.number <> 1 + (
                        SELECT COALESCE(MAX(number), 0) FROM grants_edition
                        WHERE programme_year_id = NEW.programme_year_id
                    ) THEN RAISE EXCEPTION 'editions have no gaps'; END IF;
                    RETURN NEW;
                """,
            ),
        ]

    def __str__(self):
        return _("第%(number)s版") % {"number": self.number}
