"""Another plan, or the end, of what was awarded: worked out by the same rules, decided by another."""

from datetime import date, datetime, timedelta

import pytest
from django.db import DatabaseError, IntegrityError

from grants import workflow
from grants.applying import planning
from grants.models import ChangeRequest, Stage
from ibasho.dates import JAPAN
from ibasho.letters.models import Letter
from tests.grants.factories import SUNDAYS, awarded
from tests.grants.money.test_budget import sql
from tests.grants.stories import asked_to_change, changed, diary, report

pytestmark = pytest.mark.django_db
AUGUST = datetime(2026, 8, 20, 12, 0, tzinfo=JAPAN)
TEN = [*SUNDAYS[:5], *SUNDAYS[7:]]
THIRTEEN = [*SUNDAYS, date(2027, 3, 14)]


@pytest.fixture
def application(resident, worker, approver):
    return awarded(by=resident, worker=worker, approver=approver)


def test_fewer_days_are_worked_out_by_the_same_rules(application, resident):
    change = asked_to_change(application, by=resident, at=AUGUST, days=TEN)
    # 10 × 2,500 + 10 × 1,200
    assert (change.before, change.amount) == (44_400, 37_000)
    assert [(line["formula"], line["yen"]) for line in change.breakdown["lines"]] == [
        ("10回 × 2,500円", 25_000),
        ("10回 × 実費1,200円", 12_000),
    ]
    application.refresh_from_db()
    assert application.granted_amount == 44_400  # nothing is in force yet


def test_an_approved_change_is_in_force(application, resident, worker, approver):
    people = {"resident": resident, "worker": worker, "approver": approver}
    change = changed(application, **people, at=AUGUST, days=TEN)
    application.refresh_from_db()
    assert (application.awarded_amount, application.granted_amount) == (44_400, 37_000)
    assert list(application.planned.values_list("day", flat=True)) == TEN
    assert planning.in_force(application).verdict.breakdown.amount == 37_000
    assert application.programme_year.__class__.objects.get().committed == 37_000
    told = {item["label"]: item["value"] for item in change.letter.content["items"]}
    assert (told["変更前の交付額"], told["変更後の交付額"]) == ("44,400円", "37,000円")
    assert told["変更の内容"] == "開催回数：10回　わけ：会場が使えない月があるため"


def test_the_next_change_begins_with_the_plan_in_force(application, resident, worker, approver):
    people = {"resident": resident, "worker": worker, "approver": approver}
    changed(application, **people, at=AUGUST, days=TEN)
    application.refresh_from_db()
    second = asked_to_change(application, by=resident, at=AUGUST, days=THIRTEEN)
    assert (second.before, second.amount) == (37_000, 48_100)


def test_more_than_the_budget_holds_is_refused(application, resident, worker, approver):
    year = application.programme_year
    year.budget = 44_400
    year.save()
    change = asked_to_change(application, by=resident, at=AUGUST, days=THIRTEEN)
    change = workflow.prepare_change(change, by=worker, at=AUGUST, amount=48_100)
    with pytest.raises(workflow.NotAllowed, match="予算が足りません。残りは0円です。"):
        workflow.approve_change(change, by=approver, at=AUGUST, amount=48_100)


def test_who_proposed_it_does_not_decide_it(application, resident, approver):
    change = asked_to_change(application, by=resident, at=AUGUST, days=TEN)
    change = workflow.prepare_change(change, by=approver, at=AUGUST, amount=37_000)
    with pytest.raises(workflow.NotAllowed, match="起案した人は決裁できません"):
        workflow.approve_change(change, by=approver, at=AUGUST, amount=37_000)
    with pytest.raises(IntegrityError, match="change_decider_is_another"):
        sql(
            "UPDATE grants_changerequest SET stage='approved', granted=37000, decided_at=now(),"
            " decided_by_id=prepared_by_id, letter_id=%s",
            Letter.objects.first().pk,
        )


def test_a_refusal_leaves_everything_as_it_was(application, resident, worker, approver):
    change = asked_to_change(application, by=resident, at=AUGUST, days=TEN)
    workflow.prepare_change(change, by=worker, at=AUGUST, amount=0)
    change = workflow.refuse_change(change, by=approver, at=AUGUST, reason="見本の理由")
    application.refresh_from_db()
    assert (application.granted_amount, application.planned.count()) == (44_400, 12)
    assert (change.letter.kind, change.granted) == ("change_refused", None)


def test_one_at_a_time_and_a_second_press_finds_the_first(application, resident):
    first = workflow.start_change(application, by=resident, at=AUGUST, kind="change")
    assert workflow.start_change(application, by=resident, at=AUGUST, kind="change") == first
    with pytest.raises(workflow.NotAllowed, match="ほかの変更申請が途中です"):
        workflow.start_change(application, by=resident, at=AUGUST, kind="stop")
    workflow.withdraw_change(first, by=resident)
    assert workflow.start_change(application, by=resident, at=AUGUST, kind="stop") != first


def test_the_same_plan_is_no_change(application, resident):
    with pytest.raises(workflow.NotAllowed, match="いまの計画と同じ"):
        change = workflow.start_change(application, by=resident, at=AUGUST, kind="change")
        workflow.write_change(change, by=resident, typed={}, reason="見本")
        workflow.ask_change(change, by=resident, at=AUGUST)


def test_only_the_group_asks(application, stranger, worker):
    for person in (stranger, worker):
        with pytest.raises(workflow.NotAllowed, match="権限がありません"):
            workflow.start_change(application, by=person, at=AUGUST, kind="change")


@pytest.fixture
def stopped(application, resident, worker, approver):
    """Five gatherings were held until August, then the group stopped."""
    diary(application, by=resident, days=SUNDAYS[:5], at=AUGUST)
    change = workflow.start_change(application, by=resident, at=AUGUST, kind="stop")
    stop_on = date(2026, 8, 31)
    workflow.write_change(change, by=resident, typed={}, reason="担い手が減った", stop_on=stop_on)
    change = workflow.ask_change(change, by=resident, at=AUGUST)
    workflow.prepare_change(change, by=worker, at=AUGUST, amount=44_400)
    return workflow.approve_change(change, by=approver, at=AUGUST, amount=44_400)


def test_a_stop_leads_to_the_report_of_what_was_held(stopped, application, resident):
    application.refresh_from_db()
    assert (stopped.amount, application.granted_amount) == (18_500, 44_400)
    assert application.report_due_on == date(2026, 8, 31) + timedelta(days=30)
    assert application.planned.count() == 5
    told = {item["label"]: item["value"] for item in stopped.letter.content["items"]}
    assert (told["活動をやめる日"], told["実績報告の期限"]) == (
        "令和8年8月31日",
        "令和8年9月30日",
    )
    diary(application, by=resident, days=[date(2026, 9, 6)])  # after the end: does not count
    report(application, by=resident, at=AUGUST)
    assert application.reports.get().amount == 18_500


def test_a_report_waits_for_the_answer_to_a_change(application, resident):
    asked_to_change(application, by=resident, at=AUGUST, days=TEN)
    with pytest.raises(workflow.NotAllowed, match="変更申請の結果が出てから"):
        report(application, by=resident)


def test_a_change_that_was_only_begun_falls_away_with_the_report(application, resident):
    workflow.start_change(application, by=resident, at=AUGUST, kind="change")
    report(application, by=resident)
    assert ChangeRequest.objects.get().stage == Stage.WITHDRAWN


BY_PSQL = {
    "only an approved change": "UPDATE grants_application SET granted_amount=1",
    "Invalid transition": "UPDATE grants_changerequest SET stage='approved'",
    "what was asked for stays": "UPDATE grants_changerequest SET amount=1",
    "Cannot delete": "DELETE FROM grants_changerequest",
}


@pytest.mark.parametrize(("words", "statement"), BY_PSQL.items(), ids=BY_PSQL.keys())
def test_postgresql_refuses(application, resident, words, statement):
    asked_to_change(application, by=resident, at=AUGUST, days=TEN)
    with pytest.raises(DatabaseError, match=words):
        sql(statement)
