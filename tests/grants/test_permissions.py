"""Who may take which step now: every role against every state, from one table written by hand."""

import pytest

from grants.permissions import steps_open_to, why_no_finding, why_not
from grants.states import State
from tests.grants.factories import a_draft, awarded, recommended, submitted, under_review
from tests.grants.test_states import put_into

pytestmark = pytest.mark.django_db

ROLES = ("resident", "stranger", "worker", "approver", "accountant", "auditor", "admin_user")
OPEN = {
    ("resident", State.DRAFT): ["submit"],
    ("resident", State.SUBMITTED): ["withdraw"],
    ("resident", State.RETURNED): ["submit", "withdraw"],
    ("resident", State.UNDER_REVIEW): ["withdraw"],
    ("resident", State.RECOMMENDED): ["withdraw"],
    ("worker", State.SUBMITTED): ["receive", "return"],
    ("worker", State.UNDER_REVIEW): ["return", "recommend"],
    ("approver", State.SUBMITTED): ["receive", "return"],
    ("approver", State.UNDER_REVIEW): ["return", "recommend"],
    ("approver", State.RECOMMENDED): ["send_back", "award", "decline"],
    ("resident", State.AWARDED): ["report"],
    ("worker", State.REPORTED): ["return_report", "check_report"],
    ("approver", State.AWARDED): ["revoke"],
    ("approver", State.REPORTED): ["return_report", "check_report", "settle", "revoke"],
    ("approver", State.SETTLED): ["close", "revoke"],
}


@pytest.mark.parametrize("role", ROLES)
def test_every_role_in_every_state(role, resident, request):
    person = request.getfixturevalue(role)
    application = submitted(by=resident)
    found = {}
    for state in State:
        put_into(application, state)
        application.refresh_from_db()
        found[state] = steps_open_to(person, application)
    assert found == {state: OPEN.get((role, state), []) for state in State}


def test_who_recommended_may_send_back_but_not_decide(resident, approver):
    application = recommended(by=resident, worker=approver)
    assert steps_open_to(approver, application) == ["send_back"]
    assert why_not(approver, application, "award") == (
        "起案した人は決裁できません。ほかの決裁者に頼んでください。"
    )


def test_it_is_said_who_was_first(resident, worker):
    application = recommended(by=resident, worker=worker)
    assert why_not(worker, application, "recommend") == (
        "見本 workerさんが先に「起案する」の手続きをしました。いまは「決裁待ち」です。"
    )


def test_it_is_said_who_decided(resident, worker, approver):
    application = awarded(by=resident, worker=worker, approver=approver)
    assert why_not(approver, application, "decline") == "見本 approverさんが先に決裁しました。"


def test_a_draft_has_no_story_yet(resident, worker):
    application = a_draft(by=resident)
    assert why_not(worker, application, "receive") == (
        "この申請はいま「下書き」です。この手続きはできません。"
    )


def test_findings_are_written_by_reviewers_in_the_review(resident, worker, auditor):
    application = under_review(by=resident, worker=worker)
    assert why_no_finding(worker, application) == ""
    assert why_no_finding(auditor, application) == "この手続きをする権限がありません。"
