"""The steps of residents: begin, save, submit, submit again, withdraw."""

from datetime import timedelta

import pytest

from grants import workflow
from grants.applying import drafts
from grants.states import State
from tests.grants import factories

pytestmark = pytest.mark.django_db
LATER = factories.NOON + timedelta(days=1)


def test_a_second_start_gives_the_same_draft(resident):
    first = factories.a_blank_draft(by=resident)
    second = drafts.start(
        group=first.group, programme_year=first.programme_year, by=resident, at=LATER
    )
    assert first == second


class TestSaving:
    def test_only_what_changed_gets_a_new_version(self, resident):
        draft = factories.a_draft(by=resident)
        drafts.save_answers(draft, {"venue_fee": "1,200", "members": "6"}, by=resident, at=LATER)
        kept = {answer.name: answer for answer in draft.answers.all()}
        assert (kept["venue_fee"].version, kept["venue_fee"].saved_at) == (1, factories.NOON)
        assert (kept["members"].version, kept["members"].saved_at) == (2, LATER)

    def test_it_costs_the_same_for_one_and_for_many(self, resident, django_assert_num_queries):
        draft = factories.a_draft(by=resident)
        for count in (1, 300):
            typed = {f"fee_{count}_{n}": "1" for n in range(count)}
            with django_assert_num_queries(5):
                drafts.save_answers(draft, typed, by=resident, at=LATER)


class TestSubmitting:
    def test_incomplete_sheets_are_named_and_nothing_changes(self, resident):
        draft = factories.a_draft(by=resident, venue_fee="", activity="")
        with pytest.raises(workflow.Incomplete) as caught:
            workflow.submit(draft, by=resident, at=LATER)
        assert [sheet.slug for sheet in caught.value.sheets] == ["plan", "venue"]
        draft.refresh_from_db()
        assert (draft.state, draft.receipt_number) == (State.DRAFT, "")

    def test_a_stranger_cannot(self, resident, stranger):
        draft = factories.a_draft(by=resident)
        with pytest.raises(workflow.NotAllowed):
            workflow.submit(draft, by=stranger, at=LATER)

    def test_what_came_back_may_be_sent_after_the_window(self, resident, worker):
        year = factories.a_programme_year(closes_on=factories.NOON.date())
        sent = factories.submitted(by=resident, programme_year=year)
        workflow.return_for_correction(
            sent, by=worker, at=factories.NOON, message="人数", due_on=LATER.date()
        )
        again = workflow.submit(sent, by=resident, at=LATER)
        assert (again.receipt_number, again.submissions.count()) == ("R8-0001", 2)
        assert not again.corrections.filter(answered_at=None).exists()


@pytest.mark.parametrize("twice", [False, True])
def test_withdrawing(resident, twice):
    sent = workflow.withdraw(factories.submitted(by=resident), by=resident, at=LATER)
    assert sent.state == State.WITHDRAWN
    if twice:
        with pytest.raises(workflow.NotAllowed):
            workflow.withdraw(sent, by=resident, at=LATER)
