"""The table of steps, tested whole: every state × every step, in Python and in PostgreSQL."""

import itertools

import pgtrigger
import pytest
from django.db import DatabaseError, transaction

from grants import workflow
from grants.models import Application
from grants.states import STEPS, State, transitions
from tests.grants.factories import NOON, a_draft, submitted

pytestmark = pytest.mark.django_db

# Written out by hand, from the table of the domain: who may go where.
WAYS = {
    ("draft", "submitted"),
    ("returned", "submitted"),
    ("submitted", "withdrawn"),
    ("returned", "withdrawn"),
    ("under_review", "withdrawn"),
    ("recommended", "withdrawn"),
    ("submitted", "under_review"),
    ("submitted", "returned"),
    ("under_review", "returned"),
    ("under_review", "recommended"),
    ("recommended", "under_review"),
    ("recommended", "awarded"),
    ("recommended", "declined"),
}


def put_into(application, state):
    """Past every guard, as no program does: for asking what happens from there."""
    with pgtrigger.ignore():
        Application.objects.filter(pk=application.pk).update(
            **{"state": state},
            recommended_by=application.started_by,
            recommended_at=NOON,
            recommended_amount=0,
        )


def take(step, application, *, resident, worker, approver):
    by = {"submit": resident, "withdraw": resident, "award": approver, "decline": approver}
    words = {
        "return": {"message": "直してください", "due_on": NOON.date()},
        "recommend": {"amount": 0},
        "send_back": {"reason": "もう一度"},
        "award": {"amount": 1},
        "decline": {"reason": "理由"},
    }
    act = {"return": workflow.return_for_correction}.get(step) or getattr(workflow, step)
    who = by.get(step, approver if step == "send_back" else worker)
    return act(application, by=who, at=NOON, **words.get(step, {}))


UNDECIDED = [state for state in State if state not in (State.AWARDED, State.DECLINED)]


@pytest.mark.parametrize(("state", "step"), list(itertools.product(UNDECIDED, STEPS)))
def test_every_state_by_every_step(state, step, resident, worker, approver):
    application = submitted(by=resident)
    put_into(application, state)
    people = {"resident": resident, "worker": worker, "approver": approver}
    if state in STEPS[step].sources:
        take(step, application, **people)
        application.refresh_from_db()
        assert application.state == STEPS[step].target
    else:
        with pytest.raises(workflow.NotAllowed):
            take(step, application, **people)
        application.refresh_from_db()
        assert application.state == state


def test_the_table_is_the_one_of_the_domain():
    assert set(transitions()) == WAYS


def test_postgresql_refuses_every_other_way(resident):
    application = submitted(by=resident)
    for source, target in itertools.permutations(State.values, 2):
        if (source, target) in WAYS or source in ("awarded", "declined"):
            continue
        if source == "draft" or target in ("awarded", "declined"):
            continue  # held by constraints on what must stand beside the state: test_database
        put_into(application, source)
        with pytest.raises(DatabaseError, match="Invalid transition"), transaction.atomic():
            Application.objects.filter(pk=application.pk).update(**{"state": target})


def test_a_draft_is_where_it_begins(resident):
    draft = a_draft(by=resident)
    copy = Application(
        group=draft.group,
        programme_year=draft.programme_year,
        started_by=resident,
        started_at=NOON,
        state=State.WITHDRAWN,
    )
    with pytest.raises(DatabaseError, match="begins as a draft"), transaction.atomic():
        copy.save(force_insert=True)
