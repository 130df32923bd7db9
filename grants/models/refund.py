"""Refund (返還): money that a group is asked to give back, and what of it has come."""

import uuid

import pghistory
import pgtrigger
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from grants.models.application import Application
from grants.models.bank_account import person


class RefundStatus(models.TextChoices):
    DEMANDED = "demanded", _("返還待ち")
    RECEIVED = "received", _("受取済み")
    CANCELLED = "cancelled", _("請求の取消")


S = RefundStatus
WAYS = [(S.DEMANDED, S.RECEIVED), (S.DEMANDED, S.CANCELLED)]
DEMAND = ["id", "application_id", "amount", "due_on", "reason", "letter_id", "demanded_by_id"]
DEMAND += ["demanded_at"]

NO_MORE_THAN_WAS_PAID = """
PERFORM 1 FROM grants_application WHERE id = NEW.application_id FOR NO KEY UPDATE;
IF NEW.amount
   + (SELECT coalesce(sum(amount), 0) FROM grants_refund
      WHERE application_id = NEW.application_id AND status <> 'cancelled')
   > (SELECT coalesce(sum(amount), 0) FROM grants_payment
      WHERE application_id = NEW.application_id AND status = 'paid')
THEN
    RAISE EXCEPTION 'nobody gives back more than was paid';
END IF;
RETURN NEW;
"""
RECEIVED_WHEN_IT_IS_ALL_THERE = """
IF (SELECT coalesce(sum(amount), 0) FROM grants_refundreceipt WHERE refund_id = NEW.id)
   IS DISTINCT FROM (CASE NEW.status WHEN 'received' THEN NEW.amount ELSE 0 END)
THEN
    RAISE EXCEPTION 'a refund is received when all of it has come, cancelled when nothing has';
END IF;
RETURN NEW;
"""
NO_MORE_THAN_WAS_DEMANDED = """
SELECT amount, status INTO demanded, known FROM grants_refund
WHERE id = NEW.refund_id FOR NO KEY UPDATE;
IF known <> 'demanded' OR NEW.amount > demanded - (
    SELECT coalesce(sum(amount), 0) FROM grants_refundreceipt WHERE refund_id = NEW.refund_id
) THEN
    RAISE EXCEPTION 'no more is received than was demanded';
END IF;
RETURN NEW;
"""


@pghistory.track()
class Refund(models.Model):
    """`amount` is whole yen, to be there by `due_on`; only grants.money.refunding writes `status`."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    application = models.ForeignKey(
        Application, models.PROTECT, related_name="refunds", verbose_name=_("交付申請")
    )
    amount = models.PositiveIntegerField(_("返還額（円）"))
    due_on = models.DateField(_("返還の期限"))
    reason = models.TextField(_("わけ"), blank=True)
    letter = models.OneToOneField("letters.Letter", models.PROTECT, verbose_name=_("返還請求書"))
    status = models.CharField(_("ようす"), max_length=10, choices=RefundStatus, default=S.DEMANDED)
    demanded_by = person(_("請求した職員"))
    demanded_at = models.DateTimeField(_("請求した日時"))
    ended_by = person(_("終わらせた職員"), null=True, blank=True)
    ended_at = models.DateTimeField(_("終わった日時"), null=True, blank=True)
    ended_reason = models.TextField(_("取り消したわけ"), blank=True)

    class Meta:
        verbose_name = verbose_name_plural = _("返還")
        ordering = ["due_on", "demanded_at"]
        constraints = [
            models.CheckConstraint(condition=Q(amount__gt=0), name="refund_of_something"),
            models.CheckConstraint(condition=Q(status__in=S.values), name="refund_status"),
            models.CheckConstraint(
                condition=Q(status=S.DEMANDED, ended_at=None, ended_by=None)
                | (~Q(status=S.DEMANDED) & Q(ended_at__isnull=False, ended_by__isnull=False)),
                name="refund_ended_by",
            ),
            models.CheckConstraint(
                condition=~Q(status=S.CANCELLED) | ~Q(ended_reason=""),
                name="refund_cancelled_says_why",
            ),
        ]
        triggers = [
            pgtrigger.FSM(
                name="refund_way",
                field="status",
                transitions=[(source.value, target.value) for source, target in WAYS],
            ),
            pgtrigger.Trigger(
                name="begins_as_demanded",
                operation=pgtrigger.Insert,
                when=pgtrigger.Before,
                condition=pgtrigger.Q(new__status__df=S.DEMANDED),
                func="RAISE EXCEPTION 'a refund begins with the demand';",
            ),
            pgtrigger.Trigger(
                name="no_more_than_was_paid",
                operation=pgtrigger.Insert,
                when=pgtrigger.Before,
                func=NO_MORE_THAN_WAS_PAID,
            ),
            pgtrigger.Trigger(
                name="received_when_all_is_there",
                operation=pgtrigger.Update,
                when=pgtrigger.Before,
                condition=pgtrigger.Condition("OLD.status <> NEW.status"),
                func=RECEIVED_WHEN_IT_IS_ALL_THERE,
            ),
            pgtrigger.Protect(name="never_deleted", operation=pgtrigger.Delete),
            pgtrigger.Protect(
                name="demanded_once",
                operation=pgtrigger.Update,
                condition=pgtrigger.Condition(
                    "OLD.status <> 'demanded' AND OLD.* IS DISTINCT FROM NEW.* OR "
                    + " OR ".join(f"OLD.{name} IS DISTINCT FROM NEW.{name}" for name in DEMAND)
                ),
            ),
        ]

    def __str__(self):
        return f"{self.application} {self.amount}"


class RefundReceipt(models.Model):
    """Money that came back on one day, perhaps a part of it; only ever added to."""

    refund = models.ForeignKey(
        Refund, models.PROTECT, related_name="receipts", verbose_name=_("返還")
    )
    amount = models.PositiveIntegerField(_("受け取った額（円）"))
    received_on = models.DateField(_("受け取った日"))
    by = person(_("書いた職員"))
    at = models.DateTimeField(_("書いた日時"))

    class Meta:
        verbose_name = verbose_name_plural = _("返還の受取り")
        ordering = ["refund", "received_on", "id"]
        constraints = [
            models.CheckConstraint(condition=Q(amount__gt=0), name="refund_receipt_of_something"),
        ]
        triggers = [
            pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete),
            pgtrigger.Trigger(
                name="no_more_than_demanded",
                operation=pgtrigger.Insert,
                when=pgtrigger.Before,
                declare=[("demanded", "bigint"), ("known", "text")],
                func=NO_MORE_THAN_WAS_DEMANDED,
            ),
        ]

    def __str__(self):
        return f"{self.refund} {self.amount}"
