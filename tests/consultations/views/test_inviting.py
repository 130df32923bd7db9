"""Staff's side of a coming meeting: announcing, callers, handouts, and the day itself."""

from datetime import date

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from consultations.meetings import announcing
from consultations.models import Announcement, Handout, Place, SignUp
from tests.consultations.factories import WRITTEN, a_meeting, an_announcement, signed_up
from tests.house.stage import PNG

pytestmark = pytest.mark.django_db
APART = "default-src 'none'; sandbox"
TYPED = {"title": "見本の交流会", "about": "話す会です。", "capacity": "１０人", "published": "on"}


@pytest.fixture(autouse=True)
def _in_those_days(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    with time_machine.travel(WRITTEN):
        yield


def at(name, meeting, *more):
    return reverse(name, args=[meeting.pk, *more])


def test_a_meeting_is_announced_when_time_and_place_are_known(worker, enter):
    meeting = a_meeting()
    answer = enter(worker).post(at("announcement", meeting), TYPED)
    assert list(answer.context["form"].errors) == ["published"]
    meeting = an_announcement().meeting
    enter(worker).post(at("announcement", meeting), TYPED | {"closes_on": "2026/5/19"})
    found = Announcement.objects.get(pk=meeting.pk)
    assert (found.title, found.capacity, str(found.closes_on)) == ("見本の交流会", 10, "2026-05-19")
    late = enter(worker).post(at("announcement", meeting), TYPED | {"closes_on": "2026/5/21"})
    assert list(late.context["form"].errors) == ["closes_on"]


def test_fewer_seats_than_people_is_said_at_the_field(worker, enter):
    announcement = an_announcement()
    for number in range(2):
        signed_up(announcement, f"見本 {number}")
    answer = enter(worker).post(at("announcement", announcement), TYPED | {"capacity": "1"})
    assert answer.context["form"].errors["capacity"][0].startswith("もう2人の席が決まっています。")


def test_a_caller_is_written_down_and_stepped_back(worker, enter):
    announcement = an_announcement(capacity=1)
    client = enter(worker)
    client.post(at("signup_caller", announcement), {"name": "見本 電話", "phone": "0422-00-0000"})
    client.post(at("signup_caller", announcement), {"name": "見本 次"})
    page = client.get(at("signups", announcement))
    assert [one.name for one in page.context["joined"]] == ["見本 電話"]
    assert [one.name for one in page.context["waiting"]] == ["見本 次"]
    cancel = at("signup_cancel", announcement, page.context["joined"][0].pk)
    assert client.get(cancel).status_code == 200
    client.post(cancel)
    assert client.get(at("signups", announcement)).context["joined"][0].name == "見本 次"
    wrong = client.post(at("signup_caller", announcement), {"name": "", "phone": "x"})
    assert list(wrong.context["form"].errors) == ["name", "phone"]


@pytest.mark.parametrize("rows", [1, 3, 30])
def test_the_pages_cost_the_same(worker, enter, rows, django_assert_num_queries):
    announcement = an_announcement()
    for number in range(rows):
        signed_up(announcement, f"見本 {number}", f"p{number}@example.jp")
    client = enter(worker)
    for name, queries in (("signups", 4), ("attendance", 4), ("meeting", 8)):
        with django_assert_num_queries(queries):
            assert client.get(at(name, announcement)).status_code == 200


def test_at_the_door_one_press_is_one_person(worker, enter):
    announcement = an_announcement()
    one = signed_up(announcement)
    client = enter(worker)
    answer = client.post(at("tick", announcement, one.pk))
    assert answer["Location"] == at("attendance", announcement) + "#p1"
    client.post(at("attendance", announcement), {"name": ""})
    page = client.get(at("attendance", announcement))
    assert (page.context["came"], len(page.context["expected"])) == (2, 2)
    assert SignUp.objects.filter(place=Place.WALK_IN).count() == 1
    waiting = signed_up(an_announcement(), "見本 別")
    assert client.post(at("tick", announcement, waiting.pk)).status_code == 404


def test_a_handout_is_kept_fetched_and_taken_away(worker, enter, client):
    announcement = an_announcement()
    staff = enter(worker)
    for public in ({"public": "on"}, {}):
        upload = SimpleUploadedFile("資料.png", PNG)
        staff.post(at("handouts", announcement), {"title": "見本の資料", "file": upload} | public)
    shown, kept = Handout.objects.order_by("-public")
    paths = [at("handout", announcement, each.pk) for each in (shown, kept)]
    assert [_fetched(client, path) for path in paths] == [(200, APART), (404, None)]
    assert [_fetched(staff, path) for path in paths] == [(200, APART), (200, APART)]
    Announcement.objects.update(published=False)
    assert _fetched(client, paths[0]) == (404, None)
    staff.post(at("handout_remove", announcement, shown.pk))
    assert list(Handout.objects.all()) == [kept]


def _fetched(client, path):
    answer = client.get(path)
    answer.getvalue()  # a file is let go when it has been read
    found = answer.status_code
    return found, answer["Content-Security-Policy"] if found == 200 else None


@pytest.mark.parametrize(
    ("name", "data"), [("x.exe", b"MZ"), ("x.pdf", b""), ("x.png", b"\x89PNG")]
)
def test_an_unwelcome_file_is_named_at_its_field(worker, enter, name, data):
    announcement = an_announcement()
    typed = {"title": "資料", "file": SimpleUploadedFile(name, data)}
    answer = enter(worker).post(at("handouts", announcement), typed)
    assert (list(answer.context["form"].errors), Handout.objects.count()) == (["file"], 0)


def test_readers_read_and_listeners_write(auditor, resident, enter):
    announcement = an_announcement()
    writing = ("signups", "announcement", "attendance", "handouts")
    assert enter(auditor).get(at("meeting", announcement)).status_code == 200
    assert [enter(auditor).get(at(name, announcement)).status_code for name in writing] == [403] * 4
    assert enter(resident).get(at("signups", announcement)).status_code == 403


def test_the_page_of_a_meeting_tells_how_it_was(worker, enter):
    announcement = an_announcement(capacity=5)
    announcing.came(signed_up(announcement), at=WRITTEN)
    announcing.answer(
        announcement.meeting, key=announcement.pk, at=WRITTEN, rating="great", wish="見本の望み"
    )
    page = enter(worker).get(announcement.meeting.get_absolute_url())
    assert [stat["value"] for stat in page.context["stats"]] == [1, 0, 0, 1]
    assert (page.context["answered"], page.context["wishes"]) == (1, ["見本の望み"])


def test_a_meeting_is_called_off_on_its_page(worker, enter, client):
    announcement = an_announcement()
    signed_up(announcement)
    address = at("call_off", announcement)
    assert list(enter(worker).post(address, {"why": ""}).context["form"].errors) == ["why"]
    enter(worker).post(address, {"why": "台風のため"})
    public = client.get(f"/meetings/{announcement.pk}/").content.decode()
    assert ("この会は中止になりました" in public, "/join/" in public) == (True, False)


def test_what_is_over_is_not_called_off(worker, enter):
    announcement = an_announcement(on=date(2020, 1, 10))
    answer = enter(worker).post(at("call_off", announcement), {"why": "台風のため"}, follow=True)
    assert "もう終わっています" in answer.content.decode()
