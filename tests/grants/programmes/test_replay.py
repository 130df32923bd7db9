"""Decision replay: nothing differs in what was decided rightly, and a tampered row is named."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from grants import workflow
from grants.models import Replay
from grants.programmes import replay
from grants.tasks import replay_decisions
from tests.grants import factories
from tests.grants.factories import NOON


def tamper(sql):
    """As the owner of the tables, with the triggers off."""
    table = sql.removeprefix("DELETE FROM ").removeprefix("UPDATE ").split()[0]
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
        cursor.execute(sql)
        assert cursor.rowcount == 1
        cursor.execute(f"ALTER TABLE {table} ENABLE TRIGGER USER")


@pytest.fixture
def decided(resident, worker, approver):
    return factories.awarded(by=resident, worker=worker, approver=approver, every=True)


def told():
    return [
        (one.receipt_number, one.what, one.stored, one.found) for one in replay.run().differences
    ]


def test_what_was_decided_rightly_does_not_differ(decided):
    outcome = replay.run()
    assert (outcome.decisions, outcome.settlements, outcome.differences) == (1, 0, [])


@pytest.mark.parametrize(
    ("sql", "expected"),
    [
        (
            "UPDATE grants_submission SET amount = 54000",
            [
                ("提出1回目の中身", "照合番号に合わない", "書きかえられた疑い"),
                ("提出1回目の金額", "54,000円", "44,400円"),
                ("申請額", "44,400円", "54,000円"),
            ],
        ),
        (
            "UPDATE grants_submission SET breakdown = jsonb_set(breakdown, '{lines,0,yen}', '39600')",
            [
                ("提出1回目の中身", "照合番号に合わない", "書きかえられた疑い"),
                ("提出1回目の計算（活動費）", "39,600円", "30,000円"),
            ],
        ),
        (
            "UPDATE grants_submission SET facts = jsonb_set(facts, '{counts,members}', '50'),"
            " checksum = encode(sha256(convert_to(jsonb_build_array(application_id, round, terms,"
            " answers, jsonb_set(facts, '{counts,members}', '50'), breakdown, amount)::text,"
            " 'UTF8')), 'hex')",
            [("提出1回目の事実", "答えと違う（counts）", "答えのとおりの事実")],
        ),
        (
            "UPDATE grants_submission SET terms = jsonb_set(terms, '{cap}', '200000')",
            [
                ("提出1回目の中身", "照合番号に合わない", "書きかえられた疑い"),
                ("提出1回目の計算（上限）", "100,000円", "200,000円"),
            ],
        ),
        (
            "UPDATE grants_submission SET terms = '{}'",
            [
                ("提出1回目の中身", "照合番号に合わない", "書きかえられた疑い"),
                ("提出1回目の中身", "読み取れない", "terms：項目「version」がありません。"),
            ],
        ),
        (
            "UPDATE grants_application SET requested_amount = 60000, awarded_amount = 60000,"
            " granted_amount = 60000",
            [
                ("申請額", "60,000円", "44,400円"),
                ("交付決定額（わけの記録がない）", "60,000円", "44,400円まで"),
                ("8社協発第2号 交付決定通知書の金額", "記録の額と違う", "60,000円"),
            ],
        ),
        (
            "UPDATE letters_letter SET content = jsonb_set(content, '{title}', '\"偽\"')"
            " WHERE kind = 'award'",
            [
                ("8社協発第2号 交付決定通知書", "照合番号に合わない", "書きかえられた疑い"),
            ],
        ),
        (
            "DELETE FROM grants_finding WHERE criterion = 'duration'",
            [],
        ),
    ],
)
def test_a_tampered_row_is_named(decided, sql, expected):
    tamper(sql)
    number = decided.receipt_number
    found = told()
    assert [(receipt, what) for receipt, what, *_rest in found] == [
        (number, what) for what, *_rest in expected
    ]
    assert [rest for _receipt, *rest in found] == [list(one) for one in expected]


def test_the_command_names_what_differs_and_ends_with_1(decided):
    out = StringIO()
    call_command("replay_decisions", stdout=out)
    assert out.getvalue() == "提出と決定1件、報告と確定0件を計算しなおしました。違いは0か所です。\n"
    tamper("UPDATE grants_application SET requested_amount = 50000")
    out = StringIO()
    with pytest.raises(CommandError) as caught:
        call_command("replay_decisions", stdout=out)
    assert caught.value.returncode == 1
    assert str(caught.value) == "提出と決定1件、報告と確定0件のうち、違いが1か所あります。"
    line = f"× {decided.receipt_number} 見本の会　申請額：記録は50,000円、計算しなおすと44,400円\n"
    assert out.getvalue() == line
    assert Replay.objects.count() == 0


def test_the_nightly_job_keeps_what_it_found(decided, auditor):
    tamper("UPDATE grants_application SET requested_amount = 50000")
    replay_decisions(timestamp=0)
    replay_decisions(by_id=str(auditor.pk))
    asked, nightly = Replay.objects.all()
    assert (nightly.by, asked.by) == (None, auditor)
    assert [one["what"] for one in nightly.differences] == ["申請額"]


def test_it_costs_the_same_for_1_and_3(
    decided, resident, worker, approver, django_assert_num_queries
):
    year = decided.programme_year
    with django_assert_num_queries(5):
        replay.run()
    for number in range(2):
        group = factories.a_group(member=resident, name=f"見本の会{number}")
        factories.awarded(
            by=resident, worker=worker, approver=approver, group=group, programme_year=year, at=NOON
        )
    with django_assert_num_queries(5):
        assert replay.run().decisions == 3


def test_a_settlement_above_what_the_report_gives_is_named(decided, resident, worker, approver):
    workflow.report(decided, by=resident, at=NOON, statement={})
    workflow.check_report(decided, by=worker, at=NOON, amount=0)
    workflow.settle(decided, by=approver, at=NOON, amount=0)
    outcome = replay.run()
    assert (outcome.settlements, outcome.differences) == (1, [])
    tamper("UPDATE grants_application SET settled_amount = 10000")
    assert [(what, stored, found) for _number, what, stored, found in told()] == [
        ("確定額", "10,000円", "0円まで"),
        ("8社協発第3号 額の確定通知書の金額", "記録の額と違う", "10,000円"),
    ]
