"""Programme and its guideline of one fiscal year (年度要領): terms, window, budget."""

from datetime import date, timedelta

import pghistory
import pgtrigger
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from grants.rules import checklist
from grants.rules.terms import Terms, TermsError
from ibasho.dates import FiscalYear


def usual_papers() -> list[dict[str, str]]:
    """What helps with most grants; none of it is a must."""
    return [
        {
            "key": "plan",
            "label": "事業計画書",
            "hint": "1年の活動の計画が分かるもの。申請書に書いてあれば、なくてもかまいません。",
            "required": "helps",
        },
        {
            "key": "budget",
            "label": "収支予算書",
            "hint": "入ってくるお金と使うお金の見込みが分かるもの。会場の料金表でもかまいません。",
            "required": "helps",
        },
        {
            "key": "members",
            "label": "名簿",
            "hint": "運営する人の名前と住んでいる町が分かるもの。",
            "required": "helps",
        },
    ]


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
SELECT coalesce(sum(coalesce(settled_amount, granted_amount)), 0) INTO NEW.committed
FROM grants_application WHERE programme_year_id = NEW.id AND state <> 'revoked';
RETURN NEW;
"""


# Once something was sent, terms change only as an edition, which is dated, kept and has its reason.
ONLY_AS_AN_EDITION = """
IF EXISTS (
    SELECT 1 FROM grants_submission s JOIN grants_application a ON a.id = s.application_id
    WHERE a.programme_year_id = NEW.id
) AND NOT EXISTS (
    SELECT 1 FROM grants_edition
    WHERE programme_year_id = NEW.id AND terms = NEW.terms
        AND number = (SELECT max(number) FROM grants_edition WHERE programme_year_id = NEW.id)
) THEN RAISE EXCEPTION 'terms change only as an edition'; END IF;
RETURN NEW;
"""


@pghistory.track(exclude=["committed"])
class ProgrammeYear(models.Model):
    """`terms`, `documents`: JSON of grants.rules.terms and .checklist; `budget`: whole yen a year.

    `committed` is the sum of what is promised (settled where it is settled, nothing where it was
    revoked), kept by PostgreSQL alone: an award writes this row (trigger `takes_from_budget` of
    Application), which counts anew and must pass `budget_holds`.
    """

    programme = models.ForeignKey(
        Programme, models.PROTECT, related_name="years", verbose_name=_("助成事業")
    )
    fiscal_year = models.PositiveSmallIntegerField(_("年度"))
    terms = models.JSONField(_("要領"))
    documents = models.JSONField(
        _("書類の一覧"),
        default=usual_papers,
        blank=True,
        help_text=_(
            "書類ごとに key、label（名前）、hint（説明）、required を書きます。"
            "required は must（かならず）、helps（あると助かる）、"
            "new_groups（はじめての団体はかならず）のどれかです。"
        ),
    )
    opens_on = models.DateField(_("受付の始まり"))
    closes_on = models.DateField(_("受付の終わり"))
    budget = models.PositiveIntegerField(_("予算（円）"), default=0)
    answer_within_days = models.PositiveSmallIntegerField(
        _("結果を知らせるまでの日数"),
        default=30,
        help_text=_("受付の控えに、いつごろ結果が分かるかを書くために使います。"),
    )
    report_within_days = models.PositiveSmallIntegerField(
        _("年度が終わってから実績報告までの日数"),
        default=30,
        help_text=_("年度の終わりからこの日数のあいだに、実績報告を出してもらいます。"),
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
            pgtrigger.Trigger(
                name="only_as_an_edition",
                operation=pgtrigger.Update,
                when=pgtrigger.Before,
                condition=pgtrigger.Condition("OLD.terms IS DISTINCT FROM NEW.terms"),
                func=ONLY_AS_AN_EDITION,
            ),
        ]

    def __str__(self):
        return f"{self.programme} {self.year}"

    @property
    def year(self) -> FiscalYear:
        return FiscalYear(self.fiscal_year)

    @property
    def report_due_on(self) -> date:
        """The last day for the report of a whole year; an award promises it in its letter."""
        return self.year.last + timedelta(days=self.report_within_days)

    @property
    def left(self) -> int:
        """What can still be awarded, in whole yen."""
        return self.budget - self.committed

    def clean(self):
        try:
            Terms.from_json(self.terms)
        except TermsError as error:
            raise ValidationError({"terms": str(error)}) from error
        try:
            checklist.from_json(self.documents)
        except checklist.ChecklistError as error:
            raise ValidationError({"documents": str(error)}) from error

    def papers(self) -> tuple[checklist.Paper, ...]:
        """The papers that are wanted with an application, in their order."""
        return checklist.from_json(self.documents)
