"""The small office: one person proposes and decides, where it is allowed and with a reason only."""

import pytest
from django.db import DatabaseError, IntegrityError

from grants import workflow
from grants.models import Application, ProgrammeYear
from grants.states import State
from ibasho.letters.models import Letter
from tests.grants.factories import NOON, recommended
from tests.grants.money.test_budget import sql

pytestmark = pytest.mark.django_db
WHY = "見本の事務所には一人しかいません。"


def allowed(yes=True):
    ProgrammeYear.objects.update(one_person_may_decide=yes)


@pytest.fixture
def own(resident, approver):
    """Proposed by the one who would decide it."""
    return recommended(by=resident, worker=approver)


def award(application, by, **words):
    return workflow.award(application, by=by, at=NOON, amount=44_400, **words)


def test_nobody_decides_what_they_proposed_however_good_the_reason(own, approver):
    with pytest.raises(workflow.NotAllowed, match="起案した人は決裁できません"):
        award(own, approver, alone_reason=WHY)


@pytest.mark.parametrize("step", [workflow.award, workflow.decline])
def test_where_it_is_allowed_it_needs_a_reason(step, own, approver):
    allowed()
    words = {"amount": 44_400} if step is workflow.award else {"reason": "見本の理由"}
    with pytest.raises(workflow.NotAllowed, match="わけを書いて"):
        step(own, by=approver, at=NOON, **words)
    assert not Letter.objects.filter(kind__in=["award", "decline"]).exists()
    decided = step(own, by=approver, at=NOON, alone_reason=WHY, **words)
    assert (decided.decided_by, decided.recommended_by, decided.alone_reason) == (
        approver,
        approver,
        WHY,
    )


DECIDE = (
    "UPDATE grants_application SET decided_by_id = recommended_by_id, decided_at = now(),"
    " state = 'declined', letter_id = %s, alone_reason = %s WHERE id = %s"
)


@pytest.mark.parametrize(
    ("yes", "why", "refusal"),
    [
        (False, WHY, "nobody decides what they proposed"),
        (True, "", "decider_is_another"),
    ],
)
def test_by_psql(yes, why, refusal, own, approver):
    allowed(yes)
    letter = Letter.objects.get()  # that of the receipt, which no decision has yet
    with pytest.raises((DatabaseError, IntegrityError), match=refusal):
        sql(DECIDE, letter.pk, why, own.pk)


def test_the_page_asks_for_the_reason_of_this_person_only(own, worker, approver, enter):
    page = f"/staff/applications/{own.pk}/"
    assert "一人で起案と決裁をするわけ" not in enter(approver).get(page).content.decode()
    allowed()
    assert "一人で起案と決裁をするわけ" in enter(approver).get(page).content.decode()
    typed = {"amount": "44,400", "interest": "none"}
    html = enter(approver).post(page + "award/", typed).content.decode()
    assert html.count("一人で起案と決裁をするわけを入れてください。") == 2
    enter(approver).post(page + "award/", typed | {"alone_reason": WHY})
    assert Application.objects.get().state == State.AWARDED
    assert WHY in enter(worker).get(page).content.decode()


def test_two_people_are_not_asked(resident, worker, approver, enter):
    application = recommended(by=resident, worker=worker)
    allowed()
    page = f"/staff/applications/{application.pk}/"
    assert "一人で起案と決裁をするわけ" not in enter(approver).get(page).content.decode()
