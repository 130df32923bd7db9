"""When an application should have gone on, and which have not: the numbers stand here only."""

from datetime import date, timedelta

from django.db.models import Case, DateField, F, Max, OuterRef, QuerySet, Subquery, When
from django.db.models.functions import Cast, TruncDate

from grants.models import Application, Correction, StepTaken
from grants.states import State
from ibasho.dates import JAPAN

# Days that an application may wait in a state; a correction has a day of its own.
DAYS = {State.SUBMITTED: 7, State.UNDER_REVIEW: 30, State.RECOMMENDED: 7}
LATE_FROM = (*DAYS, State.RETURNED)


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
    day = DAYS
    return rows.annotate(
        due_on=Case(
            When(state=State.SUBMITTED, then=_after(F("submitted_at"), day[State.SUBMITTED])),
            When(state=State.UNDER_REVIEW, then=_after(reviewed_since, day[State.UNDER_REVIEW])),
            When(state=State.RECOMMENDED, then=_after(F("recommended_at"), day[State.RECOMMENDED])),
            When(state=State.RETURNED, then=asked_until),
            output_field=DateField(),
        )
    )


def late(rows: QuerySet[Application], *, on: date) -> QuerySet[Application]:
    """Those whose last day has passed before `on`, each with `due_on`."""
    return with_due_day(rows.filter(state__in=LATE_FROM)).filter(due_on__lt=on)
