"""What PostgreSQL itself refuses, whoever asks: money, people, numbers and history."""

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction

from grants import workflow
from grants.states import ENDED
from tests.grants.factories import NOON, submitted
from tests.grants.test_states import put_into

pytestmark = pytest.mark.django_db


@pytest.fixture
def recommended(resident, worker):
    application = submitted(by=resident)
    workflow.receive(application, by=worker, at=NOON)
    return workflow.recommend(application, by=worker, at=NOON, amount=44_400)


@pytest.fixture
def awarded(recommended, approver):
    return workflow.award(recommended, by=approver, at=NOON, amount=44_400)


def sql(statement, *values):
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement, values)


REFUSED = {
    "a decision without a decider": "UPDATE grants_application SET state='awarded',"
    " awarded_amount=1 WHERE id=%s",
    "the proposer decides": "UPDATE grants_application SET decided_by_id=recommended_by_id"
    " WHERE id=%s",
    "less than nothing": "UPDATE grants_application SET requested_amount=-1 WHERE id=%s",
    "an unknown state": "UPDATE grants_application SET state='lost' WHERE id=%s",
    "a jump to the end": "UPDATE grants_application SET state='draft' WHERE id=%s",
    "another receipt number": "UPDATE grants_application SET receipt_number='R8-9999' WHERE id=%s",
    "forgetting an application": "DELETE FROM grants_application WHERE id=%s",
    "another submission": "UPDATE grants_submission SET amount=1 WHERE application_id=%s",
    "no submission": "DELETE FROM grants_submission WHERE application_id=%s",
    "another past": "UPDATE grants_steptaken SET note='x' WHERE application_id=%s",
    "no past": "DELETE FROM grants_steptaken WHERE application_id=%s",
}


@pytest.mark.parametrize("statement", REFUSED.values(), ids=REFUSED.keys())
def test_refused(recommended, statement):
    with pytest.raises(DatabaseError):
        sql(statement, recommended.pk)


def test_what_is_decided_stays(awarded):
    with pytest.raises(DatabaseError, match="what is decided stays"):
        sql("UPDATE grants_application SET awarded_amount=1 WHERE id=%s", awarded.pk)


@pytest.mark.parametrize("state", sorted(ENDED))
def test_what_has_ended_changes_no_more(state, resident):
    application = submitted(by=resident)
    put_into(application, state)
    with pytest.raises(DatabaseError, match="Cannot update"):
        sql("UPDATE grants_application SET worker_id=started_by_id WHERE id=%s", application.pk)


def test_an_award_is_never_more_than_was_asked_for(recommended, approver):
    with pytest.raises(workflow.NotAllowed):
        workflow.award(recommended, by=approver, at=NOON, amount=44_401)
    with pytest.raises(IntegrityError, match="award_within_request"):
        sql(
            "UPDATE grants_application SET awarded_amount=44401, requested_amount=44400"
            " WHERE id=%s",
            recommended.pk,
        )


def test_an_issued_letter_stays(awarded):
    with pytest.raises(DatabaseError, match="does not change"):
        sql("UPDATE letters_letter SET number=9 WHERE id=%s", awarded.letter_id)
    with pytest.raises(DatabaseError):
        sql("DELETE FROM letters_letter WHERE id=%s", awarded.letter_id)


def test_a_receipt_number_is_given_once(recommended):
    with pytest.raises(IntegrityError, match="receipt_number_once"):
        sql(
            "INSERT INTO grants_application (id, state, started_at, on_paper, receipt_number,"
            " recommendation, conditions, decision_reason, alone_reason, settled_reason,"
            " settled_alone_reason, group_id, programme_year_id,"
            " started_by_id) SELECT gen_random_uuid(), 'draft', now(), false, receipt_number, '', '',"
            " '', '', '', '', group_id, programme_year_id, started_by_id FROM grants_application"
            " WHERE id=%s",
            recommended.pk,
        )
