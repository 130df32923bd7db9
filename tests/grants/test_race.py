"""Two people decide at once, on two connections: one decision, one letter, one mail."""

import threading
from itertools import islice

import pytest
from django.db import DatabaseError, connections
from django.urls import reverse

from grants import door, workflow
from grants.models import Application, ProgrammeYear, StepTaken
from grants.models.application import ApplicationQuerySet
from grants.states import DECIDED
from ibasho.accounts.models import User
from ibasho.letters.models import Letter, Mail
from tests.grants.factories import NOON, a_group, a_programme_year, recommended

pytestmark = pytest.mark.django_db(transaction=True)
ROUNDS, DESK_ROUNDS = 10, 3


def award(application, by):
    workflow.award(application, by=by, at=NOON, amount=44_400)


def decline(application, by):
    workflow.decline(application, by=by, at=NOON, reason="見本の理由")


@pytest.fixture
def approver2(db):
    return User.objects.create_user(
        email="approver2@example.jp", name="見本 二人目", role="approver"
    )


@pytest.fixture
def waiting(resident, worker):
    """One application after the other that waits for somebody to decide."""
    year = a_programme_year()
    ProgrammeYear.objects.update(budget=ROUNDS * 44_400)
    groups = (a_group(member=resident, name=f"見本の会{n}") for n in range(ROUNDS))
    return (recommended(by=resident, worker=worker, group=g, programme_year=year) for g in groups)


def at_once(*acts):
    """Run each act in its own thread and connection; what each raised, or None."""
    begin, ends = threading.Barrier(len(acts), timeout=10), [None] * len(acts)

    def run(place, act):
        try:
            begin.wait()
            act()
        except Exception as error:  # it is what the test is about
            ends[place] = error
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=place_act) for place_act in enumerate(acts)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=30)
    return ends


def test_one_decision_and_the_other_is_told_who_was_first(waiting, approver, approver2):
    people = (approver, approver2)
    for done, application in enumerate(waiting, start=1):
        ends = at_once(
            lambda a=application: award(a, approver), lambda a=application: decline(a, approver2)
        )
        [first] = [who for who, end in zip(people, ends, strict=True) if end is None]
        [refusal] = [end for end in ends if end is not None]
        assert isinstance(refusal, workflow.NotAllowed), refusal
        assert str(refusal) == f"{first.name}さんが先に決裁しました。"
        application.refresh_from_db()
        assert application.decided_by == first
        numbers = list(Letter.objects.order_by("number").values_list("number", flat=True))
        assert numbers == list(range(1, len(numbers) + 1))
        assert Letter.objects.exclude(kind="receipt").count() == done
        assert Mail.objects.filter(subject__contains="結果が決まりました").count() == done
        assert StepTaken.objects.filter(target__in=DECIDED).count() == done
    assert Application.objects.filter(state__in=DECIDED).count() == ROUNDS


def test_at_the_desk_the_loser_reads_who_was_first_and_keeps_the_comment(
    waiting, approver, approver2, enter
):
    people = {"award": approver, "decline": approver2}
    clients = {step: enter(person) for step, person in people.items()}
    typed = {"interest": "none", "amount": "44400", "reason": "書いたわけ"}
    for done, application in enumerate(islice(waiting, DESK_ROUNDS), start=1):
        answers = {}

        def press(step, pk=application.pk, answers=answers):
            address = reverse(f"application_{step}", args=[pk])
            answers[step] = clients[step].post(address, typed)

        assert at_once(lambda: press("award"), lambda: press("decline")) == [None, None]
        first, late = sorted(answers, key=lambda step: answers[step].status_code)
        assert [answers[step].status_code for step in (first, late)] == [302, 409]
        page = answers[late].content.decode()
        assert f"{people[first].name}さんが先に決裁しました。" in page
        assert "書いたわけ" in page
        assert Letter.objects.filter(kind=first).filter(application=application).count() == 1
        assert Letter.objects.exclude(kind="receipt").count() == done
        assert Mail.objects.filter(subject__contains="結果が決まりました").count() == done


def test_without_the_row_lock_only_the_database_stops_it(waiting, approver, approver2, monkeypatch):
    application = next(waiting)
    both_have_looked, look = threading.Barrier(2, timeout=10), door.why_not

    def look_and_wait(*args):
        reason = look(*args)
        both_have_looked.wait()
        return reason

    monkeypatch.setattr(ApplicationQuerySet, "select_for_update", lambda self, **_kw: self)
    monkeypatch.setattr(door, "why_not", look_and_wait)
    ends = at_once(lambda: award(application, approver), lambda: decline(application, approver2))
    assert sorted(isinstance(end, DatabaseError) for end in ends) == [False, True]
    assert [end for end in ends if isinstance(end, workflow.NotAllowed)] == []
    assert Letter.objects.exclude(kind="receipt").count() == 1
