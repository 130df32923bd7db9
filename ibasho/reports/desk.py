"""The desk: what waits for this person, what is late, whom to call again, what is missing."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Case, Count, Q, When
from django.urls import reverse

from consultations.models import Consultation
from grants.days import lateness
from grants.models import Application
from grants.money import till
from grants.programmes import replay
from grants.reviewing import queue, unread
from grants.states import OPEN, STEPS, State
from ibasho.accounts.permissions import Capability
from ibasho.reports.missing import Gap, gaps

SHOWN = 10
# What somebody of the council has to do next: the open ones, and what came after an award.
AT_THE_COUNCIL = OPEN | {State.REPORTED, State.SETTLED}
ASIDE = {"revoke"}  # possible at any time, and nobody waits for it


@dataclass(frozen=True)
class Waiting:
    """Applications of one state: `mine` of them this person looks after, `late` are overdue, and
    `own` this person recommended, so another decides."""

    label: str
    count: int
    mine: int
    late: int
    own: int
    url: str


@dataclass(frozen=True)
class Late:
    """An application that should have gone on by `due_on`."""

    group: str
    label: str
    due_on: date
    days: int
    mine: bool
    url: str


@dataclass(frozen=True)
class Desk:
    """`mine`: whether `waiting` are the states in which this person has a step to take.

    `late` shows the first ones, this person's own before all others; `late_all` counts them all.
    `money` is what lies at the counter, for whoever pays. `nobodys` counts the open applications
    that nobody looks after yet, `unread` those of this person's own in which a message of the group
    waits. `differences` is what the last reckoning of past decisions found against the records.
    """

    mine: bool
    differences: int
    money: tuple[till.Heap, ...]
    waiting: tuple[Waiting, ...]
    late: tuple[Late, ...]
    late_all: int
    nobodys: int
    unread: int
    calls: tuple[Consultation, ...]
    calls_all: int
    gaps: tuple[Gap, ...]


def desk(user, *, on: date) -> Desk:
    """In a fixed number of queries, however much lies there."""
    mine = _states_of(user)
    rows = _by_state(user, on)
    calls = _calls(user, on)
    return Desk(
        mine=bool(mine),
        differences=replay.open_differences(),
        money=till.heaps(on=on)[:-1] if user.may(Capability.PAY) else (),
        waiting=_waiting(rows, mine or AT_THE_COUNCIL),
        late=_late(user, on),
        late_all=sum(row["late"] for row in rows.values()),
        nobodys=sum(row["nobodys"] for row in rows.values()),
        unread=unread.waiting(Application.objects.filter(worker=user), user).count(),
        calls=tuple(calls.order_by("follow_up_on", "id")[:SHOWN]),
        calls_all=calls.count(),
        gaps=gaps(user, on=on),
    )


def _states_of(user) -> frozenset[State]:
    """The states from which this person may take an application further."""
    ways = (step for name, step in STEPS.items() if name not in ASIDE)
    steps = (step for step in ways if step.capability != Capability.APPLY)
    sources = (step.sources for step in steps if user.may(step.capability))
    return frozenset(state for states in sources for state in states)


def _waiting(rows, states: frozenset[State]) -> tuple[Waiting, ...]:
    page = reverse("queue")
    none = dict.fromkeys(["count", "mine", "late", "own"], 0)
    return tuple(
        Waiting(
            label=queue.label(state),
            url=f"{page}?state={state.value}",
            **{key: rows.get(state, none)[key] for key in none},
        )
        for state in State
        if state in states
    )


def _by_state(user, on: date) -> dict[str, dict]:
    """The numbers of every state that waits for somebody, in one query."""
    waiting = Application.objects.filter(state__in=AT_THE_COUNCIL | {State.AWARDED})
    rows = lateness.with_due_day(waiting).order_by()
    counted = rows.values("state").annotate(
        count=Count("pk"),
        mine=Count("pk", filter=Q(worker=user)),
        late=Count("pk", filter=Q(due_on__lt=on)),
        own=Count("pk", filter=_prepared_by(user)),
        nobodys=Count("pk", filter=Q(worker=None, state__in=OPEN)),
    )
    return {row["state"]: row for row in counted}


def _prepared_by(user) -> Q:
    return Q(state=State.RECOMMENDED, recommended_by=user) | Q(
        state=State.REPORTED, checked_by=user
    )


def _late(user, on: date) -> tuple[Late, ...]:
    """The first that are overdue: one's own before all others, the oldest before the newer."""
    overdue = lateness.late(Application.objects.all(), on=on).select_related("group")
    own_first = Case(When(worker=user, then=0), default=1)
    rows = overdue.order_by(own_first, "due_on", "id")[:SHOWN]
    return tuple(
        Late(
            group=row.group.name,
            label=queue.label(row.state),
            due_on=row.due_on,
            days=(on - row.due_on) // timedelta(days=1),
            mine=row.worker_id == user.pk,
            url=reverse("application", args=[row.pk]),
        )
        for row in rows
    )


def _calls(user, on: date):
    """The contacts that have come due: one's own for who listens, else everybody's."""
    due = Consultation.objects.due_by(on).select_related("group")
    return due.to_be_called_by(user) if user.may(Capability.LISTEN) else due
