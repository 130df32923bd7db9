"""The form of a meeting, before and after it is held."""

import pytest

from consultations.forms import MeetingForm
from tests.consultations.factories import a_group, a_meeting

pytestmark = pytest.mark.django_db
LEAST = {"held_on": "令和8年5月20日", "concept": "見本の会合"}


def errors(**typed):
    return {name: list(words) for name, words in MeetingForm(LEAST | typed).errors.items()}


def test_a_day_and_a_concept_are_enough():
    assert errors() == {}


@pytest.mark.parametrize(
    ("typed", "wrong"),
    [
        ({"held_on": "令和元年3月1日"}, "held_on"),
        ({"concept": "\u200b"}, "concept"),
        ({"participants": "二十人"}, "participants"),
        ({"starts_at": "14:00", "ends_at": "12:00"}, "ends_at"),
        ({"groups": ["abc"]}, "groups"),
    ],
)
def test_what_cannot_be_is_said_at_its_field(typed, wrong):
    assert list(errors(**typed)) == [wrong]


def test_a_meeting_fills_its_form():
    meeting, group = a_meeting(participants=23), a_group()
    meeting.groups.add(group)
    form = MeetingForm(record=meeting)
    assert (form["participants"].value(), form["groups"].value()) == ("23", [group.pk])
