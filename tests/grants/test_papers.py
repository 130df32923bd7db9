"""Papers are looked at before they are kept, and kept under names that nobody can guess."""

from hashlib import sha256

import pytest

from grants import papers, workflow
from grants.models import Attachment
from tests.grants import factories

pytestmark = pytest.mark.django_db
PNG = b"\x89PNG\r\n\x1a\n" + b"\0" * 32
JPEG = b"\xff\xd8\xff\xe0\x00\x10JFIF" + b"\0" * 32
HEIC = b"\x00\x00\x00\x18ftypheic\x00\x00\x00\x00mif1heic" + b"\0" * 32


@pytest.fixture(autouse=True)
def folder(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    return tmp_path


@pytest.fixture
def draft(resident):
    return factories.a_draft(by=resident)


@pytest.fixture
def add(draft, resident):
    def _add(content=b"%PDF-1.7 sample", name="ちらし.pdf"):
        upload = factories.a_pdf(name, content)
        return papers.add(draft, upload=upload, by=resident, at=factories.NOON)

    return _add


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (b"%PDF-1.7 sample", "application/pdf"),
        (PNG, "image/png"),
        (JPEG, "image/jpeg"),
        (HEIC, "image/heic"),
    ],
)
def test_the_content_says_what_it_is(add, folder, content, kind):
    kept = add(content, "なまえ.txt")
    assert (kept.media_type, kept.size) == (kind, len(content))
    assert kept.checksum == sha256(content).hexdigest()
    assert (folder / kept.file.name).read_bytes() == content
    assert "なまえ" not in kept.file.name


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "このファイルは空です。"),
        (b"<html><script>1</script>", "このファイルは受け取れません。"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "このファイルは受け取れません。"),
        (b"MZ" + b"\0" * 100, "このファイルは受け取れません。"),
        (b"GIF89a" + b"\0" * 100, "このファイルは受け取れません。"),
        (b"%PDF" + b"0" * papers.LARGEST, "このファイルは大きすぎます。"),
    ],
)
def test_what_is_not_kept(add, content, words):
    with pytest.raises(papers.Unwelcome, match=words):
        add(content, "何か.pdf")
    assert not Attachment.objects.exists()


def test_twenty_and_no_more(add):
    for _n in range(papers.MOST):
        add()
    with pytest.raises(papers.Unwelcome, match="書類は20つまでです。"):
        add()


def test_removed_with_its_file(add, draft, folder, django_capture_on_commit_callbacks):
    kept = add()
    with django_capture_on_commit_callbacks(execute=True):
        papers.remove(draft, kept)
    assert not (folder / kept.file.name).exists()
    assert not Attachment.objects.exists()


def test_after_sending_papers_stay_as_they_are(add, draft, resident):
    kept = add()
    workflow.submit(draft, by=resident, at=factories.NOON)
    with pytest.raises(workflow.NotAllowed):
        papers.remove(draft, kept)
    with pytest.raises(workflow.NotAllowed):
        add()


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("../../etc/passwd", "passwd"),
        ("C:\\書類\\ちらし.pdf", "ちらし.pdf"),
        ("あ" * 300 + ".pdf", "あ" * 251 + ".pdf"),
        ("二\r\n行.pdf", "二  行.pdf"),
        ("\u200b", "書類"),
    ],
)
def test_names_are_safe(name, kept):
    assert papers.safe_name(name) == kept
