"""From the report to the end: the same rules on what was held, fixed by another, even to the yen."""

from datetime import date, timedelta

import pytest
from django.db import DatabaseError, IntegrityError

from grants import workflow
from grants.models import Application, Reminder, Report
from grants.money import refunding
from grants.money.balance import balance
from grants.states import State
from ibasho.letters.models import Letter
from tests.grants import purse
from tests.grants.factories import NOON, SUNDAYS, awarded
from tests.grants.money.test_budget import sql
from tests.grants.stories import APRIL, diary, report, reported, settled

pytestmark = pytest.mark.django_db


@pytest.fixture
def people(resident, worker, approver):
    return {"resident": resident, "worker": worker, "approver": approver}


def test_a_report_is_made_of_the_diary(people):
    application = reported(**people, days=SUNDAYS[:10], fee=3_000, statement={"food": 5_000})
    frozen = application.reports.get()
    # 10 × 2,500 + 10 × min(3,000, 2,500)
    assert (frozen.amount, application.state) == (50_000, State.REPORTED)
    assert [row["on"] for row in frozen.diary] == [day.isoformat() for day in SUNDAYS[:10]]
    assert frozen.facts["costs"] == {"food": 5_000}
    assert frozen.terms == application.submissions.get().terms


def test_never_more_than_was_granted(people):
    application = reported(**people, fee=2_500)  # 12 × 5,000 = 60,000 by the rules
    workflow.check_report(application, by=people["worker"], at=APRIL, amount=44_400)
    with pytest.raises(workflow.NotAllowed, match="いまの交付額より大きく"):
        workflow.settle(application, by=people["approver"], at=APRIL, amount=44_401)
    done = workflow.settle(application, by=people["approver"], at=APRIL, amount=44_400)
    assert (done.state, done.settled_amount) == (State.SETTLED, 44_400)


def test_never_more_than_the_report_comes_to(people):
    application = reported(**people, days=SUNDAYS[:4])
    with pytest.raises(workflow.NotAllowed, match="報告から計算した額"):
        workflow.check_report(application, by=people["worker"], at=APRIL, amount=14_801)


def test_somebody_checks_and_somebody_else_fixes(people, approver):
    application = reported(**people)
    with pytest.raises(workflow.NotAllowed, match="まだ担当の職員が報告を確かめていません"):
        workflow.settle(application, by=approver, at=APRIL, amount=1)
    workflow.check_report(application, by=approver, at=APRIL, amount=44_400)
    with pytest.raises(workflow.NotAllowed, match="報告を確かめた人は、額を確定できません"):
        workflow.settle(application, by=approver, at=APRIL, amount=44_400)


def test_a_returned_report_comes_again(people, resident, worker):
    application = reported(**people, days=SUNDAYS[:10])
    workflow.check_report(application, by=worker, at=APRIL, amount=37_000)
    comments = {"report_venue_fee": "3月の領収書がありません。"}
    due_on = APRIL.date() + timedelta(days=14)
    told = {"message": "見てください。", "comments": comments, "due_on": due_on}
    back = workflow.return_report(application, by=worker, at=APRIL, **told)
    assert (back.state, back.checked_by, back.checked_amount) == (State.AWARDED, None, None)
    assert back.steps_taken.last().note == (
        "見てください。\n・会場費と領収書：3月の領収書がありません。"
    )
    diary(back, by=resident, days=SUNDAYS[10:])
    again = report(back, by=resident)
    assert list(Report.objects.values_list("round", "amount")) == [(1, 37_000), (2, 44_400)]
    assert (again.state, again.corrections.get().answered_at) == (State.REPORTED, APRIL)


def test_the_letter_says_what_follows(people, accountant):
    application = awarded(
        by=people["resident"], worker=people["worker"], approver=people["approver"]
    )
    purse.paid(application, by=people["resident"], accountant=accountant)
    diary(application, by=people["resident"], days=SUNDAYS[:10])
    report(application, by=people["resident"])
    workflow.check_report(application, by=people["worker"], at=APRIL, amount=37_000)
    done = workflow.settle(application, by=people["approver"], at=APRIL, amount=37_000)
    items = {each["label"]: each["value"] for each in done.settlement_letter.content["items"]}
    assert (items["交付決定額"], items["確定額"]) == ("44,400円", "37,000円")
    assert items["支払済みの額"] == "44,400円"
    assert items["これからのお金"] == (
        "7,400円を返していただきます。くわしくは返還請求書をお送りします。"
    )
    assert (balance(done).to_refund, balance(done).to_pay) == (7_400, 0)


class TestTheEnd:
    def test_not_while_a_yen_is_owed_to_the_group(self, people, approver, resident, accountant):
        application = settled(**people, days=SUNDAYS[:10])
        with pytest.raises(workflow.NotAllowed, match="支払うお金が37,000円残っています"):
            workflow.close(application, by=approver, at=APRIL)
        told = {"amount": 37_000, "at": APRIL}
        purse.paid(application, by=resident, accountant=accountant, **told)
        done = workflow.close(application, by=approver, at=APRIL)
        assert (done.state, balance(done).even) == (State.CLOSED, True)

    def test_not_while_a_yen_is_to_come_back(self, people, approver, resident, accountant):
        application = awarded(by=resident, worker=people["worker"], approver=approver)
        purse.paid(application, by=resident, accountant=accountant)
        diary(application, by=resident, days=SUNDAYS[:10])
        report(application, by=resident)
        workflow.check_report(application, by=people["worker"], at=APRIL, amount=37_000)
        workflow.settle(application, by=approver, at=APRIL, amount=37_000)
        with pytest.raises(workflow.NotAllowed, match="返してもらうお金が7,400円残っています"):
            workflow.close(application, by=approver, at=APRIL)
        due_on = APRIL.date() + timedelta(days=30)
        refund = refunding.demand_refund(application, by=accountant, at=APRIL, due_on=due_on)
        assert (refund.amount, refund.letter.kind) == (7_400, "refund")
        refunding.receive_refund(refund, by=accountant, at=APRIL, on=APRIL.date())
        assert workflow.close(application, by=approver, at=APRIL).state == State.CLOSED

    def test_nor_by_psql(self, people):
        settled(**people)
        with pytest.raises(DatabaseError, match="nothing is closed while money is owed"):
            sql("UPDATE grants_application SET state='closed'")

    def test_a_revoked_award_gives_all_back(self, people, approver, resident, accountant):
        application = awarded(by=resident, worker=people["worker"], approver=approver)
        purse.paid(application, by=resident, accountant=accountant)
        gone = workflow.revoke(application, by=approver, at=APRIL, reason="見本の理由")
        assert (gone.state, balance(gone).to_refund) == (State.REVOKED, 44_400)
        letter = Letter.objects.get(kind="revocation")
        items = {each["label"]: each["value"] for each in letter.content["items"]}
        assert items["これからのお金"].startswith("44,400円を返していただきます。")
        year = type(gone.programme_year).objects.get(pk=gone.programme_year_id)
        assert year.committed == 0


REFUSED = {
    "nothing is reported without a report": (
        awarded,
        "UPDATE grants_application SET state='reported'",
    ),
    "settled_has_settler": (reported, "UPDATE grants_application SET state='settled'"),
    "no settlement beyond the report": (
        reported,
        "UPDATE grants_application SET state='settled', checked_by_id=worker_id,"
        " checked_at=now(), checked_amount=1, settled_by_id=decided_by_id, settled_at=now(),"
        " settled_amount=44401, settlement_letter_id=letter_id",
    ),
    "settler_is_another": (
        reported,
        "UPDATE grants_application SET state='settled', checked_by_id=decided_by_id,"
        " checked_at=now(), checked_amount=1, settled_by_id=decided_by_id, settled_at=now(),"
        " settled_amount=1, settlement_letter_id=letter_id",
    ),
    "what is settled stays": (settled, "UPDATE grants_application SET settled_amount=1"),
    "what is decided stays": (settled, "UPDATE grants_application SET awarded_amount=1"),
    "Invalid transition": (settled, "UPDATE grants_application SET state='recommended'"),
    "Cannot update": (reported, "UPDATE grants_report SET amount=1"),
}


@pytest.mark.parametrize(("words", "case"), REFUSED.items(), ids=REFUSED.keys())
def test_postgresql_refuses(people, words, case):
    begin, statement = case
    if begin is awarded:
        begin(by=people["resident"], worker=people["worker"], approver=people["approver"])
    else:
        begin(**people)
    if words == "settler_is_another":
        type(Application.objects.get().programme_year).objects.update(one_person_may_decide=True)
    with pytest.raises((DatabaseError, IntegrityError), match=words):
        sql(statement)


def test_no_settlement_without_a_report_even_past_the_state_machine(people):
    application = awarded(
        by=people["resident"], worker=people["worker"], approver=people["approver"]
    )
    with pytest.raises(DatabaseError, match="no settlement beyond the report"):
        sql(
            "UPDATE grants_application SET settled_amount=0, settled_by_id=decided_by_id,"
            " settled_at=now(), settlement_letter_id=letter_id WHERE id=%s",
            application.pk,
        )


def test_a_day_is_called_to_mind_once(people):
    application = reported(**people)
    told = {"application": application, "what": "report_late", "due_on": date(2027, 4, 30)}
    Reminder.objects.create(**told, at=NOON)
    with pytest.raises(IntegrityError, match="reminded_once"):
        Reminder.objects.create(**told, at=NOON)
