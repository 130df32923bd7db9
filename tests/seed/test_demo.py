"""The demonstration can be told on every day of a year, the first and the last included."""

from datetime import datetime

import pytest

from grants.models import Application
from grants.states import State
from ibasho.dates import JAPAN
from ibasho.seed import demo


@pytest.mark.django_db
@pytest.mark.parametrize("day", [(2026, 4, 1), (2026, 4, 5), (2026, 11, 23), (2027, 3, 31)])
def test_every_state_is_there_on_any_day(settings, day):
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    demo.load(at=datetime(*day, 9, 0, tzinfo=JAPAN))
    assert set(Application.objects.values_list("state", flat=True)) == set(State.values)
