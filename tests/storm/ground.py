"""Run inside the house that is struck: who lives there beforehand, and its outbox afterwards.

`python -m tests.storm.ground make RESIDENTS DRAFTS` prints, for each resident, the session cookie
and the drafts; `… settle` does what the outbox does in the minutes after a crash.
"""

import json
import os
import sys
from datetime import timedelta

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ibasho.settings")
django.setup()

from django.conf import settings  # noqa: E402
from django.test import Client  # noqa: E402
from django.utils import timezone  # noqa: E402

from ibasho.accounts.models import User  # noqa: E402
from ibasho.dates import FiscalYear, day_in_japan  # noqa: E402
from ibasho.letters import outbox  # noqa: E402
from ibasho.letters.models import Mail, MailState  # noqa: E402
from ibasho.letters.tasks import send_mail  # noqa: E402
from tests.grants import factories  # noqa: E402


def make(residents: int, drafts: int) -> None:
    year = factories.a_programme_year(fiscal_year=FiscalYear.of(day_in_japan(timezone.now())))
    told = [_resident(number, drafts, year) for number in range(residents)]
    sys.stdout.write(json.dumps(told))


def _resident(number: int, drafts: int, year) -> dict:
    email = f"resident{number}@example.jp"
    user = User.objects.create_user(email=email, name=f"見本 {number}")
    client = Client()
    client.force_login(user)
    groups = [
        factories.a_group(member=user, name=f"見本の会{number}の{one}") for one in range(drafts)
    ]
    made = [
        factories.a_draft(by=user, group=group, programme_year=year, at=timezone.now())
        for group in groups
    ]
    session = client.cookies[settings.SESSION_COOKIE_NAME].value
    return {"session": session, "drafts": [str(draft.pk) for draft in made]}


def settle() -> None:
    """The look of the outbox ten minutes later, when no worker can hold a mail any more."""
    later = timezone.now() + timedelta(minutes=10)
    outbox.lay_open(at=later)
    for mail_id in outbox.due(at=later):
        send_mail(mail_id=mail_id)
    unsettled = Mail.objects.filter(state__in=[MailState.WAITING, MailState.SENDING])
    sys.exit(unsettled.count())


if __name__ == "__main__":
    {"make": make, "settle": settle}[sys.argv[1]](*map(int, sys.argv[2:]))
