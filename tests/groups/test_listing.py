"""The public directory: what was agreed, read by staff, and gone at once when taken back."""

from datetime import timedelta
from io import BytesIO

import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import DatabaseError, connection, transaction
from PIL import Image

from ibasho.groups import listing, queries, workflow
from ibasho.groups.models import Group, Listing
from ibasho.groups.places import weekdays_in
from ibasho.uploads import Unwelcome
from ibasho.uploads.pictures import public_picture
from tests.groups.conftest import AT

pytestmark = pytest.mark.django_db
WORDS = {
    "about": "見本のことば",
    "neighbourhood": "見本町",
    "schedule": "毎週水曜日",
    "weekdays": [2],
}
PHOTO = {"photo_alt": "お茶を飲む人たち", "photo_agreed": True}


@pytest.fixture(autouse=True)
def _files(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def files(tmp_path):
    return lambda: sorted(path.name for path in tmp_path.rglob("*") if path.is_file())


def propose(group, by, minutes=0, **words):
    at = AT + timedelta(minutes=minutes)
    return listing.propose(group, by=by, at=at, **(WORDS | words))


def shown(group):
    place = queries.place(group.pk)
    return place and place.about


def test_words_are_shown_when_staff_have_read_them_and_the_old_ones_stay_until_then(
    group, resident, worker
):
    first = propose(group, resident)
    assert shown(group) is None
    listing.show(first, by=worker, at=AT)
    assert shown(group) == "見本のことば"
    second = propose(group, resident, 1, about="新しいことば")
    assert shown(group) == "見本のことば"
    listing.show(second, by=worker, at=AT)
    assert shown(group) == "新しいことば"
    states = list(Listing.objects.order_by("proposed_at").values_list("state", flat=True))
    assert states == ["replaced", "shown"]


def test_a_second_thought_takes_the_place_of_the_first(group, resident, worker):
    first = propose(group, resident)
    propose(group, resident, 1, about="やっぱり")
    with pytest.raises(listing.AlreadySettled):
        listing.show(first, by=worker, at=AT)
    assert [each.about for each in queries.proposals()] == ["やっぱり"]


def test_staff_may_ask_for_other_words(group, resident, worker):
    listing.decline(propose(group, resident), by=worker, at=AT, remark="曜日を書いてください。")
    versions = queries.listings(group)
    assert (versions.waits, versions.remark) == (False, "曜日を書いてください。")
    assert shown(group) is None


def test_who_has_nothing_to_do_with_the_group_writes_nothing(group, stranger, auditor, resident):
    for person in (stranger, auditor):
        with pytest.raises(listing.NotAllowed):
            propose(group, person)
        with pytest.raises(listing.NotAllowed):
            listing.withdraw(group, by=person)
    with pytest.raises(listing.NotAllowed):
        listing.show(propose(group, resident), by=resident, at=AT)


def test_withdrawing_works_at_once_and_takes_the_photo_along(
    group, resident, worker, files, django_capture_on_commit_callbacks
):
    listing.show(propose(group, resident, photo=b"jpeg", **PHOTO), by=worker, at=AT)
    waiting = propose(group, resident, 1, photo=b"other", **PHOTO)
    assert (len(files()), queries.photo(group.pk).photo.size) == (2, 4)
    with django_capture_on_commit_callbacks(execute=True):
        listing.withdraw(group, by=resident)
    assert (queries.place(group.pk), queries.photo(group.pk), files()) == (None, None, [])
    waiting.refresh_from_db()
    assert (waiting.state, waiting.photo.name) == ("withdrawn", "")


def test_the_same_photo_goes_on_until_no_version_needs_it(
    group, resident, worker, files, django_capture_on_commit_callbacks
):
    listing.show(propose(group, resident, photo=b"jpeg", **PHOTO), by=worker, at=AT)
    with django_capture_on_commit_callbacks(execute=True):
        listing.show(propose(group, resident, 1, about="新", **PHOTO), by=worker, at=AT)
    assert len(files()) == 1
    with default_storage.open(queries.photo(group.pk).photo.name) as kept:
        assert kept.read() == b"jpeg"
    with django_capture_on_commit_callbacks(execute=True):
        listing.show(propose(group, resident, 2, photo=b""), by=worker, at=AT)
    assert (files(), queries.photo(group.pk)) == ([], None)


def test_what_a_published_group_changes_in_the_register_is_not_public_by_itself(group, resident):
    Group.objects.filter(pk=group.pk).update(published=True, about="前のことば")
    group.refresh_from_db()
    workflow.amend(
        group, by=resident, facts={"about": "読まれていないことば", "name": "新しい名前"}
    )
    place = queries.place(group.pk)
    assert (place.about, place.name) == ("前のことば", "見本の会")


def test_staff_write_for_a_group_and_it_is_shown(group, worker):
    listing.write(group, by=worker, at=AT, **WORDS)
    assert shown(group) == "見本のことば"


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ("contact = '0422-00-0000', contact_agreed = true", "Cannot update"),
        ("about = 'x'", "Cannot update"),
        ("state = 'proposed'", "Invalid transition"),
        ("photo = 'x'", "listing_photo_agreed"),
    ],
)
def test_the_database_keeps_words_and_ways(group, worker, change, why):
    listing.write(group, by=worker, at=AT, **WORDS)
    with (
        pytest.raises(DatabaseError, match=why),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(f"UPDATE groups_listing SET {change}")  # noqa: S608


@pytest.mark.parametrize(
    "words",
    [
        {"contact": "0422-00-0000"},
        {"photo": b"jpeg"},
        {"photo": b"jpeg", "photo_agreed": True},
        {"weekdays": [7]},
    ],
)
def test_nothing_is_kept_without_agreement(group, resident, words, files):
    with pytest.raises(DatabaseError), transaction.atomic():
        propose(group, resident, **words)
    assert (Listing.objects.count(), files()) == (0, [])


def test_schedules_name_their_days():
    said = {"毎月第1日曜日": [6], "毎週月曜・水曜日": [0, 2], "月に2回": [], "": []}
    assert {words: weekdays_in(words) for words in said} == said


def test_a_photo_is_made_anew_without_what_it_tells():
    exif = Image.Exif()
    exif[0x010F] = "camera"
    exif[0x0112] = 6  # lies on its side
    out = BytesIO()
    Image.new("RGB", (3000, 1000), "red").save(out, "JPEG", exif=exif)
    data = public_picture(SimpleUploadedFile("a.jpg", out.getvalue()))
    made = Image.open(BytesIO(data))
    assert (made.size, dict(made.getexif()), made.format) == ((533, 1600), {}, "JPEG")
    assert (b"camera" in out.getvalue(), b"camera" in data) == (True, False)


def test_what_shines_through_becomes_white_and_a_paper_is_no_photo():
    out = BytesIO()
    Image.new("RGBA", (10, 10), (0, 0, 0, 0)).save(out, "PNG")
    made = Image.open(BytesIO(public_picture(SimpleUploadedFile("a.png", out.getvalue()))))
    assert made.getpixel((5, 5)) == (255, 255, 255)
    with pytest.raises(Unwelcome):
        public_picture(SimpleUploadedFile("a.txt", b"hello"))
