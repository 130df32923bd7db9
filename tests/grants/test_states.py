"""The table of steps, tested whole: every state × every step, in Python and in PostgreSQL."""

import itertools

import pgtrigger
import pytest
from django.db import DatabaseError, transaction

from grants import workflow
from grants.awarded.reporting import freeze
from grants.models import Application
from grants.states import DECIDED, ENDED, GRANTED, SETTLED, STEPS, State, transitions
from ibasho.letters.models import Letter
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
    ("awarded", "reported"),
    ("reported", "awarded"),
    ("reported", "settled"),
    ("settled", "closed"),
    ("awarded", "revoked"),
    ("reported", "revoked"),
    ("settled", "revoked"),
}


def put_into(application, state):
    """Past every guard, as no program does: for asking what happens from there."""
    known = Application.objects.get(pk=application.pk)
    by, amount = known.started_by, known.requested_amount
    decided = {"decided_by": by, "decided_at": NOON, "letter": Letter.objects.first()}
    granted = {"awarded_amount": amount, "granted_amount": amount}
    checked = {"checked_by": by, "checked_at": NOON, "checked_amount": 0}
    settled = {"settled_by": by, "settled_at": NOON, "settled_amount": 0}
    settled |= {"settled_alone_reason": "見本", "settlement_letter": decided["letter"]}
    beside = {
        **dict.fromkeys(decided | granted | checked | settled),
        "settled_alone_reason": "",
        "recommended_by": by,
        "recommended_at": NOON,
        "recommended_amount": 0,
        "alone_reason": "見本",
        **(decided if state in DECIDED else {}),
        **(granted if state in GRANTED else {}),
        **(checked if state in {State.REPORTED, *SETTLED} else {}),
        **(settled if state in SETTLED else {}),
    }
    with pgtrigger.ignore():
        Application.objects.filter(pk=application.pk).update(**{"state": state}, **beside)
        if state in {State.REPORTED, *SETTLED}:
            freeze(known, statement={}, words="", by=by, at=NOON)


def take(step, application, *, resident, worker, approver):
    by = dict.fromkeys(["submit", "withdraw", "report"], resident)
    by |= dict.fromkeys(["award", "decline", "send_back", "settle", "close", "revoke"], approver)
    asked = {"message": "直してください", "due_on": NOON.date()}
    words = {
        "return": asked,
        "recommend": {"amount": 0},
        "send_back": {"reason": "もう一度"},
        "award": {"amount": 1},
        "decline": {"reason": "理由"},
        "report": {"statement": {}},
        "return_report": asked,
        "check_report": {"amount": 0},
        "settle": {"amount": 0},
        "revoke": {"reason": "理由"},
    }
    act = {"return": workflow.return_for_correction}.get(step) or getattr(workflow, step)
    return act(application, by=by.get(step, worker), at=NOON, **words.get(step, {}))


@pytest.mark.parametrize(("state", "step"), list(itertools.product(State, STEPS)))
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


# Triggers fire by their names: some ways are refused before the state machine looks at them.
REFUSED = "Invalid transition|without a report"


def test_postgresql_refuses_every_other_way(resident):
    application = submitted(by=resident)
    for source, target in itertools.permutations(State.values, 2):
        if (source, target) in WAYS or source in ENDED:
            continue  # nothing at all changes where it has ended: test_database
        put_into(application, source)
        with pytest.raises(DatabaseError, match=REFUSED), transaction.atomic():
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
