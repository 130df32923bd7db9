"""What stands apart: sealed in every table, brought under a new key, opened by few."""

import json

import pytest
from cryptography.fernet import Fernet
from django.core.management import call_command
from django.db import connection

from consultations import workflow
from consultations.log import confiding, drafts
from consultations.models import Confidence, Draft, Person, Reflection
from tests.consultations.factories import DAY, WRITTEN, a_consultation

pytestmark = pytest.mark.django_db
FACTS = {"on": DAY, "channel": "phone", "asker": "person", "what_happened": "見本の話"}
CANARY = "カナリア"
SEALED = (
    "consultations_reflection",
    "consultations_confidence",
    "consultations_confidenceevent",
    "consultations_draft",
    "consultations_person",
    "consultations_personevent",
)


def everything(worker):
    told = {"reflection": CANARY, "confidence": CANARY, "asker_contact": CANARY}
    record = workflow.record(
        by=worker, at=WRITTEN, workers=[worker], asker_name="見本 花子", **told, **FACTS
    )
    draft = {"confidence": [CANARY]}
    drafts.keep_change(record, draft, seen="", by=worker, at=WRITTEN)
    return record


def rows_of(table):
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT row_to_json(t) FROM {table} t")  # noqa: S608
        return [json.dumps(row, ensure_ascii=False) for (row,) in cursor.fetchall()]


def test_no_table_holds_the_words(worker):
    everything(worker)
    found = {table: rows_of(table) for table in SEALED}
    assert {table for table, rows in found.items() if not rows} == set()
    assert [table for table, rows in found.items() if CANARY in "".join(rows)] == []


def test_a_new_key_opens_all_of_it_and_the_old_one_may_go(worker, settings):
    record = everything(worker)
    old, new = list(settings.FIELD_KEYS), Fernet.generate_key().decode()
    settings.FIELD_KEYS = [new, *old]
    call_command("rotate_keys")
    settings.FIELD_KEYS = [new]
    assert confiding.own_reflection(record, worker) == CANARY
    assert confiding.confidence_of(record) == CANARY
    assert drafts.words(Draft.objects.get()) == {"confidence": [CANARY]}
    assert Person.objects.get().contact.reveal() == CANARY
    (event,) = Confidence.pgh_event_model.objects.all()
    assert event.words.reveal() == CANARY


def test_each_worker_has_a_reflection_of_their_own(worker, worker2, approver):
    record = a_consultation(workers=[worker, worker2])
    for user in (worker, worker2):
        confiding.reflect(record, f"{user.pk}の気づき", by=user, at=WRITTEN)
    assert [confiding.reflection_of(record, user) for user in (worker, worker2, approver)] == [
        f"{worker.pk}の気づき",
        f"{worker2.pk}の気づき",
        "",
    ]
    confiding.reflect(record, "", by=worker, at=WRITTEN)
    assert [row.author for row in Reflection.objects.all()] == [worker2]


def test_what_an_import_brought_is_read_by_all_who_reflect(worker, worker2, approver):
    record = a_consultation()
    confiding.reflect(record, "冊子の気づき", by=None, at=WRITTEN)
    read = [confiding.reflection_of(record, user) for user in (worker, worker2, approver)]
    assert read == ["冊子の気づき", "冊子の気づき", ""]


def test_a_confidence_is_written_by_who_was_there(worker, worker2, approver):
    record = a_consultation(workers=[worker])
    for user in (worker2, approver):
        with pytest.raises(confiding.NotAllowed):
            confiding.confide(record, "差しこみ", by=user, at=WRITTEN)
    confiding.confide(record, "事情", by=worker, at=WRITTEN)
    confiding.confide(record, "事情", by=worker, at=WRITTEN)
    assert Confidence.pgh_event_model.objects.count() == 1
    confiding.confide(record, "", by=worker, at=WRITTEN)
    assert Confidence.objects.count() == 0
