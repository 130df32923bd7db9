"""One application before the staff: who sees it, who may do what, what a mistake leaves."""

import uuid

import pytest

from grants.models import Finding
from grants.states import State
from ibasho.letters.models import Letter
from tests.grants.factories import (
    a_draft,
    awarded,
    recommended,
    submitted,
    under_review,
)

pytestmark = pytest.mark.django_db
ROLES = {
    "resident": 403,
    "stranger": 403,
    "worker": 200,
    "approver": 200,
    "accountant": 200,
    "auditor": 200,
    "admin_user": 200,
}
STEPS = ("receive", "return", "recommend", "send_back", "award", "decline", "finding")


def at(application, step=""):
    return f"/staff/applications/{application.pk}/" + (f"{step}/" if step else "")


def text_of(response):
    return response.content.decode()


def offered(response):
    return [str(action["label"]) for action in response.context["actions"]]


# Who sees it -----------------------------------------------------------------


@pytest.mark.parametrize("role", ROLES)
def test_who_may_see_it(role, resident, enter, request):
    application = submitted(by=resident)
    client = enter(request.getfixturevalue(role))
    assert client.get(at(application)).status_code == ROLES[role]


def test_nobody_without_signing_in(resident, client):
    application = submitted(by=resident)
    for address in (at(application), *(at(application, step) for step in STEPS)):
        response = client.post(address) if address != at(application) else client.get(address)
        assert (response.status_code, response.url) == (302, f"/accounts/login/?next={address}")


def test_a_draft_is_the_residents_own(resident, worker, approver, enter):
    draft = a_draft(by=resident)
    assert enter(worker).get(at(draft)).status_code == 404
    for step in ("receive", "return", "recommend", "finding"):
        assert enter(worker).post(at(draft, step)).status_code == 404
    for step in ("send_back", "award", "decline"):
        assert enter(approver).post(at(draft, step)).status_code == 404
    assert enter(worker).get(f"/staff/applications/{uuid.uuid4()}/").status_code == 404


def test_steps_are_posts_only(resident, worker, enter):
    application = submitted(by=resident)
    for step in STEPS:
        assert enter(worker).get(at(application, step)).status_code == 405


# What is offered -------------------------------------------------------------


@pytest.mark.parametrize(
    ("role", "expected"),
    [
        ("worker", ["審査を始める", "補正を依頼する"]),
        ("approver", ["審査を始める", "補正を依頼する"]),
        ("accountant", []),
        ("auditor", []),
        ("admin_user", []),
    ],
)
def test_only_the_steps_that_this_person_may_take(role, expected, resident, enter, request):
    application = submitted(by=resident)
    response = enter(request.getfixturevalue(role)).get(at(application))
    assert offered(response) == expected
    assert text_of(response).count("<form") == len(expected) + 1  # and the one that signs out


def test_the_page_tells_all(resident, worker, approver, enter):
    application = awarded(by=resident, worker=worker, approver=approver)
    html = text_of(enter(worker).get(at(application)))
    for words in (
        "R8-0001",
        "交付決定",
        "44,400円",
        "12回 × 2,500円",
        "見本の理由",
        "適合",
        "見本 approver",
    ):
        assert words in html
    assert f'href="/letters/{application.letter_id}.pdf"' in html
    assert enter(worker).get(f"/letters/{application.letter_id}.pdf").status_code == 200


def test_what_waits_for_a_reason_is_named_and_open(resident, worker, enter):
    application = under_review(by=resident, worker=worker, ends_at="11:40")
    response = enter(worker).get(at(application))
    assert response.context["waits_for"] == "所見と理由を待っている要件が1件あります。"
    assert '<a href="#criterion-duration">' in text_of(response)


@pytest.mark.parametrize("number", [1, 3])
def test_the_page_costs_the_same_whatever_was_found(
    number, resident, worker, enter, django_assert_num_queries
):
    application = under_review(by=resident, worker=worker)
    for criterion in ("duration", "in_city", "frequency")[:number]:
        typed = {"criterion": criterion, "verdict": "met", "reason": "確かめた"}
        assert enter(worker).post(at(application, "finding"), typed).status_code == 302
    client = enter(worker)
    client.get(at(application))
    with django_assert_num_queries(17):
        client.get(at(application))


# Steps -----------------------------------------------------------------------


def test_from_receipt_to_award(resident, worker, approver, enter):
    application = submitted(by=resident, ends_at="11:40")
    staff = enter(worker)
    assert staff.post(at(application, "receive")).url == at(application)
    found = {"criterion": "duration", "verdict": "met", "reason": "片付けを入れて2時間"}
    response = staff.post(at(application, "finding"), found)
    assert response.url == at(application) + "#criterion-duration"
    proposal = {"amount": "４４，４００円", "reason": "無理がない", "interest": "none"}
    assert staff.post(at(application, "recommend"), proposal).url == at(application)
    decision = {"amount": "40,000", "reason": "予算のため", "interest": "none"}
    assert enter(approver).post(at(application, "award"), decision).url == at(application)
    application.refresh_from_db()
    assert (application.state, application.awarded_amount) == (State.AWARDED, 40_000)
    assert (application.recommended_amount, Letter.objects.exclude(kind="receipt").count()) == (
        44_400,
        1,
    )


@pytest.mark.parametrize("step", ["receive", "return", "recommend", "finding"])
def test_steps_of_workers_are_shut_to_others(step, resident, accountant, auditor, enter):
    application = submitted(by=resident)
    for person in (resident, accountant, auditor):
        assert enter(person).post(at(application, step)).status_code == 403


@pytest.mark.parametrize("step", ["send_back", "award", "decline"])
def test_decisions_are_shut_to_all_but_approvers(step, resident, worker, worker2, auditor, enter):
    application = recommended(by=resident, worker=worker)
    for person in (resident, worker, worker2, auditor):
        assert enter(person).post(at(application, step), {"amount": "1"}).status_code == 403


WRONG = [
    ("worker", "return", {"message": "", "due_on": "令和元年3月1日"}, "平成31年3月1日"),
    (
        "worker",
        "return",
        {"message": "直して", "due_on": "令和8年4月1日"},
        "今日か、今日より後の日",
    ),
    ("worker", "recommend", {"amount": "1e3", "reason": "見本"}, "0円から44,400円まで"),
    ("worker", "recommend", {"amount": "44,401", "reason": "見本"}, "0円から44,400円まで"),
    ("worker", "recommend", {"amount": "2147483648", "reason": "見本"}, "0円から44,400円まで"),
]


@pytest.mark.parametrize(("who", "step", "typed", "words"), WRONG)
def test_a_mistake_opens_the_form_again_with_all_that_was_typed(
    who, step, typed, words, resident, worker, enter
):
    application = under_review(by=resident, worker=worker)
    response = enter(worker).post(at(application, step), typed)
    html = text_of(response)
    assert (response.status_code, html.count(words)) == (200, 2)  # in the summary, at the field
    assert "<title>エラー：" in html
    assert '<details class="ib-action" open>' in html.replace("  ", " ")
    for value in typed.values():
        assert value in html
    application.refresh_from_db()
    assert application.state == State.UNDER_REVIEW


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({"amount": "０"}, "1円から44,400円まで"),
        ({"amount": "４４，４０１"}, "1円から44,400円まで"),
        ({"amount": "40000"}, "起案と違う額にするときは"),
        ({"amount": "44400", "conditions": "見本\x00"}, "制御文字を消してください"),
        ({"amount": "44400", "reason": "長" * 2001}, "2000文字までに"),
    ],
)
def test_a_wrong_award_decides_nothing(typed, words, resident, worker, approver, enter):
    application = recommended(by=resident, worker=worker)
    response = enter(approver).post(at(application, "award"), typed)
    assert (response.status_code, text_of(response).count(words)) == (200, 2)
    assert typed["amount"] in text_of(response)
    application.refresh_from_db()
    assert (application.state, Letter.objects.exclude(kind="receipt").count()) == (
        State.RECOMMENDED,
        0,
    )


def test_no_decision_without_a_reason_to_decline(resident, worker, approver, enter):
    application = recommended(by=resident, worker=worker)
    response = enter(approver).post(at(application, "decline"), {"reason": "\u200b"})
    assert text_of(response).count("不交付の理由を入れてください。") == 2


# Too late, or not theirs -----------------------------------------------------


def test_the_second_to_decide_is_told_kindly_with_their_own_text(
    resident, worker, approver, enter, django_user_model
):
    application = awarded(by=resident, worker=worker, approver=approver)
    other = django_user_model.objects.create_user(
        email="approver2@example.jp", name="見本 次の人", role="approver"
    )
    response = enter(other).post(at(application, "decline"), {"reason": "書きかけの理由"})
    assert response.status_code == 409
    assert "見本 approverさんが先に決裁しました。" in text_of(response)
    assert "書きかけの理由" in text_of(response)
    assert Letter.objects.exclude(kind="receipt").count() == 1


def test_a_forged_decision_of_the_recommender_is_refused_kindly(resident, approver, enter):
    application = recommended(by=resident, worker=approver)
    assert offered(enter(approver).get(at(application))) == ["審査に差し戻す"]
    response = enter(approver).post(at(application, "award"), {"amount": "44400"})
    assert response.status_code == 409
    assert "起案した人は決裁できません。" in text_of(response)
    assert Letter.objects.exclude(kind="receipt").count() == 0


def test_two_workers_at_once(resident, worker, worker2, enter):
    application = submitted(by=resident)
    enter(worker).post(at(application, "receive"))
    response = enter(worker2).post(at(application, "receive"))
    assert response.status_code == 409
    assert "見本 workerさんが先に「審査を始める」の手続きをしました。" in text_of(response)


# Findings --------------------------------------------------------------------


def test_a_finding_is_kept_and_rewritten(resident, worker, enter):
    application = under_review(by=resident, worker=worker)
    for verdict, reason in (("met", ""), ("not_met", "市の外です")):
        typed = {"criterion": "in_city", "verdict": verdict, "reason": reason}
        assert enter(worker).post(at(application, "finding"), typed).status_code == 302
    assert list(Finding.objects.values_list("criterion", "verdict", "reason")) == [
        ("in_city", "not_met", "市の外です")
    ]


def test_differing_from_the_machine_needs_a_reason(resident, worker, enter):
    application = under_review(by=resident, worker=worker)
    typed = {"criterion": "in_city", "verdict": "not_met", "reason": ""}
    response = enter(worker).post(at(application, "finding"), typed)
    assert text_of(response).count("所見の理由を書いてください。") == 2
    assert 'href="#id_in_city_reason"' in text_of(response)
    assert Finding.objects.count() == 0


def test_a_criterion_that_is_none_is_not_found(resident, worker, enter):
    application = under_review(by=resident, worker=worker)
    for criterion in ("zzz", "", "\x00"):
        typed = {"criterion": criterion, "verdict": "met"}
        assert enter(worker).post(at(application, "finding"), typed).status_code == 404


@pytest.mark.parametrize(
    "typed", [{"verdict": "met", "reason": "自分の言葉"}, {"reason": "自分の言葉"}]
)
def test_a_finding_that_comes_too_late(typed, resident, worker, enter):
    application = recommended(by=resident, worker=worker)
    typed = {"criterion": "in_city", **typed}
    response = enter(worker).post(at(application, "finding"), typed)
    assert response.status_code == 409
    assert "自分の言葉" in text_of(response)
