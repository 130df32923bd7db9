"""The envelope of a programme year: what was asked for, what is promised, what is left."""

from dataclasses import dataclass

from django.db.models import Count, OuterRef, Q, Subquery, Sum
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _

from grants.models import Application, Payment, ProgrammeYear, RefundReceipt
from grants.models.payment import PaymentStatus
from grants.states import OPEN, State
from ibasho.text import yen

ASKING = ~Q(applications__state__in=[State.DRAFT, State.WITHDRAWN])
UNDECIDED = Q(applications__state__in=OPEN)


def programme_years():
    """Every programme year with what its list shows, in one query; sums in whole yen.

    `requested` counts what has been sent and not taken back, `undecided` what of it still waits,
    `kept` what was paid and has not come back.
    """
    paid = Payment.objects.filter(status=PaymentStatus.PAID)
    return ProgrammeYear.objects.select_related("programme").annotate(
        received=Count("applications", filter=ASKING),
        requested=Sum("applications__requested_amount", filter=ASKING, default=0),
        undecided=Sum("applications__requested_amount", filter=UNDECIDED, default=0),
        kept=_sum(paid, "application") - _sum(RefundReceipt.objects.all(), "refund__application"),
    )


def _sum(rows, of_application: str) -> Coalesce:
    """The yen of a year's rows, which belong to its applications."""
    of = f"{of_application}__programme_year"
    found = rows.filter(**{of: OuterRef("pk")}).order_by().values(of)
    return Coalesce(Subquery(found.annotate(yen=Sum("amount")).values("yen")), 0)


@dataclass(frozen=True)
class Outlook:
    """What one award would leave of the budget; whole yen, `after` below zero when it is short."""

    budget: int
    left: int
    amount: int

    @property
    def after(self) -> int:
        return self.left - self.amount

    @property
    def short(self) -> bool:
        return self.after < 0


def outlook(application: Application) -> Outlook | None:
    """The budget before and after this award, while it is not decided yet."""
    if application.state not in OPEN:
        return None
    year = application.programme_year
    proposed = application.recommended_amount
    amount = application.requested_amount if proposed is None else proposed
    return Outlook(year.budget, year.left, amount)


def why_not_enough(application: Application, amount: int) -> str:
    """Why the budget does not bear an award of `amount` yen; empty if it does.

    Locks the programme year till the end of the transaction, so that awards go one by one. That
    is for a kind word only: the constraint budget_holds stands behind it, whoever writes.
    """
    years = ProgrammeYear.objects.select_for_update(no_key=True)
    left = years.get(pk=application.programme_year_id).left
    return _("予算が足りません。残りは%sです。") % yen(left) if amount > left else ""
