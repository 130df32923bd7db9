"""Every state has plain words for the people who sent the application."""

import pytest

from grants import progress, workflow
from grants.states import STEPS, State
from tests.grants import factories


def test_every_state_has_its_words():
    assert progress.STANDINGS.keys() == set(State)
    assert progress.WAITING.keys() == set(State) - {State.DRAFT, State.RETURNED}


def test_only_what_concerns_the_group_is_told():
    assert STEPS.keys() - progress.TOLD.keys() == {"recommend", "send_back", "check_report"}


@pytest.mark.django_db
class TestStory:
    def test_of_an_award(self, resident, worker, approver):
        sent = factories.recommended(by=resident, worker=worker)
        workflow.award(sent, by=approver, at=factories.NOON, amount=44_400)
        (found,) = progress.mine(resident)
        assert [str(event["title"]) for event in progress.events(found)] == [
            "書き始めました",
            "提出しました",
            "職員が内容の確認を始めました",
            "助成が決まりました",
        ]
        states = [step["state"] for step in progress.steps(found)]
        assert states == ["done"] * 4 + ["current", "next", "next"]

    def test_the_next_thing_of_what_came_back(self, resident, worker):
        sent = factories.submitted(by=resident)
        workflow.return_for_correction(
            sent, by=worker, at=factories.NOON, message="人数", due_on=factories.SUNDAYS[1]
        )
        (found,) = progress.mine(resident)
        assert progress.next_thing(found, factories.NOON.date())["by_when"] == "2026年5月3日"
        assert progress.correction(found).message == "人数"
