"""The balance of one grant: what was promised, what was paid and came back, what is still to move.

Close and settlement ask here; lists use `with_money`, which costs no further query.
"""

from dataclasses import dataclass

from django.db.models import BigIntegerField, F, OuterRef, QuerySet, Subquery, Sum
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _

from grants.models import Application, Payment, Refund, RefundReceipt
from grants.models.payment import ON_THE_WAY, PaymentStatus
from grants.models.refund import RefundStatus
from grants.states import RUNNING, SETTLED, State
from ibasho.text import yen


@dataclass(frozen=True, slots=True)
class Balance:
    """All in whole yen; `settled` is None until the amount is fixed, `granted` 0 without an award.

    `in_flight` is decided to be paid but not paid yet, `asked_back` demanded and not yet received.
    """

    state: str
    granted: int
    settled: int | None
    paid: int
    in_flight: int
    refunded: int
    asked_back: int

    @property
    def due(self) -> int:
        """What the group is to have in the end, as far as that is known today."""
        if self.state == State.REVOKED:
            return 0
        return self.granted if self.settled is None else self.settled

    @property
    def kept(self) -> int:
        """What the group has of it now."""
        return self.paid - self.refunded

    @property
    def to_pay(self) -> int:
        """What may still be claimed and paid."""
        if self.state not in RUNNING:
            return 0
        return max(0, self.due - self.kept - self.in_flight)

    @property
    def to_refund(self) -> int:
        """What is to come back, known once the amount is fixed or the award revoked."""
        if self.state not in SETTLED | {State.REVOKED}:
            return 0
        return max(0, self.kept - self.due)

    @property
    def to_demand(self) -> int:
        """What of it nobody has asked for yet."""
        return max(0, self.to_refund - self.asked_back)

    @property
    def even(self) -> bool:
        """Whether no yen is to move any more: then the case may be closed."""
        return not (self.to_pay or self.in_flight or self.to_refund)

    @property
    def why_not_even(self) -> str:
        """What is still to be paid or to come back, in words; empty when nothing is."""
        if self.to_refund:
            words = _("返してもらうお金が%s残っています。受け取ってから完了にしてください。")
            return words % yen(self.to_refund)
        if not self.even:
            words = _("支払うお金が%s残っています。支払ってから完了にしてください。")
            return words % yen(self.to_pay + self.in_flight)
        return ""


def balance(application: Application) -> Balance:
    """As it stands in the database now, in one query."""
    return of(with_money(Application.objects.all()).get(pk=application.pk))


def _sum(rows: QuerySet, of_application: str, amount: str = "amount") -> Coalesce:
    found = rows.filter(**{of_application: OuterRef("pk")}).order_by().values(of_application)
    total = Subquery(found.annotate(yen=Sum(amount)).values("yen"))
    return Coalesce(total, 0, output_field=BigIntegerField())


def with_money(applications: QuerySet[Application]) -> QuerySet[Application]:
    """Each application with what `of` reads."""
    demanded = Refund.objects.exclude(status=RefundStatus.CANCELLED)
    return applications.annotate(
        yen_paid=_sum(Payment.objects.filter(status=PaymentStatus.PAID), "application"),
        yen_in_flight=_sum(Payment.objects.filter(status__in=ON_THE_WAY), "application"),
        yen_refunded=_sum(RefundReceipt.objects.all(), "refund__application"),
        yen_asked_back=_sum(demanded, "application") - F("yen_refunded"),
    )


def of(application: Application) -> Balance:
    """The balance of a row of `with_money`."""
    return Balance(
        state=application.state,
        granted=application.granted_amount or 0,
        settled=application.settled_amount,
        paid=application.yen_paid,
        in_flight=application.yen_in_flight,
        refunded=application.yen_refunded,
        asked_back=application.yen_asked_back,
    )
