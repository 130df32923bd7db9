"""The desk: what waits for this person, what is late, whom to call again, what is missing."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Count, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from consultations.models import Consultation
from grants.models import Application, Correction
from grants.states import OPEN, STEPS, State
from ibasho.accounts.permissions import Capability
from ibasho.groups.models import Group

SHOWN = 10


@dataclass(frozen=True)
class Waiting:
    """Applications of one state; `own` of them this person recommended, so another decides."""

    label: str
    count: int
    own: int
    url: str


@dataclass(frozen=True)
class Late:
    group: str
    due_on: date
    days: int
    url: str


@dataclass(frozen=True)
class Gap:
    label: str
    count: int
    query: str


@dataclass(frozen=True)
class Desk:
    """`mine`: whether `waiting` are the states in which this person has a step to take."""

    mine: bool
    waiting: tuple[Waiting, ...]
    late: tuple[Late, ...]
    calls: tuple[Consultation, ...]
    calls_all: int
    gaps: tuple[Gap, ...]


def desk(user, *, on: date) -> Desk:
    """In a fixed number of queries, however much lies there."""
    mine = _states_of(user)
    calls = _calls(user, on)
    return Desk(
        mine=bool(mine),
        waiting=_waiting(user, mine or OPEN),
        late=_late(on),
        calls=tuple(calls.order_by("follow_up_on", "id")[:SHOWN]),
        calls_all=calls.count(),
        gaps=_gaps(),
    )


def _states_of(user) -> frozenset[State]:
    """The states from which this person may take an application further."""
    steps = (step for step in STEPS.values() if step.capability != Capability.APPLY)
    sources = (step.sources for step in steps if user.may(step.capability))
    return frozenset(state for states in sources for state in states)


def _waiting(user, states: frozenset[State]) -> tuple[Waiting, ...]:
    own = Count("pk", filter=Q(state=State.RECOMMENDED, recommended_by=user))
    rows = Application.objects.filter(state__in=states).order_by().values("state")
    queue = reverse("queue")
    found = {row["state"]: row for row in rows.annotate(count=Count("pk"), own=own)}
    return tuple(
        Waiting(
            label=state.label,
            count=found.get(state, {}).get("count", 0),
            own=found.get(state, {}).get("own", 0),
            url=f"{queue}?state={state.value}",
        )
        for state in State
        if state in states
    )


def _late(on: date) -> tuple[Late, ...]:
    overdue = Correction.objects.filter(
        application__state=State.RETURNED, answered_at=None, due_on__lt=on
    )
    rows = overdue.order_by("due_on", "id").select_related("application__group")[:SHOWN]
    return tuple(
        Late(
            group=row.application.group.name,
            due_on=row.due_on,
            days=(on - row.due_on) // timedelta(days=1),
            url=reverse("application", args=[row.application_id]),
        )
        for row in rows
    )


def _calls(user, on: date):
    """The contacts that have come due: one's own for who listens, else everybody's."""
    due = Consultation.objects.due_by(on).select_related("group").defer("reflection", "search")
    return due.filter(workers=user) if user.may(Capability.LISTEN) else due


def _gaps() -> tuple[Gap, ...]:
    found = Group.objects.aggregate(
        status=Count("pk", filter=Q(changes=None), distinct=True),
        reading=Count("pk", filter=Q(reading=""), distinct=True),
    )
    return (
        Gap(_("状況が書かれていない団体"), found["status"], "?status=none"),
        Gap(_("ふりがなのない団体"), found["reading"], "?sort=reading"),
    )
