"""ChangeRequest: another plan for a grant that was awarded, or its end, and what became of it."""

import uuid

import pghistory
import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from grants.models.application import Application


class ChangeKind(models.TextChoices):
    CHANGE = "change", _("計画の変更")
    STOP = "stop", _("活動の中止")


class Stage(models.TextChoices):
    DRAFT = "draft", _("書いている途中")
    ASKED = "asked", _("職員が確かめています")
    PREPARED = "prepared", _("決裁待ち")
    APPROVED = "approved", _("承認")
    REFUSED = "refused", _("不承認")
    WITHDRAWN = "withdrawn", _("取りやめ")


S = Stage
OPEN_STAGES = [S.DRAFT.value, S.ASKED.value, S.PREPARED.value]
ANSWERED = [S.APPROVED.value, S.REFUSED.value]
WAYS = [
    (S.DRAFT, S.ASKED),
    (S.DRAFT, S.WITHDRAWN),
    (S.ASKED, S.WITHDRAWN),
    (S.ASKED, S.PREPARED),
    (S.PREPARED, S.ASKED),
    (S.PREPARED, S.APPROVED),
    (S.PREPARED, S.REFUSED),
    (S.PREPARED, S.WITHDRAWN),  # the award was revoked
]
# What was asked for stays as it was asked.
PLAN = ["application", "kind", "typed", "reason", "stop_on", "answers", "facts", "breakdown"]
PLAN += ["amount", "before", "asked_by", "asked_at"]


def _person(label):
    return models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=label,
    )


@pghistory.track()
class ChangeRequest(models.Model):
    """`typed` are the answers that differ, as typed; all the rest is frozen when it is sent.

    Amounts are whole yen: `before` was promised, `amount` is what the rules make of the new plan,
    `granted` what the approver agreed to. Only grants.workflow writes `stage`.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    application = models.ForeignKey(
        Application, models.PROTECT, related_name="changes", verbose_name=_("交付申請")
    )
    kind = models.CharField(_("種類"), max_length=10, choices=ChangeKind)
    stage = models.CharField(_("段階"), max_length=10, choices=Stage, default=Stage.DRAFT)
    typed = models.JSONField(_("変えるところ"), default=dict, blank=True)
    reason = models.TextField(_("わけ"), blank=True)
    stop_on = models.DateField(_("活動をやめる日"), null=True, blank=True)
    started_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("書き始めた人")
    )
    started_at = models.DateTimeField(_("書き始めた日時"))
    asked_by = _person(_("申請した人"))
    asked_at = models.DateTimeField(_("申請日時"), null=True, blank=True)
    answers = models.JSONField(_("答え"), null=True, blank=True)
    facts = models.JSONField(_("事実"), null=True, blank=True)
    breakdown = models.JSONField(_("計算"), null=True, blank=True)
    amount = models.PositiveIntegerField(_("計算した額（円）"), null=True, blank=True)
    before = models.PositiveIntegerField(_("変更する前の額（円）"), null=True, blank=True)
    prepared_by = _person(_("起案した人"))
    prepared_at = models.DateTimeField(_("起案日時"), null=True, blank=True)
    prepared_amount = models.PositiveIntegerField(_("起案した額（円）"), null=True, blank=True)
    recommendation = models.TextField(_("起案の理由"), blank=True)
    decided_by = _person(_("決裁した人"))
    decided_at = models.DateTimeField(_("決裁日時"), null=True, blank=True)
    granted = models.PositiveIntegerField(_("変更した後の額（円）"), null=True, blank=True)
    decision_reason = models.TextField(_("決裁の理由"), blank=True)
    alone_reason = models.TextField(_("一人で起案と決裁をしたわけ"), blank=True)
    letter = models.OneToOneField(
        "letters.Letter", models.PROTECT, null=True, blank=True, verbose_name=_("通知書")
    )

    class Meta:
        verbose_name = verbose_name_plural = _("変更申請")
        ordering = ["application", "started_at"]
        constraints = [
            models.CheckConstraint(condition=Q(stage__in=Stage.values), name="change_stage"),
            models.CheckConstraint(condition=Q(kind__in=ChangeKind.values), name="change_kind"),
            models.UniqueConstraint(
                fields=["application"],
                condition=Q(stage__in=OPEN_STAGES),
                name="one_open_change",
            ),
            models.CheckConstraint(
                condition=Q(stage__in=[S.DRAFT, S.WITHDRAWN])
                | Q(
                    asked_by__isnull=False,
                    asked_at__isnull=False,
                    facts__isnull=False,
                    amount__isnull=False,
                    before__isnull=False,
                ),
                name="change_is_whole",
            ),
            models.CheckConstraint(
                condition=Q(stage__in=ANSWERED, decided_by__isnull=False, letter__isnull=False)
                | (~Q(stage__in=ANSWERED) & Q(decided_by=None, letter=None)),
                name="change_has_decider",
            ),
            models.CheckConstraint(
                condition=Q(stage=S.APPROVED, granted__isnull=False, granted__lte=F("amount"))
                | Q(stage=S.APPROVED, kind=ChangeKind.STOP, granted=F("before"))
                | (~Q(stage=S.APPROVED) & Q(granted=None)),
                name="change_has_amount",
            ),
            models.CheckConstraint(
                condition=~Q(stage__in=[S.PREPARED, *ANSWERED]) | Q(prepared_by__isnull=False),
                name="change_has_proposer",
            ),
            models.CheckConstraint(
                condition=Q(decided_by=None)
                | ~Q(decided_by=F("prepared_by"))
                | ~Q(alone_reason=""),
                name="change_decider_is_another",
            ),
            models.CheckConstraint(
                condition=Q(kind=ChangeKind.CHANGE)
                | Q(stage__in=[S.DRAFT, S.WITHDRAWN])
                | Q(stop_on__isnull=False),
                name="stop_has_a_day",
            ),
        ]
        triggers = [
            pgtrigger.FSM(
                name="stages",
                field="stage",
                transitions=[(source.value, target.value) for source, target in WAYS],
            ),
            pgtrigger.Trigger(
                name="what_was_asked_stays",
                operation=pgtrigger.Update,
                when=pgtrigger.Before,
                condition=pgtrigger.AnyChange(*PLAN),
                func="""
                    IF OLD.stage <> 'draft' THEN
                        RAISE EXCEPTION 'what was asked for stays';
                    END IF;
                    RETURN NEW;
                """,
            ),
            pgtrigger.Protect(
                name="answered_stays",
                operation=pgtrigger.Update,
                condition=pgtrigger.Q(old__stage__in=[*ANSWERED, S.WITHDRAWN.value]),
            ),
            pgtrigger.Protect(name="never_deleted", operation=pgtrigger.Delete),
        ]

    def __str__(self):
        return f"{self.application} {self.get_kind_display()}"

    @property
    def is_stop(self) -> bool:
        return self.kind == ChangeKind.STOP

    @property
    def is_open(self) -> bool:
        return self.stage in OPEN_STAGES
