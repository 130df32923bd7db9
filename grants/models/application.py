"""Application: one group asks one programme year for one amount, and what became of it."""

import uuid

import pghistory
import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from grants.models.programme import ProgrammeYear
from grants.models.receipts import from_the_register
from grants.states import DECIDED, FRUITLESS, State, transitions
from ibasho.dates import FiscalYear
from ibasho.groups.models import Group

FINAL = sorted(state.value for state in DECIDED)
PROPOSED = [State.RECOMMENDED.value, *FINAL]
VOID = sorted(state.value for state in FRUITLESS)

# Writing the row is enough: it counts its awards itself (ProgrammeYear.counts_committed).
TAKE_FROM_BUDGET = """
UPDATE grants_programmeyear SET committed = 0
WHERE id IN (OLD.programme_year_id, NEW.programme_year_id);
RETURN NULL;
"""

ALONE_ONLY_WHERE_ALLOWED = """
IF NOT (SELECT one_person_may_decide FROM grants_programmeyear WHERE id = NEW.programme_year_id)
THEN RAISE EXCEPTION 'nobody decides what they proposed'; END IF;
RETURN NEW;
"""

NO_INTERESTED_ONE = """
IF EXISTS (
    SELECT 1 FROM grants_conflictofinterest WHERE application_id = NEW.id AND declared = 'some'
    AND (by_id = NEW.decided_by_id AND OLD.decided_by_id IS NULL
        OR by_id = NEW.recommended_by_id AND OLD.recommended_by_id IS DISTINCT FROM by_id)
) THEN RAISE EXCEPTION 'nobody proposes or decides in a case of their own interest'; END IF;
RETURN NEW;
"""


def _person(label):
    return models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=label,
    )


class ApplicationQuerySet(models.QuerySet):
    def of(self, user):
        """The applications of the groups that this resident may act for."""
        return self.filter(group__memberships__user=user)

    def keyed_in(self):
        """Those that came on paper or by phone and that staff write down."""
        return self.filter(on_paper=True)

    def in_year(self, fiscal_year: FiscalYear):
        return self.filter(programme_year__fiscal_year=fiscal_year.year)

    def received(self):
        """All that has reached the council: everything but drafts."""
        return self.exclude(state=State.DRAFT)

    def standing(self):
        """What stands in the way of another application of the same group and year."""
        return self.exclude(state__in=VOID)

    def awarded(self):
        return self.filter(state=State.AWARDED)


@pghistory.track()
class Application(models.Model):
    """Amounts are whole yen. Only grants.workflow writes `state` and what depends on it.

    `terms_seen` are the terms as the group last knew them; those that count are frozen with each
    submission.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    programme_year = models.ForeignKey(
        ProgrammeYear, models.PROTECT, related_name="applications", verbose_name=_("年度要領")
    )
    group = models.ForeignKey(
        Group, models.PROTECT, related_name="applications", verbose_name=_("団体")
    )
    state = models.CharField(_("状態"), max_length=20, choices=State, default=State.DRAFT)
    started_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("書き始めた人")
    )
    started_at = models.DateTimeField(_("書き始めた日時"))
    on_paper = models.BooleanField(_("代理入力"), default=False)
    terms_seen = models.JSONField(_("申請者が知っている要領"), null=True, blank=True)
    receipt_number = models.CharField(_("受付番号"), max_length=20, blank=True)
    submitted_at = models.DateTimeField(_("提出日時"), null=True, blank=True)
    requested_amount = models.PositiveIntegerField(_("申請額（円）"), null=True, blank=True)
    worker = _person(_("担当"))
    recommended_by = _person(_("起案者"))
    recommended_at = models.DateTimeField(_("起案日時"), null=True, blank=True)
    recommended_amount = models.PositiveIntegerField(_("起案額（円）"), null=True, blank=True)
    recommendation = models.TextField(_("起案の理由"), blank=True)
    decided_by = _person(_("決裁者"))
    decided_at = models.DateTimeField(_("決定日時"), null=True, blank=True)
    awarded_amount = models.PositiveIntegerField(_("交付決定額（円）"), null=True, blank=True)
    conditions = models.TextField(_("交付の条件"), blank=True)
    decision_reason = models.TextField(_("決定の理由"), blank=True)
    alone_reason = models.TextField(_("一人で起案と決裁をしたわけ"), blank=True)
    letter = models.OneToOneField(
        "letters.Letter", models.PROTECT, null=True, blank=True, verbose_name=_("通知書")
    )

    objects = ApplicationQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = _("交付申請")
        ordering = ["-submitted_at", "-started_at"]
        indexes = [models.Index(fields=["state", "-submitted_at"], name="application_queue")]
        constraints = [
            models.CheckConstraint(condition=Q(state__in=State.values), name="application_state"),
            models.UniqueConstraint(
                fields=["receipt_number"],
                condition=~Q(receipt_number=""),
                name="receipt_number_once",
            ),
            models.UniqueConstraint(
                fields=["programme_year", "group"],
                condition=~Q(state__in=VOID),
                name="application_once_a_year",
            ),
            models.CheckConstraint(
                condition=Q(state=State.DRAFT)
                | Q(
                    ~Q(receipt_number=""),
                    submitted_at__isnull=False,
                    requested_amount__isnull=False,
                ),
                name="received_has_number",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=PROPOSED)
                | Q(
                    recommended_by__isnull=False,
                    recommended_at__isnull=False,
                    recommended_amount__isnull=False,
                ),
                name="proposed_has_proposer",
            ),
            models.CheckConstraint(
                condition=Q(
                    state__in=FINAL,
                    decided_by__isnull=False,
                    decided_at__isnull=False,
                    letter__isnull=False,
                )
                | Q(
                    ~Q(state__in=FINAL),
                    decided_by=None,
                    decided_at=None,
                    letter=None,
                ),
                name="decided_has_decider",
            ),
            models.CheckConstraint(
                condition=Q(state=State.AWARDED, awarded_amount__isnull=False)
                | Q(~Q(state=State.AWARDED), awarded_amount=None),
                name="awarded_has_amount",
            ),
            models.CheckConstraint(
                condition=Q(decided_by=None)
                | ~Q(decided_by=F("recommended_by"))
                | ~Q(alone_reason=""),
                name="decider_is_another",
            ),
            models.CheckConstraint(
                condition=Q(awarded_amount=None) | Q(awarded_amount__lte=F("requested_amount")),
                name="award_within_request",
            ),
        ]
        triggers = [
            pgtrigger.FSM(name="state_machine", field="state", transitions=transitions()),
            pgtrigger.Trigger(
                name="begins_as_draft",
                operation=pgtrigger.Insert,
                when=pgtrigger.Before,
                condition=pgtrigger.Q(new__state__df=State.DRAFT),
                func="RAISE EXCEPTION 'an application begins as a draft';",
            ),
            pgtrigger.Protect(
                name="only_drafts_deleted",
                operation=pgtrigger.Delete,
                condition=pgtrigger.Q(old__state__df=State.DRAFT),
            ),
            # Not pgtrigger.ReadOnly: with `fields` it ignores a condition, and bars the first number.
            pgtrigger.Protect(
                name="receipt_stays",
                operation=pgtrigger.Update,
                condition=pgtrigger.Condition(
                    "OLD.receipt_number <> '' AND OLD.receipt_number <> NEW.receipt_number"
                ),
            ),
            from_the_register(),
            pgtrigger.Protect(
                name="decision_stays",
                operation=pgtrigger.Update,
                condition=pgtrigger.Q(old__state__in=FINAL),
            ),
            pgtrigger.Trigger(
                name="takes_from_budget",
                operation=pgtrigger.Update,
                when=pgtrigger.After,
                condition=pgtrigger.Condition(
                    "OLD.awarded_amount IS DISTINCT FROM NEW.awarded_amount"
                    " OR OLD.programme_year_id <> NEW.programme_year_id"
                ),
                func=TAKE_FROM_BUDGET,
            ),
            pgtrigger.Trigger(
                name="alone_only_where_allowed",
                operation=pgtrigger.Update,
                when=pgtrigger.Before,
                condition=pgtrigger.Condition("NEW.decided_by_id = NEW.recommended_by_id"),
                func=ALONE_ONLY_WHERE_ALLOWED,
            ),
            pgtrigger.Trigger(
                name="no_interested_one",
                operation=pgtrigger.Update,
                when=pgtrigger.Before,
                condition=pgtrigger.Condition(
                    "NEW.recommended_by_id IS NOT NULL OR NEW.decided_by_id IS NOT NULL"
                ),
                func=NO_INTERESTED_ONE,
            ),
        ]

    def __str__(self):
        return f"{self.receipt_number or _('下書き')} {self.group}"

    @property
    def editable(self) -> bool:
        """Whether the resident may change the answers."""
        return self.state in (State.DRAFT, State.RETURNED)
