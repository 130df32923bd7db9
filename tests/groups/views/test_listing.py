"""The words of a group on their way to the public, as residents and staff see them."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from ibasho.groups.models import Group, Listing
from ibasho.letters.models import Mail
from tests.house.stage import PNG

pytestmark = pytest.mark.django_db
TYPED = {
    "about": "見本のことば",
    "neighbourhood": "見本町",
    "schedule": "毎週水曜日",
    "weekdays": ["2"],
    "photo_choice": "none",
}


@pytest.fixture(autouse=True)
def _files(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


def mine(group, rest=""):
    return f"/my/groups/{group.pk}/listing/{rest}"


def staffs(group, rest=""):
    return f"/staff/groups/{group.pk}/listing/{rest}"


def fetched(client, path):
    answer = client.get(path)
    return answer.status_code, answer.getvalue()[:2]


def test_from_a_group_to_the_public_and_out_again(group, resident, worker, enter, client):
    typed = TYPED | {
        "photo": SimpleUploadedFile("a.png", PNG),
        "photo_choice": "change",
        "photo_alt": "お茶を飲む人たち",
        "photo_agreed": "on",
        "contact": "見本 0422-00-0000",
        "contact_agreed": "on",
    }
    own, staff, place = enter(resident), enter(worker), f"/places/{group.pk}/"
    assert own.post(mine(group), typed)["Location"] == mine(group)
    assert "確認中です" in own.get(mine(group)).content.decode()
    assert client.get(place).status_code == client.get(f"{place}photo/").status_code == 404
    assert fetched(own, mine(group, "photo/")) == fetched(staff, staffs(group, "photo/"))
    page = staff.get(staffs(group))
    assert {row["label"] for row in page.context["rows"] if row["differs"]} >= {
        "問い合わせ先",
        "写真",
    }
    assert f"/staff/groups/{group.pk}/listing/" in staff.get("/staff/listings/").content.decode()
    staff.post(f"/staff/listings/{Listing.objects.get().pk}/show/")
    told = Mail.objects.values_list("to", "subject")
    assert list(told) == [(resident.email, "「見本の会」が居場所の名簿に載りました")]
    public = client.get(place).content.decode()
    assert ("見本 0422-00-0000" in public, "お茶を飲む人たち" in public) == (True, True)
    assert fetched(client, f"{place}photo/") == (200, b"\xff\xd8")
    own.post(mine(group, "withdraw/"))
    assert client.get(place).status_code == client.get(f"{place}photo/").status_code == 404


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"about": ""}, "about"),
        ({"contact": "0422-00-0000"}, "contact_agreed"),
        ({"photo_choice": "change", "photo_alt": "x", "photo_agreed": "on"}, "photo"),
        ({"weekdays": ["9"]}, "weekdays"),
        ({"photo_choice": "keep"}, "photo_choice"),
    ],
)
def test_what_is_missing_is_said_at_its_field(group, resident, enter, change, field):
    answer = enter(resident).post(mine(group), TYPED | change)
    assert (answer.status_code, list(answer.context["form"].errors)) == (200, [field])
    assert Listing.objects.count() == 0


def test_staff_send_words_back_and_the_group_reads_why(group, resident, worker, enter):
    own, staff = enter(resident), enter(worker)
    own.post(mine(group), TYPED)
    address = f"/staff/listings/{Listing.objects.get().pk}/decline/"
    assert list(staff.post(address, {"remark": ""}).context["form"].errors) == ["remark"]
    staff.post(address, {"remark": "曜日をもう一度みてください。"})
    assert "曜日をもう一度みてください。" in Mail.objects.get(to=resident.email).body
    page = own.get(mine(group)).content.decode()
    assert ("曜日をもう一度みてください。" in page, "見本のことば" in page) == (True, True)
    assert staff.post(address, {"remark": "また"}).status_code == 404


def test_staff_write_for_a_group_that_agreed(group, worker, enter, client):
    address = staffs(group, "edit/")
    wrong = enter(worker).post(address, TYPED)
    assert list(wrong.context["form"].errors) == ["agreed"]
    enter(worker).post(address, TYPED | {"agreed": "on"})
    assert "見本のことば" in client.get(f"/places/{group.pk}/").content.decode()
    enter(worker).post(staffs(group, "withdraw/"))
    assert client.get(f"/places/{group.pk}/").status_code == 404


def test_others_find_nothing(group, stranger, auditor, enter):
    for rest in ("", "photo/", "withdraw/"):
        assert enter(stranger).get(mine(group, rest)).status_code == 404
    assert enter(auditor).get(staffs(group)).status_code == 200
    assert enter(auditor).get(staffs(group, "edit/")).status_code == 403


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", 2),
        ("?neighbourhood=見本町", 1),
        ("?neighbourhood=ない町", 2),
        ("?day=2", 1),
        ("?day=6", 1),
        ("?day=0", 0),
        ("?day=9", 2),
        ("?day=2&neighbourhood=見本町", 1),
        ("?q=代子", 0),
        ("?q=ＭＩＨＯＮ", 1),
        ("?q=%00&day=%00", 2),
    ],
)
def test_places_are_found_by_word_neighbourhood_and_day(client, query, found):
    Group.objects.create(
        name="見本一", neighbourhood="見本町", schedule="毎週水曜日", published=True,
        representative="見本 代子",
    )  # fmt: skip
    Group.objects.create(name="mihon", neighbourhood="別町", schedule="第1日曜日", published=True)
    assert client.get("/places/" + query).context["page"].paginator.count == found


@pytest.mark.parametrize("rows", [1, 3, 30])
def test_the_staffs_list_costs_the_same(worker, enter, rows, django_assert_num_queries):
    for number in range(rows):
        group = Group.objects.create(name=f"見本{number}")
        Listing.objects.create(
            group=group, name="x", proposed_by=worker, proposed_at="2026-01-01T00:00Z"
        )
    client = enter(worker)
    with django_assert_num_queries(3):
        client.get("/staff/listings/")
