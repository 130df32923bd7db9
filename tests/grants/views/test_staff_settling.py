"""After the award, for the staff: check, return, settle, close, revoke, and decide on changes."""

from datetime import datetime

import pytest
import time_machine

from grants import workflow
from grants.models import ChangeRequest
from grants.states import State
from ibasho.dates import JAPAN
from tests.grants.factories import SUNDAYS, awarded
from tests.grants.stories import APRIL, asked_to_change, reported, settled

pytestmark = pytest.mark.django_db
JULY = datetime(2026, 7, 6, 12, 0, tzinfo=JAPAN)


@pytest.fixture
def people(resident, worker, approver):
    return {"resident": resident, "worker": worker, "approver": approver}


def address(application, page=""):
    return f"/staff/applications/{application.pk}/{page}"


def read(client, application, page=""):
    answer = client.get(address(application, page))
    assert answer.status_code == 200
    return answer.content.decode()


@time_machine.travel(APRIL, tick=False)
def test_one_checks_another_fixes_and_the_page_tells_it(people, worker, approver, enter):
    application = reported(**people, days=SUNDAYS[:10])
    page = read(enter(worker), application)
    for words in (
        "10回 × 2,500円",
        "計画にあって記録がない日：2日。",
        "報告を確かめた",
        "37,000円",
    ):
        assert words in page
    less = enter(worker).post(address(application, "check_report/"), {"amount": "30,000"})
    assert "額を決めた理由を書いてください。" in less.content.decode()
    enter(worker).post(address(application, "check_report/"), {"amount": "37,000"})
    client = enter(approver)
    assert "担当が報告を確かめました。額の確定を待っています。" in read(client, application)
    more = client.post(address(application, "settle/"), {"amount": "37,001"})
    assert "確定する額を0円から37,000円までの整数で入れてください。" in more.content.decode()
    assert client.post(address(application, "settle/"), {"amount": "37,000"}).status_code == 302
    page = read(client, application)
    assert "確定額" in page and "額の確定通知書" in page
    owed = client.post(address(application, "close/"))
    assert (owed.status_code, "37,000円残っています" in owed.content.decode()) == (409, True)


@time_machine.travel(APRIL, tick=False)
def test_a_report_goes_back_with_comments(people, worker, enter):
    application = reported(**people)
    told = {"message": "", "due_on": "2027/4/20", "comment_report_food": "x"}
    empty = enter(worker).post(address(application, "return_report/"), told)
    assert (
        "直してほしいことを、ここか、下の項目のどれかに書いてください。" in empty.content.decode()
    )
    told |= {"comment_report_diary": "5月の記録を見てください。"}
    assert enter(worker).post(address(application, "return_report/"), told).status_code == 302
    application.refresh_from_db()
    assert application.state == State.AWARDED
    assert "開催の記録" in read(enter(worker), application)


@time_machine.travel(APRIL, tick=False)
def test_an_award_is_revoked_with_its_reason(people, approver, worker, enter):
    application = settled(**people)
    told = {"reason": "見本の理由"}
    assert enter(worker).post(address(application, "revoke/"), told).status_code == 403
    enter(approver).post(address(application, "revoke/"), told)
    application.refresh_from_db()
    assert application.state == State.REVOKED
    assert "交付決定を取り消しました。" in read(enter(approver), application)


@time_machine.travel(JULY, tick=False)
def test_a_change_is_proposed_and_decided_by_two(people, resident, worker, approver, enter):
    application = awarded(by=resident, worker=worker, approver=approver)
    asked_to_change(application, by=resident, at=JULY, days=SUNDAYS[:10])
    assert f'href="{address(application, "change/")}"' in read(enter(worker), application)
    page = read(enter(worker), application, "change/")
    for words in ("44,400円", "37,000円", "なくなる日", "会場が使えない月があるため"):
        assert words in page
    told = {"amount": "37,000", "reason": "計画に無理がない。"}
    wrong = enter(worker).post(address(application, "change/prepare/"), told | {"amount": "x"})
    assert "変更した後の交付額を0円から37,000円までの整数で" in wrong.content.decode()
    assert enter(worker).post(address(application, "change/prepare/"), told).status_code == 302
    assert enter(worker).post(address(application, "change/approve/"), told).status_code == 403
    enter(approver).post(address(application, "change/approve/"), {"amount": "37,000"})
    application.refresh_from_db()
    assert application.granted_amount == 37_000
    assert "44,400円 → 37,000円" in read(enter(approver), application)
    late = enter(approver).post(address(application, "change/refuse/"), {"reason": "見本"})
    assert (late.status_code, "いま「承認」です" in late.content.decode()) == (409, True)


@time_machine.travel(JULY, tick=False)
def test_a_change_is_refused_with_its_reason(people, resident, worker, approver, enter):
    application = awarded(by=resident, worker=worker, approver=approver)
    change = asked_to_change(application, by=resident, at=JULY, days=SUNDAYS[:10])
    workflow.prepare_change(change, by=worker, at=JULY, amount=37_000)
    nothing = enter(approver).post(address(application, "change/refuse/"), {"reason": " "})
    assert "承認しない理由を入れてください。" in nothing.content.decode()
    enter(approver).post(address(application, "change/refuse/"), {"reason": "見本の理由"})
    assert ChangeRequest.objects.get().stage == "refused"


@time_machine.travel(APRIL, tick=False)
def test_the_diary_is_read_by_all_and_written_by_who_tends(people, worker, auditor, enter):
    application = reported(**people, days=SUNDAYS[:3])
    assert "計画12回・開催3回・記録のない日9日" in read(enter(auditor), application, "diary/")
    assert "/diary/new/?" in read(enter(worker), application, "diary/")
    assert "/diary/new/?" not in read(enter(auditor), application, "diary/")


@pytest.mark.parametrize("rows", [1, 3, 12])
@time_machine.travel(APRIL, tick=False)
def test_the_same_queries_for_every_length_of_the_diary(
    people, worker, enter, rows, django_assert_num_queries
):
    application = reported(**people, days=SUNDAYS[:rows])
    client = enter(worker)
    with django_assert_num_queries(28):
        read(client, application)
