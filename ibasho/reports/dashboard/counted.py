"""Every figure of the dashboards: the records that it counts, and how; the list shows the same ones."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

from django.db.models import (
    Aggregate,
    Count,
    DateTimeField,
    DurationField,
    Expression,
    OuterRef,
    QuerySet,
    Subquery,
    Sum,
)
from django.db.models.functions import Coalesce, TruncDate
from django.urls import reverse

from consultations.models import Consultation
from grants.models import Application, Payment, ProgrammeYear, RefundReceipt, Submission
from grants.models.payment import PaymentStatus
from grants.states import DECIDED, GRANTED, State
from ibasho.groups.models import Group, Status, StatusChange
from ibasho.reports import definitions as annual
from ibasho.reports.dashboard import definitions as daily
from ibasho.reports.dashboard.scope import Scope, in_area, in_month
from ibasho.reports.definitions import Definition

AREA = "group__area"


class Median(Aggregate):
    """The value in the middle; of two in the middle the lower one."""

    function = "percentile_disc"
    template = "%(function)s(0.5) WITHIN GROUP (ORDER BY %(expressions)s)"
    output_field = DurationField()


@dataclass(frozen=True)
class Counted:
    """A figure of whole numbers: `records` are what it counts, `of` what of each; `kind` says what
    they are, `area` where the area of one stands."""

    definition: Definition
    kind: str
    records: Callable[[Scope], QuerySet]
    of: Aggregate = Count("pk")
    area: str = AREA

    def value(self, scope: Scope) -> int | None:
        found = self.records(scope).order_by().aggregate(n=self.of)["n"]
        return found.days if isinstance(found, timedelta) else found

    def by(self, scope: Scope, key: Expression) -> dict[str, int]:
        """The same figure for each value of `key`, in one query."""
        rows = self.records(scope).order_by().annotate(key=key).values("key").annotate(n=self.of)
        return dict(rows.values_list("key", "n"))

    def url(self, scope: Scope) -> str:
        return f"{reverse('figure_records', args=[self.definition.key])}?{scope.query}"


def _talks(scope: Scope) -> QuerySet:
    rows = Consultation.objects.in_year(scope.year).filter(on__lte=scope.until)
    return in_month(in_area(rows, scope, field="area"), scope, day="on")


def _outside(scope: Scope) -> QuerySet:
    return _talks(scope).filter(out_of_office=True)


def _calls(scope: Scope) -> QuerySet:
    return in_area(Consultation.objects.due_by(scope.until), scope, field="area")


def _groups(scope: Scope) -> QuerySet:
    """With `then`, the status on that day; `value` is a status."""
    latest = StatusChange.objects.filter(group=OuterRef("pk"), day__lte=scope.until)
    then = Subquery(latest.order_by("-day", "-id").values("status")[:1])
    rows = Group.objects.annotate(then=then).filter(then__isnull=False)
    rows = rows.filter(then=scope.value) if scope.value else rows
    return in_area(rows, scope, field="area")


def _active(scope: Scope) -> QuerySet:
    return _groups(scope).filter(then=Status.ACTIVE)


def _of_year(scope: Scope) -> QuerySet:
    """What the council has received for the year, with the moment at which it first was sent."""
    first = Submission.objects.filter(application=OuterRef("pk")).order_by("round")
    sent = Coalesce(Subquery(first.values("at")[:1]), "submitted_at", output_field=DateTimeField())
    rows = Application.objects.received().in_year(scope.year).annotate(sent=sent)
    return in_area(rows, scope, field=AREA)


def _received(scope: Scope) -> QuerySet:
    """`value` is a state."""
    rows = _of_year(scope).filter(sent__date__lte=scope.until)
    return rows.filter(state=scope.value) if scope.value else rows


def _decided(scope: Scope) -> QuerySet:
    rows = _of_year(scope).filter(state__in=DECIDED, decided_at__date__lte=scope.until)
    return rows.annotate(took=TruncDate("decided_at") - TruncDate("sent"))


def _awarded(scope: Scope) -> QuerySet:
    return _decided(scope).filter(awarded_amount__isnull=False)


def _declined(scope: Scope) -> QuerySet:
    return _decided(scope).filter(state=State.DECLINED)


def _promised(scope: Scope) -> QuerySet:
    return _decided(scope).filter(state__in=GRANTED - {State.REVOKED})


def _settled(scope: Scope) -> QuerySet:
    settled = _of_year(scope).filter(settled_amount__isnull=False)
    return settled.filter(settled_at__date__lte=scope.until)


def _paid(scope: Scope) -> QuerySet:
    rows = Payment.objects.filter(
        status=PaymentStatus.PAID,
        paid_on__lte=scope.until,
        application__programme_year__fiscal_year=scope.year.year,
    )
    return in_month(in_area(rows, scope, field=f"application__{AREA}"), scope, day="paid_on")


def _given_back(scope: Scope) -> QuerySet:
    rows = RefundReceipt.objects.filter(
        received_on__lte=scope.until,
        refund__application__programme_year__fiscal_year=scope.year.year,
    )
    return in_area(rows, scope, field=f"refund__application__{AREA}")


def _budgets(scope: Scope) -> QuerySet:
    return ProgrammeYear.objects.filter(fiscal_year=scope.year.year)


def _yen(*names: str) -> Sum:
    return Sum(Coalesce(*names) if len(names) > 1 else names[0], default=0)


LOGGED = Counted(annual.LOGGED, "talks", _talks, area="area")
OUTREACH = Counted(annual.OUTREACH, "talks", _outside, area="area")
FOLLOW_UPS = Counted(daily.FOLLOW_UPS, "talks", _calls, area="area")
NOTED = Counted(daily.NOTED, "groups", _groups, area="area")
STANDING = Counted(daily.STANDING, "groups", _active, area="area")
RECEIVED = Counted(daily.RECEIVED, "applications", _received)
REQUESTED = Counted(daily.REQUESTED, "applications", _received, _yen("requested_amount"))
AWARDS = Counted(annual.AWARDS, "applications", _awarded)
AWARDED = Counted(annual.AWARDED, "applications", _awarded, _yen("awarded_amount"))
DECLINED = Counted(daily.DECLINED, "applications", _declined)
DAYS = Counted(daily.DAYS, "applications", _decided, Median("took"))
BUDGET = Counted(daily.BUDGET, "budgets", _budgets, _yen("budget"), area="")
PROMISED = Counted(
    daily.PROMISED, "applications", _promised, _yen("settled_amount", "granted_amount")
)
SETTLED = Counted(annual.SETTLED, "applications", _settled, _yen("settled_amount"))
PAID = Counted(daily.PAID, "payments", _paid, _yen("amount"), area=f"application__{AREA}")
GIVEN_BACK = Counted(
    daily.GIVEN_BACK, "receipts", _given_back, _yen("amount"), area=f"refund__application__{AREA}"
)

EVERY = {
    one.definition.key: one
    for one in (
        *(LOGGED, OUTREACH, FOLLOW_UPS, NOTED, STANDING, RECEIVED, REQUESTED, AWARDS, AWARDED),
        *(DECLINED, DAYS, BUDGET, PROMISED, SETTLED, PAID, GIVEN_BACK),
    )
}
