"""The letters that the steps of an application bring about."""

from datetime import date

import pytest
from django.db import DatabaseError, connection, transaction

from grants import progress, workflow
from grants.models import Correspondence
from ibasho.letters.models import Kind, Letter, Mail, Register
from tests.grants import factories
from tests.grants.factories import NOON

pytestmark = pytest.mark.django_db


def kinds(application):
    return [letter.kind for letter in progress.letters(application)]


def test_each_step_brings_its_letter(resident, worker):
    sent = factories.submitted(by=resident)
    assert kinds(sent) == [Kind.RECEIPT]
    workflow.return_for_correction(
        sent, by=worker, at=NOON, message="人数を直してください。", due_on=date(2026, 4, 30)
    )
    workflow.submit(sent, by=resident, at=NOON)
    assert kinds(sent) == [Kind.RECEIPT, Kind.CORRECTION]
    said = Letter.objects.get(kind=Kind.CORRECTION).content
    assert said["paragraphs"][1] == (
        "令和8年4月30日までに、次の点を直して、もう一度提出してください。"
    )
    assert said["items"][-2:] == [
        {"label": "直していただきたいこと", "value": "人数を直してください。"},
        {"label": "期限", "value": "令和8年4月30日"},
    ]


def test_the_decision_is_among_the_letters(resident, worker, approver):
    awarded = workflow.award(
        factories.recommended(by=resident, worker=worker),
        by=approver,
        at=NOON,
        amount=40_000,
        reason="見本の理由",
        conditions="見本の条件",
    )
    assert kinds(awarded) == [Kind.RECEIPT, Kind.AWARD]
    assert [item["value"] for item in awarded.letter.content["items"]] == [
        "居場所づくり助成",
        "令和8年度",
        "R8-0001",
        "44,400円",
        "40,000円",
        "見本の理由",
        "見本の条件",
        "令和9年4月30日",
    ]


def test_a_mail_server_that_fails_undoes_and_doubles_nothing(
    resident, worker, approver, monkeypatch
):
    """The decision stands with its letter and its mail before anybody speaks to a server."""
    application = factories.recommended(by=resident, worker=worker)
    monkeypatch.setattr("smtplib.SMTP.__init__", None)
    workflow.award(application, by=approver, at=NOON, amount=1)
    with pytest.raises(workflow.NotAllowed):
        workflow.award(application, by=approver, at=NOON, amount=1)
    assert Letter.objects.filter(kind=Kind.AWARD).count() == 1
    assert Mail.objects.filter(subject__startswith="申請の結果").count() == 1


NUMBERS = {
    "a number of one's own": "UPDATE grants_application SET receipt_number = 'R8-0099'"
    " WHERE receipt_number = ''",
    "a number for nobody": "UPDATE letters_register SET last = last + 1 WHERE series = 'received'",
    "no letter": "DELETE FROM grants_correspondence",
    "another letter": "UPDATE grants_correspondence SET letter_id = gen_random_uuid()",
}


@pytest.mark.parametrize("statement", NUMBERS.values(), ids=NUMBERS.keys())
def test_raw_sql_makes_no_gap_and_loses_no_letter(resident, stranger, statement):
    sent = factories.submitted(by=resident)
    group = factories.a_group(member=stranger, name="別の見本の会")
    factories.a_draft(by=stranger, group=group, programme_year=sent.programme_year)
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    assert list(Register.objects.values_list("series", "last").order_by("series")) == [
        ("issued", 1),
        ("received", 1),
    ]
    assert Correspondence.objects.get().letter.kind == Kind.RECEIPT
