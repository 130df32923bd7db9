"""When an application should have gone on, and which have not: the numbers stand here only."""

from datetime import date, timedelta

from django.db.models import Case, DateField, F, Max, OuterRef, QuerySet, Subquery, When
from django.db.models.functions import Cast, Coalesce, TruncDate

from grants.models import Application, Correction, StepTaken
from grants.states import State
from ibasho.dates import JAPAN

# Days that an application may wait in a state; a correction and a report have days of their own.
DAYS = {
    State.SUBMITTED: 7,
    State.UNDER_REVIEW: 30,
    State.RECOMMENDED: 7,
    State.REPORTED: 30,
    State.SETTLED: 30,
}
LATE_FROM = (*DAYS, State.RETURNED, State.AWARDED)


def _after(moment, days: int):
    """The day in Japan that lies so many days after a moment."""
    return Cast(TruncDate(moment, tzinfo=JAPAN) + timedelta(days=days), DateField())


def _latest(rows: QuerySet, field: str) -> Subquery:
    found = rows.filter(application=OuterRef("pk")).order_by().values("application")
    return Subquery(found.values(latest=Max(field)))


def with_due_day(rows: QuerySet[Application]) -> QuerySet[Application]:
    """Each application with `due_on`, the last day on which it is in time; None when nothing waits."""
    reviewed_since = _latest(StepTaken.objects.filter(target=State.UNDER_REVIEW), "at")
    asked_until = _latest(Correction.objects.filter(answered_at=None), "due_on")
    reported_since = _latest(StepTaken.objects.filter(target=State.REPORTED, step="report"), "at")
    day = DAYS
    return rows.annotate(
        due_on=Case(
            When(state=State.SUBMITTED, then=_after(F("submitted_at"), day[State.SUBMITTED])),
            When(state=State.UNDER_REVIEW, then=_after(reviewed_since, day[State.UNDER_REVIEW])),
            When(state=State.RECOMMENDED, then=_after(F("recommended_at"), day[State.RECOMMENDED])),
            When(state=State.RETURNED, then=asked_until),
            When(state=State.AWARDED, then=Coalesce(asked_until, F("report_due_on"))),
            When(state=State.REPORTED, then=_after(reported_since, day[State.REPORTED])),
            When(state=State.SETTLED, then=_after(F("settled_at"), day[State.SETTLED])),
            output_field=DateField(),
        )
    )


def late(rows: QuerySet[Application], *, on: date) -> QuerySet[Application]:
    """Those whose last day has passed before `on`, each with `due_on`."""
    return with_due_day(rows.filter(state__in=LATE_FROM)).filter(due_on__lt=on)
