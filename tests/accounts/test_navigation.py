"""The navigation marks the room in which a page lies, also where that room has no entry."""

import pytest
from django.contrib.auth.models import AnonymousUser

from ibasho.accounts.navigation import page_frame

pytestmark = pytest.mark.django_db


def marked(rf, path, user):
    request = rf.get(path)
    request.user = user
    return [entry["label"] for entry in page_frame(request)["navigation"] if entry["current"]]


@pytest.mark.parametrize(
    ("path", "label"),
    [
        ("/staff/", "今日の仕事"),
        ("/staff/missing/quiet/", "今日の仕事"),
        ("/staff/applications/new/", "申請"),
        ("/staff/deadlines/", "申請"),
        ("/staff/listings/", "団体"),
        ("/staff/hand-over/", "団体"),
        ("/staff/people/", "相談"),
        ("/staff/meetings/new/", "交流会"),
        ("/staff/payments/", "支払い"),
        ("/staff/programmes/funding/", "予算"),
        ("/staff/voices/", "統計と報告書"),
        ("/staff/stories/", "統計と報告書"),
        ("/staff/imports/", "統計と報告書"),
    ],
)
def test_staff_see_where_they_are(rf, accountant, path, label):
    assert marked(rf, path, accountant) == [label]


def test_nothing_is_marked_for_who_has_no_such_entry(rf, resident):
    assert marked(rf, "/staff/stories/", resident) == []
    assert marked(rf, "/my/groups/new/", resident) == ["マイページ"]
    assert marked(rf, "/help/", AnonymousUser()) == ["てびき"]
