"""A group, and a letter to it."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from ibasho.dates import FiscalYear
from ibasho.groups.models import Group, Membership
from ibasho.letters.issue import issue
from ibasho.letters.models import Kind

AT = datetime(2026, 11, 23, 10, 0, tzinfo=ZoneInfo("Asia/Tokyo"))
CONTENT = {
    "addressee": ["見本の会", "代表 𠮷田 髙子 様"],
    "title": "交付決定通知書",
    "paragraphs": ["次のとおり決定しました。"],
    "items": [{"label": "交付決定額", "value": "44,400円"}],
    "note": "",
}


@pytest.fixture
def group(resident):
    group = Group.objects.create(name="見本の会", reading="みほんのかい")
    Membership.objects.create(group=group, user=resident)
    return group


@pytest.fixture
def send_letter(group, approver):
    """Issue a letter to the group: `send_letter()` → Letter."""

    def _send(**changes):
        facts = {
            "kind": Kind.AWARD,
            "group": group,
            "fiscal_year": FiscalYear(2026),
            "content": CONTENT,
            "by": approver,
            "at": AT,
            "on": date(2026, 11, 23),
        }
        return issue(**facts | changes)

    return _send
