"""Claim (請求): a group asks for money that was promised, to be paid into one account."""

import uuid

import pghistory
import pgtrigger
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from grants.models.application import Application
from grants.models.bank_account import BankAccount, person


class ClaimKind(models.TextChoices):
    ADVANCE = "advance", _("概算払")
    FINAL = "final", _("精算払")

    @property
    def plain(self):
        """For a group: what it is, before how the office calls it."""
        plain = {"advance": _("前もってのお支払い"), "final": _("額が決まったあとのお支払い")}
        return _("%(plain)s（%(label)s）") % {"plain": plain[self.value], "label": self.label}


class ClaimStatus(models.TextChoices):
    MADE = "made", _("確認待ち")
    ACCEPTED = "accepted", _("受理")
    SENT_BACK = "sent_back", _("差戻し")
    WITHDRAWN = "withdrawn", _("取下げ")


S = ClaimStatus
ASKED = ["application_id", "kind", "amount", "account_id", "made_by_id", "made_at"]
WAYS = [(S.MADE, S.ACCEPTED), (S.MADE, S.SENT_BACK), (S.MADE, S.WITHDRAWN)]

# Locks the application, so that claims and payments of one grant go one by one.
WITHIN_THE_GRANT = """
SELECT coalesce(settled_amount, granted_amount), state, group_id INTO granted, known, owner
FROM grants_application WHERE id = NEW.application_id FOR NO KEY UPDATE;
IF known NOT IN ('awarded', 'reported', 'settled') THEN
    RAISE EXCEPTION 'nothing is claimed before the decision or after the end';
END IF;
IF NEW.amount > granted THEN
    RAISE EXCEPTION 'nobody claims more than was granted';
END IF;
IF NOT EXISTS (
    SELECT 1 FROM grants_bankaccount WHERE id = NEW.account_id AND group_id = owner
) THEN
    RAISE EXCEPTION 'money goes to an account of the group that got the grant';
END IF;
RETURN NEW;
"""


@pghistory.track()
class Claim(models.Model):
    """`amount` is whole yen. A claim is answered once: accepted, sent back, or withdrawn."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    application = models.ForeignKey(
        Application, models.PROTECT, related_name="claims", verbose_name=_("交付申請")
    )
    kind = models.CharField(_("種類"), max_length=10, choices=ClaimKind)
    amount = models.PositiveIntegerField(_("請求額（円）"))
    account = models.ForeignKey(
        BankAccount, models.PROTECT, related_name="claims", verbose_name=_("振込先の口座")
    )
    status = models.CharField(_("ようす"), max_length=10, choices=ClaimStatus, default=S.MADE)
    made_by = person(_("請求した人"))
    made_at = models.DateTimeField(_("請求した日時"))
    answered_by = person(_("答えた人"), null=True, blank=True)
    answered_at = models.DateTimeField(_("答えた日時"), null=True, blank=True)
    reason = models.TextField(_("差戻しのわけ"), blank=True)

    class Meta:
        verbose_name = verbose_name_plural = _("請求")
        ordering = ["application", "made_at"]
        constraints = [
            models.CheckConstraint(condition=Q(amount__gt=0), name="claim_of_something"),
            models.CheckConstraint(condition=Q(kind__in=ClaimKind.values), name="claim_kind"),
            models.CheckConstraint(condition=Q(status__in=S.values), name="claim_status"),
            models.UniqueConstraint(
                fields=["application"], condition=Q(status=S.MADE), name="one_claim_at_a_time"
            ),
            models.CheckConstraint(
                condition=Q(status=S.MADE, answered_at=None, answered_by=None)
                | (~Q(status=S.MADE) & Q(answered_at__isnull=False, answered_by__isnull=False)),
                name="claim_answered_by",
            ),
            models.CheckConstraint(
                condition=~Q(status=S.SENT_BACK) | ~Q(reason=""), name="sent_back_says_why"
            ),
        ]
        triggers = [
            pgtrigger.FSM(
                name="claim_way",
                field="status",
                transitions=[(source.value, target.value) for source, target in WAYS],
            ),
            pgtrigger.Trigger(
                name="begins_as_made",
                operation=pgtrigger.Insert,
                when=pgtrigger.Before,
                condition=pgtrigger.Q(new__status__df=S.MADE),
                func="RAISE EXCEPTION 'a claim begins unanswered';",
            ),
            pgtrigger.Trigger(
                name="within_the_grant",
                operation=pgtrigger.Insert,
                when=pgtrigger.Before,
                declare=[("granted", "bigint"), ("known", "text"), ("owner", "uuid")],
                func=WITHIN_THE_GRANT,
            ),
            pgtrigger.Protect(name="never_deleted", operation=pgtrigger.Delete),
            pgtrigger.Protect(
                name="answered_once",
                operation=pgtrigger.Update,
                condition=pgtrigger.Condition(
                    "OLD.status <> 'made' AND OLD.* IS DISTINCT FROM NEW.*"
                ),
            ),
            pgtrigger.Protect(
                name="asked_once",
                operation=pgtrigger.Update,
                condition=pgtrigger.Condition(
                    " OR ".join(f"OLD.{name} IS DISTINCT FROM NEW.{name}" for name in ASKED)
                ),
            ),
        ]

    def __str__(self):
        return f"{self.application} {self.get_kind_display()} {self.amount}"

    @property
    def plain_kind(self) -> str:
        return ClaimKind(self.kind).plain
