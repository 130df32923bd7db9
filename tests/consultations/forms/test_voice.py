"""The form of a voice: consent and media belong together."""

import pytest

from consultations.forms import VoiceForm
from tests.consultations.factories import DAY

pytestmark = pytest.mark.django_db
LEAST = {"words": "見本の声", "speaker": "participant", "heard_on": "2026年5月20日"}
CONSENT = {"consented_on": "2026年5月20日", "media": ["report"]}


@pytest.mark.parametrize(
    ("typed", "wrong"),
    [
        ({}, {}),
        (CONSENT, {}),
        (CONSENT | {"consent_until": "2027年3月31日"}, {}),
        (
            {"media": ["report"]},
            {"consented_on": ["載せてよいと聞いた、同意の日を入れてください。"]},
        ),
        (
            {"consented_on": "2026年5月20日"},
            {"media": ["同意のあった、載せてよいところを選んでください。"]},
        ),
        (
            CONSENT | {"consent_until": "2026年5月19日"},
            {"consent_until": ["同意の期限を、同意の日より後の日にしてください。"]},
        ),
        (
            {"heard_on": "2026年5月21日"},
            {"heard_on": ["聞いた日を今日か、今日より前の日にしてください。"]},
        ),
    ],
)
def test_consent(typed, wrong):
    form = VoiceForm(LEAST | typed, today=DAY)
    assert {name: list(words) for name, words in form.errors.items()} == wrong
