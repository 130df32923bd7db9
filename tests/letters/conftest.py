"""A group, and a letter to it."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from ibasho.dates import FiscalYear
from ibasho.groups.models import Group, Membership
from ibasho.letters.issue import issue
from ibasho.letters.models import Kind

AT = datetime(2026, 11, 23, 10, 0, tzinfo=ZoneInfo("Asia/Tokyo"))
VALUES = {
    "団体名": "見本の会",
    "代表者名": "𠮷田 髙子",
    "助成事業": "見本づくり助成",
    "年度": "令和8年度",
    "受付番号": "R8-0001",
    "申請額": "44,400円",
    "交付決定額": "44,400円",
    "条件": "",
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
            "values": VALUES,
            "addressee": ["見本の会", "代表 𠮷田 髙子 様"],
            "by": approver,
            "at": AT,
            "on": date(2026, 11, 23),
        }
        return issue(**facts | changes)

    return _send
