"""The pages of the diary: a minute on a phone, or by the staff on the phone."""

from datetime import date

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile

from ibasho.groups.models import Gathering, Group, Receipt
from tests.groups.conftest import AT
from tests.groups.factories import a_gathering
from tests.house.stage import PNG

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _now():
    with time_machine.travel(AT, tick=False):
        yield


def typed(**changes):
    told = {
        "on": "R8.4.5",
        "people": "１２人",
        "helpers": "",
        "venue_fee": "1,200円",
        "starts_at": "10時",
        "ends_at": "13:00",
        "form": "in_person",
        "place": "見本コミセン",
        "note": "桜餅を食べた。",
    }
    return told | changes


def test_a_resident_writes_one(group, resident, enter):
    answer = enter(resident).post(f"/my/groups/{group.pk}/diary/new/", typed())
    assert (answer.status_code, answer.url) == (302, f"/my/groups/{group.pk}/diary/")
    row = Gathering.objects.get()
    assert (row.on, row.minutes, row.people, row.helpers) == (date(2026, 4, 5), 180, 12, None)
    assert (row.venue_fee, row.by_staff) == (1_200, False)


def test_from_a_planned_day_nearly_everything_is_there(group, resident, enter):
    told = "on=2026-04-05&starts_at=10:00&ends_at=13:00&venue_fee=1200&back=/my/"
    page = enter(resident).get(f"/my/groups/{group.pk}/diary/new/?{told}").content.decode()
    for value in ("2026-04-05", "10:00", "13:00", "1200", "/my/"):
        assert f'value="{value}"' in page
    answer = enter(resident).post(f"/my/groups/{group.pk}/diary/new/", typed(back="/my/"))
    assert answer.url == "/my/"


def test_nobody_is_sent_to_another_house(group, resident, enter):
    told = typed(back="//evil.example/")
    answer = enter(resident).post(f"/my/groups/{group.pk}/diary/new/", told)
    assert answer.url == f"/my/groups/{group.pk}/diary/"


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"on": "2026/11/24"}, "「開いた日」がこれからの日です。"),
        ({"on": "令和8年13月1日"}, "開いた日"),
        ({"people": "大勢"}, "来た人の数を0人から9,999人までの整数で入れてください。"),
        ({"ends_at": "9:00"}, "終わりの時刻を、始まりの時刻より後にしてください。"),
        ({"form": "moon"}, "開き方を選んでください。"),
        ({"venue_fee": "1000.5"}, "会場費を0円から999,999円までの整数で入れてください。"),
        ({"note": "桜\x00餅"}, "ひとことから見えない制御文字を消してください。"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_typed_is_lost(group, resident, enter, wrong, words):
    answer = enter(resident).post(f"/my/groups/{group.pk}/diary/new/", typed(**wrong))
    page = answer.content.decode()
    assert (answer.status_code, Gathering.objects.count()) == (200, 0)
    assert words in page and "エラー：" in page and "見本コミセン" in page


def test_a_receipt_is_kept_shown_and_taken_away(group, resident, stranger, worker, enter):
    client = enter(resident)
    files = {"receipts": SimpleUploadedFile("領収書.png", PNG)}
    client.post(f"/my/groups/{group.pk}/diary/new/", typed() | files)
    kept = Receipt.objects.get()
    address = f"/groups/{group.pk}/diary/receipts/{kept.pk}/"
    fetched = client.get(f"/my{address}")
    assert b"".join(fetched.streaming_content)[:4] == PNG[:4]
    assert fetched["Content-Security-Policy"] == "default-src 'none'; sandbox"
    for_staff = enter(worker).get(f"/staff{address}")
    assert b"".join(for_staff.streaming_content)[:4] == PNG[:4]
    assert enter(stranger).get(f"/my{address}").status_code == 404
    assert client.post(f"/my{address}remove/").status_code == 302
    assert Receipt.objects.count() == 0


def test_a_file_that_is_no_picture_is_refused_and_nothing_is_written(group, resident, enter):
    files = {"receipts": SimpleUploadedFile("領収書.png", b"MZ\x00")}
    answer = enter(resident).post(f"/my/groups/{group.pk}/diary/new/", typed() | files)
    assert "受け取れません" in answer.content.decode()
    assert Gathering.objects.count() == 0


def test_staff_write_what_they_hear_and_readers_read(group, worker, auditor, enter):
    address = f"/staff/groups/{group.pk}/diary/"
    assert enter(worker).post(f"{address}new/", typed()).status_code == 302
    assert Gathering.objects.get().by_staff is True
    page = enter(auditor).get(address).content.decode()
    assert "職員が聞いて書きました" in page and "集まりを書く" not in page
    assert enter(auditor).get(f"{address}new/").status_code == 403


def test_putting_right_and_taking_back(group, resident, enter):
    row = a_gathering(group, by=resident, at=AT)
    client, address = enter(resident), f"/my/groups/{group.pk}/diary/{row.pk}/"
    client.post(address, typed(people="15"))
    assert Gathering.objects.get().people == 15
    assert "この記録を消しますか" in client.get(f"{address}remove/").content.decode()
    client.post(f"{address}remove/")
    assert Gathering.objects.count() == 0


def test_a_stranger_finds_nothing(group, resident, stranger, enter):
    row = a_gathering(group, by=resident, at=AT)
    client = enter(stranger)
    for page in ("", "new/", f"{row.pk}/", f"{row.pk}/remove/"):
        assert client.get(f"/my/groups/{group.pk}/diary/{page}").status_code == 404
    other = Group.objects.create(name="見本の庭")
    assert enter(resident).get(f"/my/groups/{other.pk}/diary/{row.pk}/").status_code == 404


@pytest.mark.parametrize("rows", [1, 3, 30])
def test_the_same_queries_for_every_number_of_rows(
    group, resident, enter, rows, django_assert_num_queries
):
    for day in range(1, rows + 1):
        a_gathering(group, by=resident, at=AT, on=date(2026, 6, day))
    client = enter(resident)
    with django_assert_num_queries(5):
        assert client.get(f"/my/groups/{group.pk}/diary/").status_code == 200


@pytest.mark.parametrize("typed_year", ["2025", "9999", "abc", "%00", "0"])
def test_any_year_in_the_address(group, resident, enter, typed_year):
    page = enter(resident).get(f"/my/groups/{group.pk}/diary/?fiscal_year={typed_year}")
    assert page.status_code == 200
