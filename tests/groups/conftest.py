"""A group of the resident's, and what a form about it sends."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from ibasho.groups.models import Group, Membership

AT = datetime(2026, 11, 23, 10, 0, tzinfo=ZoneInfo("Asia/Tokyo"))


@pytest.fixture
def group(resident):
    group = Group.objects.create(
        name="見本の会", reading="みほんのかい", neighbourhood="見本町", phone="0422-00-0000"
    )
    Membership.objects.create(group=group, user=resident)
    return group


@pytest.fixture
def typed():
    """What a person types who is not careful about widths."""
    return {
        "name": "髙𠮷葛󠄀の家",
        "reading": "タカヨシカツラノイエ",
        "operator": "",
        "about": "お茶を飲みます。\r\n歌もうたいます。",
        "neighbourhood": "見本町",
        "area": "",
        "district": "",
        "venue": "見本コミセン",
        "venue_address": "",
        "schedule": "毎月 第1日曜日",
        "representative": "見本 﨑子",
        "representative_reading": "ﾐﾎﾝ ｻｷｺ",
        "phone": "０４２２－００－００００",
        "postal_code": "１８００００１",
        "address": "",
    }
