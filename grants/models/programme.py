"""Programme and its guideline of one fiscal year (年度要領): terms, window, budget."""

import pghistory
import pgtrigger
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from grants.rules.terms import Terms, TermsError
from ibasho.dates import FiscalYear


class Programme(models.Model):
    name = models.CharField(_("助成事業"), max_length=100, unique=True)
    slug = models.SlugField(_("略号"), unique=True)
    about = models.TextField(_("どんな助成か"), blank=True)

    class Meta:
        verbose_name = verbose_name_plural = _("助成事業")
        ordering = ["name"]

    def __str__(self):
        return self.name


class ProgrammeYearQuerySet(models.QuerySet):
    def open_on(self, day):
        return self.filter(published=True, opens_on__lte=day, closes_on__gte=day)

    def for_check(self, day):
        """The years that the pre-check judges by: all open on `day`, else the latest published."""
        found = self.select_related("programme")
        return list(found.open_on(day)) or list(found.filter(published=True)[:1])


# Counted anew at every write of the row, so that nobody can put another number in its place.
COUNT_COMMITTED = """
SELECT coalesce(sum(awarded_amount), 0) INTO NEW.committed
FROM grants_application WHERE programme_year_id = NEW.id;
RETURN NEW;
"""


@pghistory.track(exclude=["committed"])
class ProgrammeYear(models.Model):
    """`terms` is the JSON of grants.rules.terms; `budget` is whole yen for the fiscal year.

    `committed` is the sum of what was awarded, kept by PostgreSQL alone: an award writes this row
    (trigger `takes_from_budget` of Application), which counts anew and must pass `budget_holds`.
    """

    programme = models.ForeignKey(
        Programme, models.PROTECT, related_name="years", verbose_name=_("助成事業")
    )
    fiscal_year = models.PositiveSmallIntegerField(_("年度"))
    terms = models.JSONField(_("要領"))
    opens_on = models.DateField(_("受付の始まり"))
    closes_on = models.DateField(_("受付の終わり"))
    budget = models.PositiveIntegerField(_("予算（円）"), default=0)
    answer_within_days = models.PositiveSmallIntegerField(
        _("結果を知らせるまでの日数"),
        default=30,
        help_text=_("受付の控えに、いつごろ結果が分かるかを書くために使います。"),
    )
    committed = models.PositiveIntegerField(_("交付決定の合計（円）"), default=0, editable=False)
    published = models.BooleanField(_("公開"), default=False)
    one_person_may_decide = models.BooleanField(
        _("起案した人が決裁してもよい"),
        default=False,
        help_text=_("小さな事務所だけの例外です。申請ごとに、そのわけを書いて残します。"),
    )

    objects = ProgrammeYearQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = _("年度要領")
        ordering = ["-fiscal_year", "programme__name"]
        constraints = [
            models.UniqueConstraint(
                fields=["programme", "fiscal_year"], name="programme_year_once"
            ),
            models.CheckConstraint(
                condition=models.Q(opens_on__lte=models.F("closes_on")), name="window_order"
            ),
            models.CheckConstraint(
                condition=models.Q(committed__lte=models.F("budget")),
                name="budget_holds",
                violation_error_message=_("予算を、もう交付が決まった額より小さくはできません。"),
            ),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="counts_committed",
                operation=pgtrigger.Insert | pgtrigger.Update,
                when=pgtrigger.Before,
                func=COUNT_COMMITTED,
            ),
        ]

    def __str__(self):
        return f"{self.programme} {self.year}"

    @property
    def year(self) -> FiscalYear:
        return FiscalYear(self.fiscal_year)

    @property
    def left(self) -> int:
        """What can still be awarded, in whole yen."""
        return self.budget - self.committed

    def clean(self):
        try:
            Terms.from_json(self.terms)
        except TermsError as error:
            raise ValidationError({"terms": str(error)}) from error
