"""The document register (文書発収簿): numbers without gaps, per series and fiscal year."""

import pgtrigger
from django.db import models
from django.utils.translation import gettext_lazy as _

from ibasho.dates import FiscalYear


class Series(models.TextChoices):
    RECEIVED = "received", _("収受")
    ISSUED = "issued", _("発送")


class RegisterManager(models.Manager):
    def take(self, series: Series, fiscal_year: FiscalYear) -> int:
        """Take the next number inside the caller's transaction.

        The row stays locked until that transaction ends: a number is either used or never given.
        """
        self.get_or_create(series=series, fiscal_year=fiscal_year.year)
        row = self.select_for_update().get(series=series, fiscal_year=fiscal_year.year)
        row.last += 1
        row.save(update_fields=["last"])
        return row.last


class Register(models.Model):
    series = models.CharField(_("簿冊"), max_length=10, choices=Series)
    fiscal_year = models.PositiveSmallIntegerField(_("年度"))
    last = models.PositiveIntegerField(_("最後の番号"), default=0)

    objects = RegisterManager()

    class Meta:
        verbose_name = verbose_name_plural = _("文書発収簿")
        ordering = ["-fiscal_year", "series"]
        constraints = [
            models.UniqueConstraint(fields=["series", "fiscal_year"], name="register_once"),
        ]
        triggers = [
            pgtrigger.Protect(name="never_deleted", operation=pgtrigger.Delete),
            pgtrigger.Protect(
                name="begins_at_zero",
                operation=pgtrigger.Insert,
                condition=pgtrigger.Q(new__last__gt=0),
            ),
            pgtrigger.Protect(
                name="counts_by_one",
                operation=pgtrigger.Update,
                condition=pgtrigger.Condition(
                    "ROW(NEW.series, NEW.fiscal_year, NEW.last)"
                    " IS DISTINCT FROM ROW(OLD.series, OLD.fiscal_year, OLD.last + 1)"
                ),
            ),
            # Looked at when the transaction ends: a number was used, or it was not given.
            pgtrigger.Trigger(
                name="issued_is_used",
                operation=pgtrigger.Update,
                when=pgtrigger.After,
                timing=pgtrigger.Deferred,
                condition=pgtrigger.Q(new__series="issued"),
                func="""
                    IF (SELECT last FROM letters_register WHERE id = NEW.id) <> (
                        SELECT COALESCE(MAX(number), 0) FROM letters_letter
                        WHERE fiscal_year = NEW.fiscal_year
                    ) THEN
                        RAISE EXCEPTION 'a number of the register belongs to no letter';
                    END IF;
                    RETURN NULL;
                """,
            ),
        ]

    def __str__(self):
        return f"{FiscalYear(self.fiscal_year)} {self.get_series_display()}"
