"""The demonstration can be told on every day of a year, the first and the last included."""

from datetime import datetime

import pytest

from grants.models import (
    Application,
    ConflictOfInterest,
    Copied,
    CorrectionItem,
    Evidence,
    KeyedIn,
    Message,
    Note,
    SavedView,
    Told,
)
from grants.programmes import replay
from grants.states import State
from ibasho.dates import JAPAN
from ibasho.seed import demo


@pytest.mark.django_db
@pytest.mark.parametrize("day", [(2026, 4, 1), (2026, 4, 5), (2026, 11, 23), (2027, 3, 31)])
def test_every_state_is_there_on_any_day(settings, day):
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    demo.load(at=datetime(*day, 9, 0, tzinfo=JAPAN))
    assert set(Application.objects.values_list("state", flat=True)) == set(State.values)
    assert replay.run().differences == []
    assert beside() == {
        Copied: 1,
        CorrectionItem: 4,
        ConflictOfInterest: 1,
        Evidence: 3,
        KeyedIn: 1,
        Message: 3,
        Note: 2,
        SavedView: 1,
        Told: 1,
    }


def beside():
    """How much stands beside the applications, by what it is."""
    kinds = (Copied, CorrectionItem, ConflictOfInterest, Evidence, KeyedIn, Message, Note)
    return {kind: kind.objects.count() for kind in (*kinds, SavedView, Told)}
