"""The page of the papers: adding, taking away, fetching."""

import pytest
from django.urls import reverse

from grants import papers, workflow
from tests.grants import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def draft(resident, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    return factories.a_draft(by=resident)


def test_a_paper_is_added_shown_fetched_and_taken_away(enter, resident, draft):
    client, address = enter(resident), reverse("documents", args=[draft.pk])
    client.post(address, {"paper": factories.a_pdf("見本の𠮷髙.pdf")})
    paper = draft.attachments.get()
    shown = client.get(address).content.decode()
    assert "見本の𠮷髙.pdf" in shown
    assert paper.checksum in shown
    fetched = client.get(reverse("attachment", args=[draft.pk, paper.pk]))
    assert b"".join(fetched.streaming_content) == b"%PDF-1.7 sample"
    assert fetched["Content-Disposition"].startswith("attachment; filename*=utf-8''")
    assert fetched["X-Content-Type-Options"] == "nosniff"
    client.post(reverse("attachment_remove", args=[draft.pk, paper.pk]))
    assert not draft.attachments.exists()


@pytest.mark.parametrize(
    ("posted", "words"),
    [
        ({}, "書類のファイルを選んでください。"),
        ({"paper": "not a file"}, "書類のファイルを選んでください。"),
        ({"paper": b""}, "このファイルは空です。"),
        ({"paper": b"<html>"}, "このファイルは受け取れません。"),
    ],
)
def test_what_is_not_kept_is_said(enter, resident, draft, posted, words):
    files = {
        name: factories.a_pdf("何か.pdf", content) if isinstance(content, bytes) else content
        for name, content in posted.items()
    }
    answer = enter(resident).post(reverse("documents", args=[draft.pk]), files)
    assert answer.status_code == 200
    assert words in answer.content.decode()


def test_a_lost_file_is_not_found(enter, resident, draft, tmp_path):
    kept = papers.add(draft, upload=factories.a_pdf(), by=resident, at=factories.NOON)
    (tmp_path / kept.file.name).unlink()
    fetched = enter(resident).get(reverse("attachment", args=[draft.pk, kept.pk]))
    assert fetched.status_code == 404


def test_after_sending_no_paper_is_taken(enter, resident, draft):
    workflow.submit(draft, by=resident, at=factories.NOON)
    posted = {"paper": factories.a_pdf()}
    answer = enter(resident).post(reverse("documents", args=[draft.pk]), posted, follow=True)
    assert "この申請はもう提出されています。" in answer.content.decode()
    assert not draft.attachments.exists()
