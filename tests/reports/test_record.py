"""The record (カルテ) of a group: every room's part of the story, in order, and no reflection."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from consultations.models import Consultation, Introduction, ReadLog
from grants import workflow
from ibasho.groups.models import Membership, StatusChange
from tests.consultations.factories import a_consultation, a_group, a_meeting
from tests.grants import factories

pytestmark = pytest.mark.django_db
AT = datetime(2026, 5, 20, 10, 0, tzinfo=ZoneInfo("Asia/Tokyo"))
CANARY = "見本のふりかえり：だれにも見せないことば"


@pytest.fixture
def story(resident, worker):
    """A group in whose life every room had a part."""
    draft = factories.a_draft(by=resident)
    workflow.submit(draft, by=resident, at=factories.NOON)
    group = draft.group
    StatusChange.objects.create(group=group, status="active", day="2019-04-01", reason="始めた")
    talk = a_consultation(
        group=group, on=date(2018, 5, 1), at_time=time(9), workers=[worker],
        what_happened="見本の訪問", reflection=CANARY, author=worker, channel="visit",
    )  # fmt: skip
    Introduction.objects.create(consultation=talk, name="見本の会長", role="自治会")
    a_meeting(held_on=date(2018, 5, 1), starts_at=time(14), concept="見本の交流会").groups.add(
        group
    )
    return group


def read(enter, person, group, query=""):
    return enter(person).get(f"/staff/groups/{group.pk}/{query}")


def test_every_room_tells_its_part_newest_first(story, worker, enter):
    told = [(e.kind, e.title) for e in read(enter, worker, story).context["page"]]
    # Sent and answered at one moment, so one of the two stands first.
    assert sorted(kind for kind, _title in told[:2]) == ["application", "letter"]
    assert told[2:] == [
        ("status", "活動中"),
        ("meeting", "見本の交流会"),
        ("talk", "訪問"),
        ("introduction", "見本の会長（自治会）を紹介"),
    ]


def test_one_may_ask_for_a_kind_and_a_year(story, worker, enter):
    def kinds(query):
        return [event.kind.value for event in read(enter, worker, story, query).context["page"]]

    assert kinds("?kind=talk") == ["talk"]
    assert kinds("?year=2019") == ["status"]
    assert kinds("?year=2018&kind=meeting") == ["meeting"]
    assert kinds("?year=2018&kind=letter") == []
    everything = kinds("")
    for query in ("?kind=zzz", "?year=abc", "?year=99999", "?page=abc", "?kind=%00"):
        assert kinds(query) == everything


def test_a_reflection_is_never_there(story, worker, auditor, enter):
    for person in (worker, auditor):
        for query in ("", "?kind=talk", "?year=2018"):
            page = read(enter, person, story, query).content.decode()
            assert ("見本の訪問" in page, CANARY in page) == (True, False)


def test_what_a_page_shows_of_a_talk_is_noted_as_read(story, auditor, enter):
    read(enter, auditor, story, "?kind=meeting")
    assert ReadLog.objects.count() == 0
    read(enter, auditor, story)
    talk = Consultation.objects.get()
    assert list(ReadLog.objects.values_list("user", "consultation", "how")) == [
        (auditor.pk, talk.pk, "timeline")
    ]


def test_readers_see_it_without_forms_and_residents_do_not(story, auditor, resident, enter, client):
    page = read(enter, auditor, story)
    assert (page.status_code, page.context["form"]) == (200, None)
    assert read(enter, resident, story).status_code == 403
    assert client.get(f"/staff/groups/{story.pk}/").status_code == 302


def test_it_tells_who_acts_for_the_group(resident, worker, enter):
    group = a_group()
    Membership.objects.create(group=group, user=resident)
    people = read(enter, worker, group).context["people"]
    assert [entry.user for entry in people] == [resident]


@pytest.mark.parametrize("rows", [1, 3, 30])
def test_the_record_costs_the_same(worker, enter, rows, django_assert_num_queries):
    group = a_group()
    for number in range(rows):
        day = date(2020, 3, 1) + timedelta(days=number)
        StatusChange.objects.create(group=group, status="active", day=day, noted_by=worker)
        talk = a_consultation(group=group, on=day, written_by=worker)
        Introduction.objects.create(consultation=talk, name="見本")
        a_meeting(held_on=day).groups.add(group)
    client = enter(worker)
    with django_assert_num_queries(18):
        client.get(f"/staff/groups/{group.pk}/")
