"""What is done to a record without writing it anew."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from consultations.models import Attachment, ReadLog
from tests.consultations.factories import DAY, a_consultation
from tests.grants.factories import PDF

pytestmark = pytest.mark.django_db
SECRET = "鍵のカナリア"


def test_following_up_is_a_post(enter, worker):
    record = a_consultation(follow_up_on=DAY)
    address = reverse("followed_up", args=[record.pk])
    assert enter(worker).get(address).status_code == 405
    assert enter(worker).post(address)["Location"] == record.get_absolute_url()
    record.refresh_from_db()
    assert record.followed_up is True


def test_what_came_of_a_referral_is_noted(enter, worker):
    record = a_consultation(referred_to="見本センター")
    address = reverse("referral_outcome", args=[record.pk])
    told = {"outcome": "reached", "note": "訪問してくれた"}
    assert enter(worker).post(address, told)["Location"] == record.get_absolute_url()
    record.refresh_from_db()
    assert (record.referral_outcome, record.referral_note) == ("reached", "訪問してくれた")
    page = enter(worker).post(address, {"outcome": "zzz", "note": "消えない"})
    assert page.context["form"].errors == {"outcome": ["つないだ結果を選んでください。"]}
    assert page.content.decode().count("消えない") == 1


def test_there_is_no_outcome_without_a_referral(enter, worker):
    record = a_consultation()
    page = enter(worker).post(reverse("referral_outcome", args=[record.pk]), {"outcome": "reached"})
    assert list(page.context["form"].non_field_errors()) == [
        "つなぎ先が書かれていません。先に記録を書きかえてください。"
    ]


def test_who_was_there_opens_a_confidence_and_is_noted(enter, worker):
    record = a_consultation(confidence=SECRET, author=worker, workers=[worker])
    page = enter(worker).get(reverse("confidence", args=[record.pk]))
    assert (page.content.decode().count(SECRET), page["Cache-Control"]) == (1, "no-store")
    log = ReadLog.objects.get()
    assert (log.user, log.consultation_id, log.how, log.reason) == (worker, record.pk, "sealed", "")


def test_a_colleague_opens_it_only_with_a_reason(enter, worker, worker2):
    record = a_consultation(confidence=SECRET, author=worker, workers=[worker])
    address, client = reverse("confidence", args=[record.pk]), enter(worker2)
    assert client.get(address).content.decode().count(SECRET) == 0
    assert client.post(address, {"reason": " "}).content.decode().count(SECRET) == 0
    assert ReadLog.objects.count() == 0
    assert client.post(address, {"reason": "急ぎの電話"}).content.decode().count(SECRET) == 1
    assert ReadLog.objects.values_list("how", "reason").get() == ("sealed", "急ぎの電話")


def test_others_have_no_door_to_it(enter, worker, approver, auditor, admin_user, accountant):
    record = a_consultation(confidence=SECRET, author=worker)
    address = reverse("confidence", args=[record.pk])
    for person in (approver, auditor, admin_user, accountant):
        assert enter(person).get(address).status_code == 403
        assert enter(person).post(address, {"reason": "見たい"}).status_code == 403


def test_a_paper_is_added_fetched_and_taken_away(enter, worker, auditor, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    record = a_consultation()
    add = reverse("consultation_enclose", args=[record.pk])
    wrong = SimpleUploadedFile("program.pdf", b"MZ" + b"\0" * 99)
    page = enter(worker).post(add, {"paper": [SimpleUploadedFile("見本.pdf", PDF), wrong]})
    assert page.content.decode().count("「program.pdf」：") == 2
    paper = Attachment.objects.get()
    assert (paper.name, paper.added_by, paper.size) == ("見本.pdf", worker, len(PDF))
    address = reverse("consultation_file", args=[record.pk, paper.pk])
    answer = enter(auditor).get(address)
    assert (b"".join(answer.streaming_content), answer["Content-Type"]) == (PDF, "application/pdf")
    assert ReadLog.objects.values_list("user", "how").get() == (auditor.pk, "file")
    other = reverse("consultation_file", args=[a_consultation().pk, paper.pk])
    assert enter(auditor).get(other).status_code == 404
    remove = reverse("consultation_file_remove", args=[record.pk, paper.pk])
    assert enter(auditor).post(remove).status_code == 403
    assert enter(worker).post(remove).status_code == 302
    assert Attachment.objects.count() == 0


def test_a_record_takes_twenty_papers(enter, worker, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    record = a_consultation()
    told = {"media_type": "application/pdf", "size": 1, "added_by": worker}
    Attachment.objects.bulk_create(
        Attachment(
            consultation=record,
            file=f"consultations/{n}",
            name="見本",
            added_at=record.written_at,
            **told,
        )
        for n in range(20)
    )
    add = reverse("consultation_enclose", args=[record.pk])
    page = enter(worker).post(add, {"paper": SimpleUploadedFile("見本.pdf", PDF)})
    assert page.context["form"].errors == {
        "paper": ["「見本.pdf」：添付ファイルは20つまでです。いらないものを消してください。"]
    }
