"""Exclusion: two programmes of which a group receives only one in the same fiscal year."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from grants.models.programme import Programme

# Before an application is awarded; the lock lets two awards of one group go one by one.
NO_EXCLUDED = """
PERFORM pg_advisory_xact_lock(hashtext('grants_exclusion'), hashtext(NEW.group_id::text));
IF EXISTS (
    SELECT 1 FROM grants_application other
    JOIN grants_programmeyear mine ON mine.id = NEW.programme_year_id
    JOIN grants_programmeyear theirs ON theirs.id = other.programme_year_id
    JOIN grants_exclusion e
        ON e.first_id = LEAST(mine.programme_id, theirs.programme_id)
        AND e.second_id = GREATEST(mine.programme_id, theirs.programme_id)
    WHERE other.group_id = NEW.group_id AND other.id <> NEW.id
        AND other.state IN ('awarded', 'reported', 'settled', 'closed')
        AND theirs.fiscal_year = mine.fiscal_year
        AND mine.fiscal_year >= e.from_year
        AND (e.to_year IS NULL OR mine.fiscal_year <= e.to_year)
) THEN RAISE EXCEPTION 'these two grants exclude each other in one year'; END IF;
RETURN NEW;
"""


class Exclusion(models.Model):
    """Holds from one fiscal year on, to another if that is known; `first` has the smaller id."""

    first = models.ForeignKey(
        Programme, models.PROTECT, related_name="+", verbose_name=_("助成事業")
    )
    second = models.ForeignKey(
        Programme,
        models.PROTECT,
        related_name="+",
        verbose_name=_("いっしょに受けられない助成事業"),
    )
    from_year = models.PositiveSmallIntegerField(_("何年度から"))
    to_year = models.PositiveSmallIntegerField(_("何年度まで"), null=True, blank=True)
    reason = models.CharField(_("わけ（要綱の条など）"), max_length=200)

    class Meta:
        verbose_name = verbose_name_plural = _("いっしょに受けられない助成")
        ordering = ["first__name", "second__name", "from_year"]
        constraints = [
            models.UniqueConstraint(fields=["first", "second", "from_year"], name="exclusion_once"),
            models.CheckConstraint(condition=Q(first__lt=F("second")), name="exclusion_order"),
            models.CheckConstraint(
                condition=Q(to_year=None) | Q(to_year__gte=F("from_year")), name="exclusion_years"
            ),
            models.CheckConstraint(condition=~Q(reason=""), name="exclusion_has_reason"),
        ]

    def __str__(self):
        return f"{self.first}・{self.second}"
