"""The papers of an application: how many, whose, and what becomes of their files."""

from concurrent.futures import ThreadPoolExecutor
from hashlib import sha256
from threading import Barrier

import pytest
from django.db import connection

from grants import workflow
from grants.applying import drafts, papers
from grants.models import Attachment
from grants.permissions import NotAllowed
from tests.grants import factories


@pytest.fixture(autouse=True)
def folder(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    return tmp_path


@pytest.fixture
def draft(resident):
    return factories.a_draft(by=resident)


@pytest.fixture
def add(draft, resident):
    def _add(content=factories.PDF, name="ちらし.pdf", kind="", to=draft):
        upload = factories.a_pdf(name, content)
        return papers.add(to, upload=upload, kind=kind, by=resident, at=factories.NOON)

    return _add


@pytest.fixture
def next_draft(draft, resident):
    """The same group asks another programme year."""
    year = factories.a_programme_year(fiscal_year=factories.YEAR.next)
    return factories.a_blank_draft(by=resident, group=draft.group, programme_year=year)


def stored(folder):
    return [path.name for path in folder.rglob("*") if path.is_file()]


@pytest.mark.django_db
class TestAdding:
    def test_kept_under_a_random_name_with_checksum_and_size(self, add, folder):
        kept = add(name="なまえ.txt")
        assert (kept.media_type, kept.size) == ("application/pdf", len(factories.PDF))
        assert kept.checksum == sha256(factories.PDF).hexdigest()
        assert (folder / kept.file.name).read_bytes() == factories.PDF
        assert kept.name == "なまえ.txt.pdf"
        assert "なまえ" not in kept.file.name

    def test_it_says_which_paper_it_is(self, add):
        kinds = [add(kind=kind).kind for kind in ("members", "other", "unheard-of", "")]
        assert kinds == ["members", "", "", ""]

    def test_what_is_unwelcome_leaves_nothing(self, add, folder):
        with pytest.raises(papers.Unwelcome):
            add(b"<html>")
        assert (Attachment.objects.count(), stored(folder)) == (0, [])

    def test_where_the_row_fails_no_file_stays(self, add, folder, monkeypatch):
        def fail(*_args, **_kwargs):
            raise RuntimeError

        monkeypatch.setattr(Attachment, "save", fail)
        with pytest.raises(RuntimeError):
            add()
        assert stored(folder) == []

    def test_twenty_and_no_more(self, add):
        for _n in range(papers.MOST):
            add()
        with pytest.raises(papers.Unwelcome, match="書類は20つまでです。"):
            add()

    def test_after_sending_papers_stay_as_they_are(self, add, draft, resident):
        kept = add()
        workflow.submit(draft, by=resident, at=factories.NOON)
        with pytest.raises(NotAllowed):
            papers.remove(draft, kept)
        with pytest.raises(NotAllowed):
            add()


@pytest.mark.django_db(transaction=True)
def test_the_limit_holds_when_many_send_at_once(add, draft, folder):
    for _n in range(papers.MOST - 2):
        add()
    together = Barrier(6)

    def send(_n):
        together.wait()
        try:
            return bool(add())
        except papers.Unwelcome:
            return False
        finally:
            connection.close()

    with ThreadPoolExecutor(6) as pool:
        kept = list(pool.map(send, range(6)))
    assert kept.count(True) == 2
    assert draft.attachments.count() == len(stored(folder)) == papers.MOST


@pytest.mark.django_db
class TestRemoving:
    def test_its_file_goes_with_it(self, add, draft, folder, django_capture_on_commit_callbacks):
        kept = add()
        with django_capture_on_commit_callbacks(execute=True):
            papers.remove(draft, kept)
        assert (Attachment.objects.count(), stored(folder)) == (0, [])


@pytest.mark.django_db
class TestReuse:
    def test_papers_of_earlier_applications_are_offered(self, add, draft, next_draft, stranger):
        kept = add(kind="members")
        others = factories.a_group(member=stranger, name="見本の別の会")
        their_draft = factories.a_blank_draft(
            by=stranger, group=others, programme_year=draft.programme_year
        )
        assert papers.earlier(next_draft) == [kept]
        assert papers.earlier(draft) == papers.earlier(their_draft) == []

    def test_the_same_file_is_used_and_not_copied(self, add, next_draft, resident, folder):
        kept = add(kind="members")
        used = [
            papers.reuse(next_draft, kept, by=resident, at=factories.NOON) for _again in range(2)
        ]
        assert used[0] == used[1] == next_draft.attachments.get()
        assert (used[0].file.name, used[0].kind) == (kept.file.name, "members")
        assert used[0].pk != kept.pk
        assert len(stored(folder)) == 1
        assert papers.earlier(next_draft) == []

    def test_the_file_stays_until_its_last_row_goes(
        self, add, draft, next_draft, resident, folder, django_capture_on_commit_callbacks
    ):
        kept = add()
        used = papers.reuse(next_draft, kept, by=resident, at=factories.NOON)
        left = []
        for application, paper in ((draft, kept), (next_draft, used)):
            with django_capture_on_commit_callbacks(execute=True):
                papers.remove(application, paper)
            left.append(len(stored(folder)))
        assert left == [1, 0]

    def test_a_draft_that_is_thrown_away_takes_no_file_of_another(
        self, add, draft, next_draft, resident, folder, django_capture_on_commit_callbacks
    ):
        papers.reuse(next_draft, add(), by=resident, at=factories.NOON)
        add(to=next_draft)
        left = []
        for application in (next_draft, draft):
            with django_capture_on_commit_callbacks(execute=True):
                drafts.discard(application, by=resident)
            left.append(len(stored(folder)))
        assert left == [1, 0]

    def test_what_was_taken_away_meanwhile_is_said(self, add, draft, next_draft, resident):
        kept = add()
        gone = Attachment.objects.get(pk=kept.pk)
        papers.remove(draft, kept)
        with pytest.raises(NotAllowed, match="もう消されています"):
            papers.reuse(next_draft, gone, by=resident, at=factories.NOON)
