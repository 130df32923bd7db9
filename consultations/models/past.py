"""Past figures: totals of years of which no single records exist, each with its counting rule."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from ibasho.dates import FiscalYear

RULE_CHANGED = FiscalYear(2019)


class CountingRule(models.TextChoices):
    """Which consultations a yearly figure counts."""

    ALL_GROUPS = "all_groups", _("助成を受けていない団体の相談も数える")
    GRANTED_GROUPS = "granted_groups", _("助成を受けた団体の相談だけを数える")

    @classmethod
    def of(cls, fiscal_year: FiscalYear) -> "CountingRule":
        """The rule of a year: definitions are dated, and this one changed in 令和元年度.

        GRANTED_GROUPS counts a record that concerns a group which has a grant of that same fiscal
        year. A record about an idea, a person without a group, or a group without a grant of that
        year stays in the log and is not counted.
        """
        return cls.GRANTED_GROUPS if fiscal_year >= RULE_CHANGED else cls.ALL_GROUPS


class PastFigureQuerySet(models.QuerySet):
    def between(self, first: FiscalYear, last: FiscalYear):
        return self.filter(fiscal_year__range=(first.year, last.year))


class PastFigure(models.Model):
    fiscal_year = models.PositiveSmallIntegerField(_("年度"), unique=True)
    count = models.PositiveIntegerField(_("相談件数"))
    counting_rule = models.CharField(_("数え方"), max_length=20, choices=CountingRule)
    note = models.CharField(_("注"), max_length=200, blank=True)
    source = models.CharField(_("出典"), max_length=200, blank=True)

    objects = PastFigureQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = _("過去の件数")
        ordering = ["fiscal_year"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(counting_rule__in=CountingRule.values), name="past_rule"
            ),
        ]

    def __str__(self):
        return f"{FiscalYear(self.fiscal_year)} {self.count}"
