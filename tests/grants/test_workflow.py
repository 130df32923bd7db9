"""Each step: what it writes, whom it tells, and when it cannot be taken."""

from datetime import date, timedelta

import pytest

from grants import workflow
from grants.applying import drafts
from grants.models import Correction, Finding, StepTaken
from grants.states import State
from ibasho.letters.models import Letter, Mail
from tests.grants.factories import (
    NOON,
    SUNDAYS,
    YEAR,
    a_draft,
    a_group,
    a_programme_year,
    recommended,
    submitted,
    under_review,
)

pytestmark = pytest.mark.django_db
LATER = NOON + timedelta(days=1)


def last_step(application):
    return StepTaken.objects.filter(application=application).values_list(
        "step", "source", "target", "by__email", "note"
    )[::-1][0]


def mails():
    return list(Mail.objects.order_by("written_at", "subject").values_list("to", "subject"))


def test_submit_freezes_numbers_and_tells(resident):
    application = submitted(by=resident)
    frozen = application.submissions.get()
    assert (application.state, application.receipt_number) == (State.SUBMITTED, "R8-0001")
    assert (application.requested_amount, frozen.amount, frozen.round) == (44_400, 44_400, 1)
    assert list(application.planned.values_list("day", flat=True)) == list(SUNDAYS)
    assert last_step(application) == ("submit", "draft", "submitted", resident.email, "")
    assert mails() == [(resident.email, "申請を受け付けました（受付番号 R8-0001）")]


def test_receipt_numbers_have_no_gaps(resident, stranger):
    year = a_programme_year()
    numbers = [
        submitted(by=by, group=a_group(member=by, name=name), programme_year=year).receipt_number
        for by, name in ((resident, "見本の会"), (stranger, "見本の輪"))
    ]
    assert numbers == ["R8-0001", "R8-0002"]


def test_an_unfinished_application_is_not_taken(resident):
    draft = a_draft(by=resident, members="")
    with pytest.raises(workflow.Incomplete) as refusal:
        workflow.submit(draft, by=resident, at=NOON)
    assert [sheet.slug for sheet in refusal.value.sheets] == ["group"]
    draft.refresh_from_db()
    assert (draft.state, draft.receipt_number, mails()) == (State.DRAFT, "", [])


@pytest.mark.parametrize("day", [date(2026, 4, 9), date(2026, 4, 11)])
def test_outside_its_window_nothing_is_taken(resident, day):
    year = a_programme_year(opens_on=day, closes_on=day)
    with pytest.raises(workflow.NotAllowed, match="受け付ける期間ではありません"):
        submitted(by=resident, programme_year=year)


def test_what_was_returned_may_come_again_after_the_window(resident, worker):
    year = a_programme_year(opens_on=YEAR.first, closes_on=NOON.date())
    application = submitted(by=resident, programme_year=year)
    ask_to_correct(application, worker)
    drafts.save_answers(application, {"venue_fee": "1,000"}, by=resident, at=LATER)
    workflow.submit(application, by=resident, at=LATER)
    application.refresh_from_db()
    assert (application.receipt_number, application.requested_amount) == ("R8-0001", 42_000)
    assert list(application.submissions.values_list("round", "amount")) == [(1, 44400), (2, 42000)]
    assert Correction.objects.get().answered_at == LATER


def ask_to_correct(application, worker):
    return workflow.return_for_correction(
        application, by=worker, at=NOON, message="会場費を見てください", due_on=date(2026, 4, 24)
    )


def test_return_asks_and_tells(resident, worker):
    application = ask_to_correct(submitted(by=resident), worker)
    asked = Correction.objects.get()
    assert (asked.message, asked.due_on, asked.by) == (
        "会場費を見てください",
        date(2026, 4, 24),
        worker,
    )
    step = ("return", "submitted", "returned", worker.email, "会場費を見てください")
    assert last_step(application) == step
    mail = Mail.objects.get(subject__contains="直していただきたい")
    assert (mail.to, "令和8年4月24日までに" in mail.body) == (resident.email, True)


def test_receive_names_the_worker(resident, worker):
    application = under_review(by=resident, worker=worker)
    assert (application.worker, application.state) == (worker, State.UNDER_REVIEW)
    assert last_step(application) == ("receive", "submitted", "under_review", worker.email, "")


def judge(application, worker, *, verdict="met", reason="電話で確かめた", criterion="duration"):
    return workflow.find(
        application, by=worker, at=NOON, criterion=criterion, verdict=verdict, reason=reason
    )


def test_a_finding_can_be_rewritten(resident, worker, worker2):
    application = under_review(by=resident, worker=worker)
    judge(application, worker)
    judge(application, worker2, verdict="not_met", reason="短い")
    kept = Finding.objects.get()
    assert (kept.criterion, kept.verdict, kept.reason, kept.by) == (
        "duration",
        "not_met",
        "短い",
        worker2,
    )


def test_findings_belong_to_the_review(resident, worker):
    with pytest.raises(workflow.NotAllowed, match="見本 workerさんが先に「起案する」の手続き"):
        judge(recommended(by=resident, worker=worker), worker)


def test_a_finding_needs_the_capability(resident, worker, auditor):
    with pytest.raises(workflow.NotAllowed, match="権限がありません"):
        judge(under_review(by=resident, worker=worker), auditor)


def test_recommend_waits_for_the_findings(resident, worker):
    application = under_review(by=resident, worker=worker, ends_at="11:40")
    with pytest.raises(workflow.NotAllowed, match="まだ所見のない要件があります：1回の長さ$"):
        workflow.recommend(application, by=worker, at=NOON, amount=1)
    judge(application, worker, verdict="to_be_judged")
    with pytest.raises(workflow.NotAllowed, match="まだ所見のない要件があります：1回の長さ$"):
        workflow.recommend(application, by=worker, at=NOON, amount=1)
    judge(application, worker, reason="")
    with pytest.raises(workflow.NotAllowed, match="まだ所見のない要件があります：1回の長さ$"):
        workflow.recommend(application, by=worker, at=NOON, amount=1)
    judge(application, worker)
    workflow.recommend(application, by=worker, at=NOON, amount=1)
    application.refresh_from_db()
    assert (application.state, application.recommended_amount) == (State.RECOMMENDED, 1)


def test_recommend_proposes(resident, worker):
    application = recommended(by=resident, worker=worker, amount=40_000)
    proposal = (application.recommended_by, application.recommended_amount, application.worker)
    assert proposal == (worker, 40_000, worker)
    step = ("recommend", "under_review", "recommended", worker.email, "見本の理由")
    assert last_step(application) == step


def test_nobody_proposes_more_than_was_asked_for(resident, worker):
    with pytest.raises(workflow.NotAllowed, match="申請額より大きく"):
        recommended(by=resident, worker=worker, amount=44_401)


def test_send_back_returns_it_to_the_review(resident, worker, approver):
    application = recommended(by=resident, worker=worker)
    workflow.send_back(application, by=approver, at=NOON, reason="会場を確かめてください")
    step = ("send_back", "recommended", "under_review", approver.email, "会場を確かめてください")
    assert last_step(application) == step
    application.refresh_from_db()
    assert (application.recommended_by, application.recommended_amount) == (None, None)
    again = workflow.recommend(application, by=approver, at=LATER, amount=44_400)
    assert again.recommended_by == approver


def test_award_issues_the_letter_and_tells(resident, worker, approver):
    application = recommended(by=resident, worker=worker)
    workflow.award(
        application, by=approver, at=LATER, amount=40_000, reason="予算", conditions="条"
    )
    application.refresh_from_db()
    letter = Letter.objects.exclude(kind="receipt").get()
    assert (application.state, application.awarded_amount) == (State.AWARDED, 40_000)
    assert (application.decided_by, application.decided_at) == (approver, LATER)
    assert (application.letter, letter.kind, letter.number) == (letter, "award", 2)
    assert (letter.issued_on, letter.issued_by) == (date(2026, 4, 11), approver)
    said = {item["label"]: item["value"] for item in letter.content["items"]}
    assert (said["申請額"], said["交付決定額"]) == ("44,400円", "40,000円")
    assert (said["理由"], said["交付の条件"]) == ("予算", "条")
    assert mails()[1:] == [(resident.email, "申請の結果が決まりました（受付番号 R8-0001）")]


def test_decline_issues_the_letter_and_tells(resident, worker, approver):
    application = recommended(by=resident, worker=worker, amount=0)
    workflow.decline(application, by=approver, at=LATER, reason="会場が決まっていないため")
    application.refresh_from_db()
    letter = Letter.objects.exclude(kind="receipt").get()
    assert (application.state, application.awarded_amount) == (State.DECLINED, None)
    assert (application.letter, letter.kind, letter.number) == (letter, "decline", 2)
    assert letter.content["items"][-1] == {"label": "理由", "value": "会場が決まっていないため"}
    assert len(mails()) == 2


@pytest.mark.parametrize("amount", [-1, 0, 44_401])
def test_an_award_lies_between_one_yen_and_the_request(resident, worker, approver, amount):
    application = recommended(by=resident, worker=worker)
    with pytest.raises(workflow.NotAllowed, match="1円から申請額まで"):
        workflow.award(application, by=approver, at=NOON, amount=amount)
    assert Letter.objects.exclude(kind="receipt").count() == 0


def test_who_recommended_does_not_decide(resident, approver):
    application = recommended(by=resident, worker=approver)
    with pytest.raises(workflow.NotAllowed, match="起案した人は決裁できません"):
        workflow.award(application, by=approver, at=NOON, amount=1)
    with pytest.raises(workflow.NotAllowed, match="起案した人は決裁できません"):
        workflow.decline(application, by=approver, at=NOON, reason="理由")
    assert (Letter.objects.exclude(kind="receipt").count(), last_step(application)[0]) == (
        0,
        "recommend",
    )
