"""The envelope of a programme year: no award goes beyond it, whoever writes and however many."""

import threading

import pgtrigger
import pytest
from django.core.exceptions import ValidationError
from django.db import DatabaseError, IntegrityError, connection, transaction

from grants import workflow
from grants.models import Application, ProgrammeYear
from grants.money import budget
from grants.states import State
from ibasho.letters.models import Letter
from tests.grants.factories import NOON, a_group, a_programme_year, recommended, submitted
from tests.grants.test_race import at_once

FULL = 44_400
LEFT = 74_000  # 60 % of it is one award
AT_ONCE, ROUNDS = 8, 10


def sql(statement, *values):
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement, values)


def year_of(application):
    return ProgrammeYear.objects.get(pk=application.programme_year_id)


def with_budget(yen):
    year = a_programme_year()
    ProgrammeYear.objects.filter(pk=year.pk).update(budget=yen)
    return year


def waiting(number, year, *, by, worker):
    groups = [a_group(member=by, name=f"見本の会{n}") for n in range(number)]
    return [recommended(by=by, worker=worker, group=g, programme_year=year) for g in groups]


@pytest.mark.django_db
class TestOneAfterTheOther:
    def test_the_award_that_does_not_fit_is_refused_with_what_is_left(
        self, resident, worker, approver
    ):
        first, second = waiting(2, with_budget(LEFT), by=resident, worker=worker)
        workflow.award(first, by=approver, at=NOON, amount=FULL)
        with pytest.raises(workflow.NotAllowed) as refusal:
            workflow.award(second, by=approver, at=NOON, amount=29_601)
        assert str(refusal.value) == "予算が足りません。残りは29,600円です。"
        assert Letter.objects.filter(kind="award").count() == 1
        workflow.award(second, by=approver, at=NOON, amount=29_600)
        assert (year_of(first).committed, year_of(first).left) == (LEFT, 0)

    def test_no_money_is_no_award_but_a_decline(self, resident, worker, approver):
        [application] = waiting(1, with_budget(0), by=resident, worker=worker)
        with pytest.raises(workflow.NotAllowed, match="残りは0円です"):
            workflow.award(application, by=approver, at=NOON, amount=1)
        declined = workflow.decline(application, by=approver, at=NOON, reason="見本の理由")
        assert (declined.state, year_of(declined).committed) == (State.DECLINED, 0)

    def test_the_outlook(self, resident, worker, approver):
        first, second = waiting(2, with_budget(LEFT), by=resident, worker=worker)
        told = budget.outlook(Application.objects.get(pk=second.pk))
        assert (told.left, told.after, told.short) == (LEFT, 29_600, False)
        workflow.award(first, by=approver, at=NOON, amount=FULL)
        told = budget.outlook(Application.objects.get(pk=second.pk))
        assert (told.left, told.after, told.short) == (29_600, -14_800, True)
        assert budget.outlook(Application.objects.get(pk=first.pk)) is None

    def test_the_list_counts_what_was_sent(self, resident, worker, approver):
        year = with_budget(200_000)
        first, *_others = waiting(3, year, by=resident, worker=worker)
        workflow.award(first, by=approver, at=NOON, amount=40_000)
        taken_back = submitted(by=resident, group=a_group(member=resident), programme_year=year)
        workflow.withdraw(taken_back, by=resident, at=NOON)
        told = budget.programme_years().get()
        assert (told.received, told.requested, told.undecided) == (3, 3 * FULL, 2 * FULL)
        assert (told.committed, told.left) == (40_000, 160_000)


AWARD = (
    "UPDATE grants_application SET state='awarded', awarded_amount=%s, granted_amount=%s, decided_by_id=%s,"
    " decided_at=now(), letter_id=%s WHERE id=%s"
)


@pytest.mark.django_db
class TestByPsql:
    @pytest.fixture
    def one_awarded(self, resident, worker, approver):
        first, self.second = waiting(2, with_budget(LEFT), by=resident, worker=worker)
        return workflow.award(first, by=approver, at=NOON, amount=FULL)

    def test_no_award_beyond_it(self, one_awarded, approver):
        spare = Letter.objects.exclude(kind="award").first()
        with pytest.raises(IntegrityError, match="budget_holds"):
            sql(AWARD, 29_601, 29_601, approver.pk, spare.pk, self.second.pk)
        sql(AWARD, 29_600, 29_600, approver.pk, spare.pk, self.second.pk)
        assert year_of(self.second).left == 0

    def test_no_lowering_below_what_is_committed(self, one_awarded):
        with pytest.raises(IntegrityError, match="budget_holds"):
            sql("UPDATE grants_programmeyear SET budget=%s", FULL - 1)
        sql("UPDATE grants_programmeyear SET budget=%s", FULL)
        assert year_of(one_awarded).left == 0

    def test_no_other_sum_in_its_place(self, one_awarded):
        sql("UPDATE grants_programmeyear SET committed=0")
        assert year_of(one_awarded).committed == FULL

    def test_an_old_page_of_the_admin_does_not_forget_an_award(self, one_awarded):
        year = one_awarded.programme_year
        year.committed = 0
        year.save()
        assert year_of(one_awarded).committed == FULL

    def test_the_admin_is_told_kindly(self, one_awarded):
        year = year_of(one_awarded)
        year.budget = FULL - 1
        with pytest.raises(ValidationError, match="もう交付が決まった額より小さく"):
            year.full_clean()


def awards(applications, by):
    def award(application):
        workflow.award(application, by=by, at=NOON, amount=FULL)

    return at_once(*[lambda a=each: award(a) for each in applications])


def spent():
    return sum(Application.objects.awarded().values_list("awarded_amount", flat=True))


@pytest.mark.django_db(transaction=True)
class TestAtOnce:
    def test_never_overspent(self, resident, worker, approver):
        year = with_budget(0)
        open_ones = waiting(AT_ONCE, year, by=resident, worker=worker)
        for done in range(1, ROUNDS + 1):
            ProgrammeYear.objects.update(budget=spent() + LEFT)
            ends = awards(open_ones, approver)
            refusals = [str(end) for end in ends if isinstance(end, workflow.NotAllowed)]
            assert refusals == ["予算が足りません。残りは29,600円です。"] * (AT_ONCE - 1)
            assert (ends.count(None), spent(), year_of(open_ones[0]).committed) == (
                1,
                done * FULL,
                done * FULL,
            )
            group = a_group(member=resident, name=f"見本の輪{done}")
            open_ones[ends.index(None)] = recommended(
                by=resident, worker=worker, group=group, programme_year=year
            )

    def test_without_the_lock_the_database_holds_it_alone(
        self, resident, worker, approver, monkeypatch
    ):
        applications = waiting(AT_ONCE, with_budget(LEFT), by=resident, worker=worker)
        monkeypatch.setattr(budget, "why_not_enough", lambda *_args: "")
        ends = awards(applications, approver)
        assert sorted(isinstance(end, DatabaseError) for end in ends) == [False] + [True] * 7
        assert spent() == FULL

    def test_check_then_write_alone_would_overspend(self, resident, worker, approver, monkeypatch):
        """The negative control: the same race, with nobody counting but Python."""
        applications = waiting(2, with_budget(LEFT), by=resident, worker=worker)
        all_have_looked = threading.Barrier(2, timeout=10)

        def look_only(application, amount):
            left = year_of(application).left
            all_have_looked.wait()
            return "" if amount <= left else "予算が足りません。"

        monkeypatch.setattr(budget, "why_not_enough", look_only)
        pgtrigger.disable("grants.Application:takes_from_budget")
        try:
            ends = awards(applications, approver)
        finally:
            pgtrigger.enable("grants.Application:takes_from_budget")
        assert (ends, spent()) == ([None, None], 2 * FULL)
        assert spent() > LEFT
