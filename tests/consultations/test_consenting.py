"""The ledger of consent: it only grows, and what stands at a voice is what it says."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, connection, transaction

from consultations import consenting, workflow
from consultations.choices import Media
from consultations.models import Consent, Voice
from tests.consultations.factories import DAY, WRITTEN, a_consented_voice, a_voice

pytestmark = pytest.mark.django_db
YEAR = timedelta(days=365)


def agree(voice, worker, **facts):
    plain = {"on": DAY, "media": [Media.REPORT]}
    return consenting.agree(voice, by=worker, at=WRITTEN, **plain | facts)


def withdraw(voice, worker, on=DAY):
    return consenting.withdraw(voice, by=worker, at=WRITTEN, on=on)


def shown(on=DAY):
    return list(Voice.objects.allowed_in(Media.REPORT, on=on))


def test_each_consent_extension_and_withdrawal_is_an_entry(worker, approver):
    voice = a_voice()
    agree(voice, worker, until=DAY, said_by="見本 話し手", asked_by=approver, manner="written")
    agree(voice, worker, until=DAY + YEAR)
    assert shown(DAY + YEAR) == [voice]
    withdraw(voice, worker)
    entries = Consent.objects.values_list("act", "until", "manner", "said_by", "asked_by__name")
    assert list(entries) == [
        ("given", DAY, "written", "見本 話し手", "見本 approver"),
        ("extended", DAY + YEAR, "spoken", "", None),
        ("withdrawn", None, "spoken", "", None),
    ]
    assert set(Consent.objects.values_list("noted_by__name", "words")) == {
        ("見本 worker", "見本の声です。")
    }
    assert shown() == []


def test_nothing_follows_a_withdrawal(worker):
    voice = a_consented_voice()
    withdraw(voice, worker)
    assert withdraw(voice, worker, on=DAY + YEAR) is None
    with pytest.raises(consenting.ConsentEnded):
        agree(voice, worker)
    assert Consent.objects.count() == 2


def test_where_nobody_agreed_nothing_is_withdrawn(worker):
    with pytest.raises(consenting.NothingAgreed):
        withdraw(a_voice(), worker)


def test_other_words_need_another_consent(worker):
    voice = a_consented_voice()
    workflow.amend_voice(voice, speaker="organiser")
    assert shown() == [voice]
    workflow.amend_voice(voice, words="ちがうことば")
    assert shown() == []
    assert agree(voice, worker).act == "given"
    assert shown() == [voice]


def test_only_listeners_write_it(auditor):
    with pytest.raises(consenting.NotAllowed):
        agree(a_voice(), auditor)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE consultations_consent SET until = NULL, manner = 'mail'",
        "DELETE FROM consultations_consent",
        "UPDATE consultations_voice SET consented_on = '2026-01-01'",
        "UPDATE consultations_voice SET media = '{web}'",
        "UPDATE consultations_voice SET consent_until = '2030-01-01'",
        "UPDATE consultations_voice SET withdrawn_on = '2030-01-01'",
        "INSERT INTO consultations_voice (id, words, speaker, said_by, heard_on, media, consented_on)"
        " VALUES (gen_random_uuid(), 'x', 'participant', '', '2026-01-01', '{report}', '2026-01-01')",
        # Neither nowhere, nor without anything to belong to, nor backwards.
        'INSERT INTO consultations_consent (voice_id, act, "on", media, manner, said_by, words,'
        " noted_at) SELECT id, 'given', '2026-01-01', '{}', 'spoken', '', '', now()"
        " FROM consultations_voice",
        'INSERT INTO consultations_consent (act, "on", media, manner, said_by, words, noted_at)'
        " VALUES ('given', '2026-01-01', '{report}', 'spoken', '', '', now())",
        'INSERT INTO consultations_consent (voice_id, act, "on", until, media, manner, said_by,'
        " words, noted_at) SELECT id, 'given', '2026-01-02', '2026-01-01', '{report}', 'spoken', '',"
        " '', now() FROM consultations_voice",
    ],
)
def test_the_database_keeps_the_ledger(statement):
    a_consented_voice()
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


@pytest.mark.parametrize("act", ["given", "extended", "withdrawn"])
def test_the_database_lets_nothing_follow_a_withdrawal(act, worker):
    voice = a_consented_voice()
    withdraw(voice, worker)
    media = [] if act == "withdrawn" else ["report"]
    with pytest.raises(DatabaseError), transaction.atomic():
        Consent.objects.create(
            voice=voice, act=act, on=DAY, media=media, manner="mail", noted_at=WRITTEN
        )
