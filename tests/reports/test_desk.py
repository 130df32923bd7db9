"""The desk: what waits, what is late, whom to call, what is missing, each for whom it concerns."""

from datetime import timedelta

import pytest

from grants import workflow
from grants.programmes import replay
from ibasho.reports.desk import desk
from tests.consultations.factories import DAY, a_consultation, a_group
from tests.grants.factories import NOON, submitted

TODAY = DAY


def waiting(user):
    return {str(item.label): item.count for item in desk(user, on=TODAY).waiting}


def test_what_waits_depends_on_the_role(resident, worker, approver, auditor):
    submitted(by=resident)
    of_worker = {"要受付": 1, "審査中": 0, "額の確定待ち": 0}
    assert waiting(worker) == of_worker
    assert waiting(approver) == of_worker | {"決裁待ち": 0, "精算待ち": 0}
    assert waiting(auditor) == waiting(approver) | {"補正待ち": 0}
    assert [desk(user, on=TODAY).mine for user in (worker, auditor)] == [True, False]


@pytest.mark.parametrize(("late", "expected"), [(0, []), (1, [1]), (30, [30])])
def test_a_correction_is_late_after_its_day(resident, worker, late, expected):
    application = submitted(by=resident)
    workflow.return_for_correction(
        application, by=worker, at=NOON, message="見本", due_on=TODAY - timedelta(days=late)
    )
    found = desk(worker, on=TODAY).late
    assert [item.days for item in found] == expected
    assert {item.url for item in found} <= {f"/staff/applications/{application.pk}/"}


def test_calls_are_ones_own_for_who_listens_and_all_for_who_reads(worker, worker2, auditor):
    a_consultation(workers=[worker], follow_up_on=TODAY, idea="わたしの約束")
    a_consultation(workers=[worker2], follow_up_on=TODAY, idea="ほかの人の約束")
    a_consultation(workers=[worker], follow_up_on=TODAY + timedelta(days=1))
    a_consultation(workers=[worker], follow_up_on=TODAY, followed_up=True)
    calls = {user: desk(user, on=TODAY) for user in (worker, auditor)}
    assert [record.about for record in calls[worker].calls] == ["わたしの約束"]
    assert (calls[worker].calls_all, calls[auditor].calls_all) == (1, 2)


def test_what_the_last_reckoning_found_stands_until_the_next_one(enter, worker):
    told = {"receipt_number": "R8-0001", "group": "見本の会", "what": "合計"}
    wrong = replay.Difference(application="", stored="1円", found="2円", **told)
    shown = []
    for found in ([], [wrong, wrong], []):
        replay.keep(replay.Outcome(differences=found), by=None, at=NOON)
        page = enter(worker).get("/staff/").content.decode()
        shown.append((desk(worker, on=TODAY).differences, "/staff/programmes/replay/" in page))
    assert shown == [(0, False), (2, True), (0, False)]


@pytest.mark.parametrize("rows", [1, 3, 30])
def test_the_same_queries_for_every_number_of_rows(enter, worker, rows, django_assert_num_queries):
    for number in range(rows):
        group = a_group(name=f"見本 {number}")
        a_consultation(workers=[worker], follow_up_on=TODAY - timedelta(days=9), group=group)
    staff = enter(worker)
    with django_assert_num_queries(11):
        assert staff.get("/staff/").status_code == 200
