"""An interest in the case is declared before proposing or deciding, and keeps its owner out."""

import pytest
from django.db import DatabaseError, IntegrityError

from grants import workflow
from grants.models import ConflictOfInterest
from grants.reviewing import declaring
from grants.states import State
from ibasho.letters.models import Letter
from tests.grants.factories import NOON, judged, recommended, submitted
from tests.grants.money.test_budget import sql

pytestmark = pytest.mark.django_db
NONE = {"interest": "none", "interest_words": "消える言葉"}
SOME = {"interest": "some", "interest_words": "見本の親類がいます。"}
PROPOSAL = {"amount": 44_400, "reason": "見本の理由"}


def declared():
    return list(ConflictOfInterest.objects.values_list("by__email", "declared", "words"))


def take(step, application, by, **words):
    return declaring.take(step, application, by=by, at=NOON, words=words)


def test_none_is_written_down_and_the_step_taken(resident, worker):
    application = judged(submitted(by=resident), by=worker)
    proposed = take("recommend", application, worker, **NONE, **PROPOSAL)
    assert (proposed.state, declared()) == (State.RECOMMENDED, [(worker.email, "none", "")])


def test_an_interest_is_written_down_and_the_step_left_to_others(resident, worker, worker2):
    application = judged(submitted(by=resident), by=worker)
    with pytest.raises(declaring.Interested, match="ほかの職員に頼んで"):
        take("recommend", application, worker, **SOME, **PROPOSAL)
    application.refresh_from_db()
    assert (application.state, declared()) == (
        State.UNDER_REVIEW,
        [(worker.email, "some", "見本の親類がいます。")],
    )
    with pytest.raises(workflow.NotAllowed, match="利害関係があると申し出ています"):
        take("recommend", application, worker, **NONE, **PROPOSAL)
    with pytest.raises(workflow.NotAllowed, match="利害関係があると申し出ています"):
        workflow.recommend(application, by=worker, at=NOON, **PROPOSAL)
    assert take("recommend", application, worker2, **NONE, **PROPOSAL).recommended_by == worker2


@pytest.mark.parametrize(
    ("step", "words"), [("award", {"amount": 44_400}), ("decline", {"reason": "見本の理由"})]
)
def test_before_deciding_too(step, words, resident, worker, approver):
    application = recommended(by=resident, worker=worker)
    with pytest.raises(declaring.Interested):
        take(step, application, approver, **SOME, **words)
    assert not Letter.objects.filter(kind__in=["award", "decline"]).exists()


def test_who_may_not_take_the_step_declares_nothing(resident, worker):
    application = recommended(by=resident, worker=worker)
    with pytest.raises(workflow.NotAllowed):
        take("award", application, worker, **SOME, amount=44_400)
    assert declared() == []


class TestByPsql:
    @pytest.fixture
    def theirs(self, resident, worker, approver):
        application = recommended(by=resident, worker=worker)
        with pytest.raises(declaring.Interested):
            take("award", application, approver, **SOME, amount=1)
        return application

    @pytest.mark.parametrize("person", ["decided", "recommended"])
    def test_no_decision_of_somebody_with_an_interest(self, person, theirs, approver):
        with pytest.raises(DatabaseError, match="their own interest"):
            sql(
                f"UPDATE grants_application SET {person}_by_id=%s WHERE id=%s",  # noqa: S608
                approver.pk,
                theirs.pk,
            )

    @pytest.mark.parametrize(
        "statement",
        [
            "UPDATE grants_conflictofinterest SET declared='none'",
            "DELETE FROM grants_conflictofinterest",
        ],
    )
    def test_what_was_declared_stays(self, statement, theirs):
        with pytest.raises(DatabaseError, match="pgtrigger: Cannot"):
            sql(statement)

    def test_an_interest_has_words(self, theirs, worker):
        with pytest.raises(IntegrityError, match="interest_in_words"):
            ConflictOfInterest.objects.create(
                application=theirs, by=worker, at=NOON, declared="some"
            )


class TestOnThePage:
    TYPED = {"amount": "44,400", "reason": "見本の理由"}

    def test_it_must_be_said(self, resident, worker, enter):
        application = judged(submitted(by=resident), by=worker)
        page = f"/staff/applications/{application.pk}/"
        for typed, words in (
            (self.TYPED, "利害関係を選んでください。"),
            (self.TYPED | {"interest": "some"}, "どんな利害関係かを書いてください。"),
        ):
            html = enter(worker).post(page + "recommend/", typed).content.decode()
            assert html.count(words) == 2
        assert declared() == []

    def test_it_is_said_kindly_and_the_buttons_go(self, resident, worker, worker2, enter):
        application = judged(submitted(by=resident), by=worker)
        page = f"/staff/applications/{application.pk}/"
        response = enter(worker).post(page + "recommend/", self.TYPED | SOME)
        assert response.status_code == 409
        assert "利害関係の申し出を記録しました。" in response.content.decode()
        seen = enter(worker).get(page)
        assert [a["label"] for a in seen.context["actions"]] == ["補正を依頼する"]
        assert "見本の親類がいます。" in enter(worker2).get(page).content.decode()
