"""The day of a call is said once, to who wanted to call, and tells nothing of whom."""

from datetime import timedelta

import pytest

from consultations import workflow
from consultations.log import reminding
from consultations.models import Consultation
from ibasho.letters.models import Mail
from tests.consultations.factories import DAY, WRITTEN, a_consultation

pytestmark = pytest.mark.django_db
FACTS = {"on": DAY, "channel": "phone", "asker": "person", "what_happened": "見本の話"}


def mails():
    return sorted(Mail.objects.values_list("to", flat=True))


def test_each_worker_reads_how_many_once(worker, worker2):
    secret = {"asker_name": "カナリアさん", "what_happened": "カナリアの話"}
    a_consultation(workers=[worker, worker2], follow_up_on=DAY, **secret)
    a_consultation(workers=[worker], follow_up_on=DAY - timedelta(days=3), **secret)
    a_consultation(workers=[worker], follow_up_on=DAY + timedelta(days=1))
    a_consultation(workers=[worker], follow_up_on=DAY, followed_up=True)
    assert reminding.remind(at=WRITTEN, on=DAY) == 2
    assert mails() == sorted([worker.email, worker2.email])
    body = Mail.objects.get(to=worker.email).body
    assert body.count("新しく2件") == 1
    assert "カナリア" not in "".join(f"{mail.subject}{mail.body}" for mail in Mail.objects.all())
    assert reminding.remind(at=WRITTEN, on=DAY) == 0
    assert len(mails()) == 2


def test_a_new_day_is_said_anew(worker):
    record = a_consultation(workers=[worker], follow_up_on=DAY)
    reminding.remind(at=WRITTEN, on=DAY)
    later = DAY + timedelta(days=7)
    workflow.amend(
        record, by=worker, at=WRITTEN, seen="", workers=[worker], **FACTS, follow_up_on=later
    )
    assert reminding.remind(at=WRITTEN, on=DAY) == 0
    assert reminding.remind(at=WRITTEN, on=later) == 1


def test_saying_it_is_no_change_of_the_record(worker):
    record = a_consultation(workers=[worker], follow_up_on=DAY)
    reminding.remind(at=WRITTEN, on=DAY)
    history = Consultation.pgh_event_model.objects.filter(pgh_obj=record)
    assert [event.pgh_label for event in history] == ["insert"]
