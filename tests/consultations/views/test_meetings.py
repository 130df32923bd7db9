"""The pages of meetings."""

import pytest
from django.urls import reverse

from consultations.models import Meeting
from tests.consultations.factories import DAY, a_group, a_meeting, a_voice

pytestmark = pytest.mark.django_db
LIST, NEW = "/staff/meetings/", "/staff/meetings/new/"
TYPED = {"held_on": "令和8年5月20日", "concept": "見本の会合", "participants": "２３人"}


@pytest.mark.parametrize("rows", [1, 3, 30])
def test_the_list_costs_the_same_for_any_number_of_rows(
    rows, enter, worker, django_assert_num_queries
):
    client = enter(worker)
    for number in range(rows):
        a_meeting(participants=2).groups.add(a_group(f"見本の会 {number}"))
    with django_assert_num_queries(7):
        response = client.get(LIST)
    assert (len(response.context["page"]), response.context["people"]) == (rows, rows * 2)


def test_a_meeting_is_written_shown_and_found(enter, worker):
    group = a_group()
    response = enter(worker).post(NEW, TYPED | {"groups": [group.pk]})
    meeting = Meeting.objects.get()
    assert response["Location"] == f"/staff/meetings/{meeting.pk}/"
    assert (meeting.held_on, meeting.participants) == (DAY, 23)
    assert list(meeting.groups.all()) == [group]
    a_voice(meeting=meeting, words="見本のひとこと")
    page = enter(worker).get(response["Location"]).content.decode()
    assert page.count("見本のひとこと") == 1
    for query in ({"q": "会合"}, {"fiscal_year": "2026"}, {"fiscal_year": "abc"}, {"q": "\x00"}):
        assert list(enter(worker).get(LIST, query).context["page"]) == [meeting]
    assert list(enter(worker).get(LIST, {"q": "ない"}).context["page"]) == []


def test_the_same_meeting_twice_is_said_at_the_field(enter, worker):
    a_meeting(held_on=DAY, concept="見本の会合")
    other = a_meeting(held_on=DAY, concept="別の会合")
    for address in (NEW, reverse("meeting_edit", args=[other.pk])):
        response = enter(worker).post(address, TYPED)
        assert list(response.context["form"].errors) == ["concept"]
        assert response.content.decode().count("見本の会合") >= 1
    assert Meeting.objects.count() == 2


def test_a_meeting_is_amended(enter, worker):
    meeting = a_meeting()
    enter(worker).post(reverse("meeting_edit", args=[meeting.pk]), TYPED | {"place": "見本会館"})
    meeting.refresh_from_db()
    assert (meeting.place, meeting.participants) == ("見本会館", 23)


def test_reading_and_writing_have_their_doors(enter, resident, auditor):
    meeting = a_meeting()
    page, edit = meeting.get_absolute_url(), reverse("meeting_edit", args=[meeting.pk])
    assert [enter(auditor).get(a).status_code for a in (LIST, page)] == [200, 200]
    assert [enter(auditor).get(a).status_code for a in (NEW, edit)] == [403, 403]
    assert [enter(resident).get(a).status_code for a in (LIST, page, NEW)] == [403, 403, 403]
