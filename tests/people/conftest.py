"""A group with a representative and a treasurer, and the way to invite others."""

import re
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from ibasho.accounts.models import User
from ibasho.groups.models import Group, Membership, Part
from ibasho.letters.models import Mail
from ibasho.people import workflow

AT = datetime(2026, 11, 23, 10, 0, tzinfo=ZoneInfo("Asia/Tokyo"))


@pytest.fixture
def treasurer(db):
    return User.objects.create_user(email="treasurer@example.jp", name="見本 会計")


@pytest.fixture
def group(resident, treasurer):
    group = Group.objects.create(name="見本の会", reading="みほんのかい")
    Membership.objects.create(group=group, user=resident, since=AT)
    Membership.objects.create(group=group, user=treasurer, part=Part.TREASURER, since=AT)
    return group


def link(token):
    return f"http://testserver/invitations/{token}/"


@pytest.fixture
def invite(group, resident):
    """Invite the stranger: `invite()` → Invitation."""

    def _invite(**changes):
        facts = {"email": "stranger@example.jp", "part": Part.CONTACT, "by": resident, "at": AT}
        return workflow.invite(group, **facts | changes, link=link)

    return _invite


def address_in_mail(to):
    """The path that the last mail to this address leads to."""
    body = Mail.objects.filter(to=to).latest("written_at").body
    return re.search(r"http://testserver(/invitations/[^/]+/)", body)[1]


def parts(group):
    """Who belongs to the group, by mail address."""
    rows = group.memberships.order_by("user__email").values_list("user__email", "part")
    return {email.split("@")[0]: part for email, part in rows}
