"""Payment: money on its way to a group, each step of it held by PostgreSQL."""

import pghistory
import pgtrigger
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from grants.models.application import Application
from grants.models.bank_account import BankAccount, person
from grants.models.claim import Claim, ClaimKind
from grants.models.transfer_file import COUNTED, TransferFile


class PaymentStatus(models.TextChoices):
    PLANNED = "planned", _("支払待ち")
    IN_FILE = "in_file", _("振込手続き中")
    PAID = "paid", _("支払済み")
    FAILED = "failed", _("振込できず")
    RETURNED = "returned", _("戻された")
    CANCELLED = "cancelled", _("取りやめ")


S = PaymentStatus
WAYS = [
    (S.PLANNED, S.IN_FILE),
    (S.PLANNED, S.PAID),  # at the bank's counter, without a file
    (S.PLANNED, S.CANCELLED),
    (S.IN_FILE, S.PLANNED),  # the file was cancelled before the bank had it
    (S.IN_FILE, S.PAID),
    (S.IN_FILE, S.FAILED),
    (S.PAID, S.RETURNED),
]
# On the way or there: what counts against the grant.
LIVE = [S.PLANNED, S.IN_FILE, S.PAID]
ON_THE_WAY = [S.PLANNED, S.IN_FILE]
FILED = [S.IN_FILE, S.FAILED]
ARRIVED = [S.PAID, S.RETURNED]
PLAN = ["id", "application_id", "claim_id", "account_id", "kind", "amount", "planned_by_id"]
PLAN += ["planned_at"]

# Locks the application: what is paid for one grant is counted by one transaction at a time.
WITHIN_THE_GRANT = """
SELECT coalesce(settled_amount, granted_amount), state INTO granted, known
FROM grants_application WHERE id = NEW.application_id FOR NO KEY UPDATE;
IF known NOT IN ('awarded', 'reported', 'settled') THEN
    RAISE EXCEPTION 'nothing is paid before the decision or after the end';
END IF;
SELECT coalesce(sum(amount), 0) INTO others FROM grants_payment
WHERE application_id = NEW.application_id AND id <> NEW.id
AND status IN ('planned', 'in_file', 'paid');
SELECT coalesce(sum(r.amount), 0) INTO refunded FROM grants_refundreceipt r
JOIN grants_refund d ON d.id = r.refund_id WHERE d.application_id = NEW.application_id;
IF others + NEW.amount - refunded > granted THEN
    RAISE EXCEPTION 'nothing is paid above the grant: % paid or on its way, % of %',
        others - refunded, NEW.amount, granted;
END IF;
RETURN NEW;
"""
OF_AN_ACCEPTED_CLAIM = """
PERFORM 1 FROM grants_application WHERE id = NEW.application_id FOR NO KEY UPDATE;
IF NOT EXISTS (
    SELECT 1 FROM grants_claim c JOIN grants_bankaccount a ON a.id = c.account_id
    WHERE c.id = NEW.claim_id AND c.application_id = NEW.application_id
    AND c.account_id = NEW.account_id AND c.kind = NEW.kind AND c.status = 'accepted'
    AND a.confirmed_at IS NOT NULL AND a.refused_at IS NULL
    AND c.amount >= NEW.amount + (
        SELECT coalesce(sum(p.amount), 0) FROM grants_payment p
        WHERE p.claim_id = c.id AND p.status IN ('planned', 'in_file', 'paid')
    )
) THEN
    RAISE EXCEPTION 'what is paid was claimed, and its account confirmed';
END IF;
RETURN NEW;
"""
INTO_A_LIVE_FILE = """
IF NOT EXISTS (
    SELECT 1 FROM grants_transferfile
    WHERE id = NEW.file_id AND cancelled_at IS NULL AND transfer_on = NEW.pay_on
) THEN
    RAISE EXCEPTION 'a payment goes into a file of its day that was not cancelled';
END IF;
RETURN NEW;
"""


class PaymentQuerySet(models.QuerySet):
    def live(self):
        return self.filter(status__in=LIVE)

    def waiting(self):
        return self.filter(status=S.PLANNED)


@pghistory.track()
class Payment(models.Model):
    """`amount` is whole yen. `pay_on` is the day for which it is in a file, `paid_on` the day it
    was paid. Only grants.money.paying writes `status`."""

    application = models.ForeignKey(
        Application, models.PROTECT, related_name="payments", verbose_name=_("交付申請")
    )
    claim = models.ForeignKey(
        Claim, models.PROTECT, related_name="payments", verbose_name=_("請求")
    )
    account = models.ForeignKey(
        BankAccount, models.PROTECT, related_name="payments", verbose_name=_("振込先の口座")
    )
    kind = models.CharField(_("種類"), max_length=10, choices=ClaimKind)
    amount = models.PositiveIntegerField(_("金額（円）"))
    status = models.CharField(_("ようす"), max_length=10, choices=PaymentStatus, default=S.PLANNED)
    planned_by = person(_("支払いを決めた人"))
    planned_at = models.DateTimeField(_("支払いを決めた日時"))
    file = models.ForeignKey(
        TransferFile,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="payments",
        verbose_name=_("振込データ"),
    )
    pay_on = models.DateField(_("振込日"), null=True, blank=True)
    paid_on = models.DateField(_("支払った日"), null=True, blank=True)
    changed_by = person(_("最後に書いた人"))
    changed_at = models.DateTimeField(_("最後に書いた日時"))
    reason = models.TextField(_("わけ"), blank=True)

    objects = PaymentQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = _("支払い")
        ordering = ["planned_at", "id"]
        indexes = [models.Index(fields=["status", "planned_at"], name="payment_waiting")]
        constraints = [
            models.CheckConstraint(condition=Q(amount__gt=0), name="payment_of_something"),
            models.CheckConstraint(condition=Q(kind__in=ClaimKind.values), name="payment_kind"),
            models.CheckConstraint(condition=Q(status__in=S.values), name="payment_status"),
            models.CheckConstraint(
                condition=Q(status__in=[S.PLANNED, S.CANCELLED], file=None, pay_on=None)
                | Q(status__in=FILED, file__isnull=False, pay_on__isnull=False)
                | Q(status__in=ARRIVED),
                name="payment_in_file",
            ),
            models.CheckConstraint(
                condition=Q(status__in=ARRIVED, paid_on__isnull=False)
                | (~Q(status__in=ARRIVED) & Q(paid_on=None)),
                name="payment_paid_on",
            ),
            models.CheckConstraint(
                condition=~Q(status__in=[S.FAILED, S.RETURNED, S.CANCELLED]) | ~Q(reason=""),
                name="payment_says_why",
            ),
        ]
        triggers = [
            pgtrigger.FSM(
                name="payment_way",
                field="status",
                transitions=[(source.value, target.value) for source, target in WAYS],
            ),
            pgtrigger.Trigger(
                name="begins_as_planned",
                operation=pgtrigger.Insert,
                when=pgtrigger.Before,
                condition=pgtrigger.Q(new__status__df=S.PLANNED),
                func="RAISE EXCEPTION 'a payment begins as a plan';",
            ),
            pgtrigger.Trigger(
                name="of_an_accepted_claim",
                operation=pgtrigger.Insert,
                when=pgtrigger.Before,
                func=OF_AN_ACCEPTED_CLAIM,
            ),
            pgtrigger.Trigger(
                name="within_the_grant",
                operation=pgtrigger.Insert,
                when=pgtrigger.Before,
                declare=[(name, "bigint") for name in ("granted", "others", "refunded")]
                + [("known", "text")],
                func=WITHIN_THE_GRANT,
            ),
            pgtrigger.Trigger(
                name="still_within_the_grant",
                operation=pgtrigger.Update,
                when=pgtrigger.Before,
                condition=pgtrigger.Condition(
                    "OLD.status = 'planned' AND NEW.status IN ('in_file', 'paid')"
                ),
                declare=[(name, "bigint") for name in ("granted", "others", "refunded")]
                + [("known", "text")],
                func=WITHIN_THE_GRANT,
            ),
            pgtrigger.Trigger(
                name="into_a_live_file",
                operation=pgtrigger.Update,
                when=pgtrigger.Before,
                condition=pgtrigger.Condition(
                    "NEW.file_id IS NOT NULL AND OLD.file_id IS DISTINCT FROM NEW.file_id"
                ),
                func=INTO_A_LIVE_FILE,
            ),
            pgtrigger.Trigger(
                name="file_counts_it",
                operation=pgtrigger.Update,
                when=pgtrigger.After,
                timing=pgtrigger.Deferred,
                condition=pgtrigger.Condition("OLD.file_id IS DISTINCT FROM NEW.file_id"),
                declare=[*COUNTED, ("files", "uuid[]"), ("one", "uuid")],
                func="""
                    files := ARRAY[OLD.file_id, NEW.file_id];
                    FOREACH one IN ARRAY files LOOP
                        SELECT count(*), coalesce(sum(amount), 0) INTO found, yen
                        FROM grants_payment WHERE file_id = one;
                        SELECT count, total, cancelled_at INTO told, told_yen, gone
                        FROM grants_transferfile WHERE id = one;
                        IF told IS NOT NULL AND gone IS NULL
                        AND (found, yen) IS DISTINCT FROM (told, told_yen) THEN
                            RAISE EXCEPTION 'a file of payments holds just what it counts';
                        END IF;
                    END LOOP;
                    RETURN NULL;
                """,
            ),
            pgtrigger.Protect(name="never_deleted", operation=pgtrigger.Delete),
            pgtrigger.Protect(
                name="planned_once",
                operation=pgtrigger.Update,
                condition=pgtrigger.Condition(
                    " OR ".join(f"OLD.{name} IS DISTINCT FROM NEW.{name}" for name in PLAN)
                ),
            ),
            pgtrigger.Protect(
                name="ended_for_good",
                operation=pgtrigger.Update,
                condition=pgtrigger.Condition(
                    "OLD.status IN ('failed', 'returned', 'cancelled')"
                    " AND OLD.* IS DISTINCT FROM NEW.*"
                ),
            ),
        ]

    def __str__(self):
        return f"{self.application} {self.get_kind_display()} {self.amount}"
