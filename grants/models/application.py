"""Application: one group asks one programme year for one amount, and what became of it."""

import uuid

import pghistory
from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from grants.models.guards import CONSTRAINTS, TRIGGERS
from grants.models.programme import ProgrammeYear
from grants.states import FRUITLESS, GRANTED, RUNNING, State
from ibasho.dates import FiscalYear
from ibasho.groups.models import Group


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
        return self.exclude(state__in=FRUITLESS)

    def awarded(self):
        """Those to which a grant was awarded, whatever has become of it since."""
        return self.filter(state__in=GRANTED)

    def running(self):
        """The awards of which something is still to come: gatherings, a report, money."""
        return self.filter(state__in=RUNNING)


@pghistory.track()
class Application(models.Model):
    """Amounts are whole yen. Only grants.workflow writes `state` and what depends on it.

    `terms_seen` are the terms as the group last knew them; those that count are frozen with each
    submission. `awarded_amount` is what was decided and stays; `granted_amount` is what is promised
    now: the same, until a change is approved. `checked_…` is what a worker proposes to settle,
    `settled_…` what was settled, never more than `granted_amount`.
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
    granted_amount = models.PositiveIntegerField(_("いまの交付額（円）"), null=True, blank=True)
    report_due_on = models.DateField(_("実績報告の期限"), null=True, blank=True)
    checked_by = _person(_("報告を確かめた人"))
    checked_at = models.DateTimeField(_("報告を確かめた日時"), null=True, blank=True)
    checked_amount = models.PositiveIntegerField(_("確定の案（円）"), null=True, blank=True)
    settled_by = _person(_("額を確定した人"))
    settled_at = models.DateTimeField(_("額を確定した日時"), null=True, blank=True)
    settled_amount = models.PositiveIntegerField(_("確定額（円）"), null=True, blank=True)
    settled_reason = models.TextField(_("確定の理由"), blank=True)
    settled_alone_reason = models.TextField(_("一人で確かめて確定したわけ"), blank=True)
    settlement_letter = models.OneToOneField(
        "letters.Letter",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="settled_application",
        verbose_name=_("額の確定通知書"),
    )

    objects = ApplicationQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = _("交付申請")
        ordering = ["-submitted_at", "-started_at"]
        indexes = [models.Index(fields=["state", "-submitted_at"], name="application_queue")]
        constraints = CONSTRAINTS
        triggers = TRIGGERS

    def __str__(self):
        return f"{self.receipt_number or _('下書き')} {self.group}"

    @property
    def editable(self) -> bool:
        """Whether the resident may change the answers."""
        return self.state in (State.DRAFT, State.RETURNED)
