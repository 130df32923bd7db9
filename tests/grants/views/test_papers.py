"""The page of the papers: the list, adding, taking away, fetching, handing in once more."""

import pytest
from django.urls import reverse

from grants import workflow
from grants.applying import papers
from grants.models import ProgrammeYear
from ibasho.groups.models import Membership
from tests.grants import factories
from tests.uploads.test_content import LOCKED, a_huge_png

pytestmark = pytest.mark.django_db


@pytest.fixture
def draft(resident, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    return factories.a_draft(by=resident)


@pytest.fixture
def kept(draft, resident):
    return papers.add(draft, upload=factories.a_pdf(), by=resident, at=factories.NOON)


def page(draft):
    return reverse("documents", args=[draft.pk])


def file(paper, name="attachment"):
    return reverse(name, args=[paper.application_id, paper.pk])


def text(answer):
    return answer.content.decode()


def wanting(draft, need):
    listed = [{"key": "rules", "label": "会則", "required": need}]
    ProgrammeYear.objects.filter(pk=draft.programme_year_id).update(documents=listed)


def test_a_paper_is_added_shown_fetched_and_taken_away(enter, resident, draft):
    client = enter(resident)
    posted = {"kind": "members", "paper": factories.a_pdf("見本の𠮷髙.pdf")}
    assert client.post(page(draft), posted).url == page(draft)
    paper = draft.attachments.get()
    shown = text(client.get(page(draft)))
    assert (paper.kind, shown.count("出しました"), shown.count("まだです")) == ("members", 1, 2)
    assert "見本の𠮷髙.pdf" in shown
    assert paper.checksum in shown
    fetched = client.get(file(paper))
    assert b"".join(fetched.streaming_content) == factories.PDF
    assert fetched["Content-Disposition"].startswith("attachment; filename*=utf-8''")
    assert fetched["X-Content-Type-Options"] == "nosniff"
    assert fetched["Content-Security-Policy"] == "default-src 'none'; sandbox"
    client.post(file(paper, "attachment_remove"))
    assert not draft.attachments.exists()


@pytest.mark.parametrize(
    ("posted", "words"),
    [
        ({}, "ファイルを選んでください。"),
        ({"paper": "not a file"}, "ファイルを選んでください。"),
        ({"paper": b""}, "「何か.pdf」：中身が空です。"),
        ({"paper": b"<html>"}, "「何か.pdf」：中身がPDFでも写真"),
    ],
)
def test_what_is_not_kept_is_said(enter, resident, draft, posted, words):
    files = {
        name: factories.a_pdf("何か.pdf", content) if isinstance(content, bytes) else content
        for name, content in posted.items()
    }
    answer = enter(resident).post(page(draft), {"kind": "budget", **files})
    shown = text(answer)
    assert answer.status_code == 200
    assert "<title>エラー：" in shown
    assert words in shown


def test_of_several_files_the_good_ones_stay(enter, resident, draft):
    sent = [
        factories.a_pdf("一.pdf"),
        factories.a_pdf("二.pdf", b"MZ" + b"\0" * 9),
        factories.a_pdf("三.pdf"),
    ]
    shown = text(enter(resident).post(page(draft), {"kind": "plan", "paper": sent}))
    assert [paper.name for paper in draft.attachments.all()] == ["一.pdf", "三.pdf"]
    assert "「二.pdf」：中身がPDF" in shown
    assert "「一.pdf」を受け取りました。" in shown


# Whatever the name says, and although a program may stand behind or before what is read.
UNWELCOME = {
    "一.pdf": (b"<html><script>alert(1)</script>", "中身がPDFでも写真"),
    "二.pdf": (b"<svg xmlns='http://www.w3.org/2000/svg'><script/></svg>", "中身がPDFでも写真"),
    "三.pdf": (b"MZ" + b"\0" * 99, "中身がPDFでも写真"),
    "四.pdf": (b"", "中身が空です。"),
    "五.pdf": (b"%PDF" + b"0" * papers.LARGEST, "大きすぎます。1つ10MBまでです。"),
    "六.png": (a_huge_png(), "写真が大きすぎます（40000×40000）。"),
    "七.pdf": (LOCKED, "パスワードがかかっています。"),
    "八.pdf": (b"<html>" + factories.PDF, "中身がPDFでも写真"),
    "九.jpg": (b"PK\x03\x04" + factories.PDF, "中身がPDFでも写真"),
}


def test_every_bad_file_is_named_and_the_good_beside_them_are_kept(
    enter, resident, draft, kept, tmp_path
):
    bad = [factories.a_pdf(name, content) for name, (content, _words) in UNWELCOME.items()]
    behind = factories.a_pdf("後ろに何か.pdf", factories.PDF + b"PK\x03\x04<script>")
    before = set(draft.answers.values_list("name", "value"))
    files = {"kind": "plan", "paper": [*bad, factories.a_pdf("../../etc/passwd"), behind]}
    shown = text(enter(resident).post(page(draft), files))
    for name, (_content, words) in UNWELCOME.items():
        assert f"「{name}」：{words}" in shown
    names = [paper.name for paper in draft.attachments.order_by("added_at")]
    assert names == [kept.name, "passwd.pdf", "後ろに何か.pdf"]
    stored = {str(path.relative_to(tmp_path)) for path in tmp_path.rglob("*") if path.is_file()}
    assert stored == {paper.file.name for paper in draft.attachments.all()}
    assert set(draft.answers.values_list("name", "value")) == before


@pytest.mark.parametrize(
    "posted",
    [
        {"paper": [factories.a_pdf(f"{n}.pdf") for n in range(101)]},
        {f"field{n}": "" for n in range(1001)},
        {"activity": "あ" * 900_000},
    ],
    ids=["101 files", "1001 fields", "2.7 MB"],
)
@pytest.mark.parametrize("place", ["documents/", "group/", "answers/", "confirm/"])
def test_far_too_much_at_once_is_refused_and_takes_nothing_along(
    enter, resident, draft, kept, place, posted
):
    before = set(draft.answers.values_list("name", "value"))
    answer = enter(resident).post(f"/my/applications/{draft.pk}/{place}", posted)
    assert (answer.status_code, "大きすぎます" in text(answer)) == (413, True)
    assert [paper.pk for paper in draft.attachments.all()] == [kept.pk]
    assert set(draft.answers.values_list("name", "value")) == before


def test_beyond_twenty_files_each_is_told_and_the_first_stay(enter, resident, draft):
    sent = [factories.a_pdf(f"{n}.pdf", factories.PDF + b"%%%d" % n) for n in range(22)]
    shown = text(enter(resident).post(page(draft), {"kind": "plan", "paper": sent}))
    assert draft.attachments.count() == papers.MOST
    assert ["「20.pdf」：" in shown, "「21.pdf」：" in shown] == [True, True]


def test_a_file_is_not_lost_for_its_kind(enter, resident, draft):
    for kind in ({}, {"kind": "unheard-of"}, {"kind": "\x00"}):
        enter(resident).post(page(draft), {**kind, "paper": factories.a_pdf()})
    assert [paper.kind for paper in draft.attachments.all()] == ["", "", ""]


@pytest.mark.parametrize(
    ("name", "shown_as"), [("../../etc/passwd", "passwd.pdf"), ("あ" * 300, "あ" * 251 + ".pdf")]
)
def test_a_strange_name_makes_a_safe_file(enter, resident, draft, tmp_path, name, shown_as):
    enter(resident).post(page(draft), {"kind": "plan", "paper": factories.a_pdf(name)})
    paper = draft.attachments.get()
    stored = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert (paper.name, stored) == (shown_as, [tmp_path / paper.file.name])


def test_a_lost_file_is_not_found(enter, resident, kept, tmp_path):
    (tmp_path / kept.file.name).unlink()
    assert enter(resident).get(file(kept)).status_code == 404


def test_a_draft_shows_its_files_to_the_group_alone(
    enter, resident, stranger, worker, auditor, kept, draft
):
    def statuses():
        answers = [
            enter(person).get(file(kept)) for person in (resident, stranger, worker, auditor)
        ]
        for answer in answers:
            answer.getvalue()  # the file is let go when it has been read
        return [answer.status_code for answer in answers]

    assert statuses() == [200, 404, 404, 404]
    workflow.submit(draft, by=resident, at=factories.NOON)
    assert statuses() == [200, 404, 200, 200]
    Membership.objects.create(group=draft.group, user=worker)
    draft.group.memberships.get(user=resident).delete()
    assert enter(resident).get(file(kept)).status_code == 404


def test_after_sending_no_paper_is_taken(enter, resident, draft):
    workflow.submit(draft, by=resident, at=factories.NOON)
    posted = {"kind": "plan", "paper": factories.a_pdf()}
    answer = enter(resident).post(page(draft), posted, follow=True)
    assert "この申請はもう提出されています。" in text(answer)
    assert not draft.attachments.exists()


class TestEarlier:
    @pytest.fixture
    def next_draft(self, resident, draft):
        year = factories.a_programme_year(fiscal_year=factories.YEAR.next)
        return factories.a_blank_draft(by=resident, group=draft.group, programme_year=year)

    def test_a_paper_is_used_again(self, enter, resident, kept, next_draft):
        client = enter(resident)
        address = reverse("attachment_reuse", args=[next_draft.pk, kept.pk])
        assert address in text(client.get(page(next_draft)))
        assert client.post(address).url == page(next_draft)
        assert next_draft.attachments.get().checksum == kept.checksum
        assert address not in text(client.get(page(next_draft)))

    def test_nobody_uses_the_paper_of_others(self, enter, stranger, kept, draft):
        group = factories.a_group(member=stranger, name="見本の別の会")
        theirs = factories.a_blank_draft(
            by=stranger, group=group, programme_year=draft.programme_year
        )
        client = enter(stranger)
        for to in (theirs, draft):
            address = reverse("attachment_reuse", args=[to.pk, kept.pk])
            assert client.post(address).status_code == 404
        assert not theirs.attachments.exists()


class TestNeeded:
    def test_what_must_not_lack_holds_the_sending_up(self, enter, resident, draft):
        wanting(draft, "must")
        client, confirm = enter(resident), reverse("confirm", args=[draft.pk])
        assert "必要です" in text(client.get(page(draft)))
        answer = text(client.post(confirm, {"true": "on"}))
        assert "次の書類を出してください：会則" in answer
        client.post(page(draft), {"kind": "rules", "paper": factories.a_pdf()})
        assert "会則を消す" in text(client.get(page(draft)))
        assert "次の書類を出してから" not in text(client.get(confirm))

    def test_the_page_asks_a_fixed_number_of_queries(
        self, enter, resident, draft, django_assert_num_queries
    ):
        client = enter(resident)
        client.get(page(draft))
        for _n in range(3):
            papers.add(draft, upload=factories.a_pdf(), by=resident, at=factories.NOON)
            with django_assert_num_queries(5):
                client.get(page(draft))


def test_the_receipt_shows_size_and_checksum(enter, resident, draft, kept):
    workflow.submit(draft, by=resident, at=factories.NOON)
    shown = text(enter(resident).get(reverse("receipt", args=[draft.pk])))
    assert kept.checksum in shown
    assert f"{kept.size}" in shown


def test_going_on_takes_what_was_chosen_along(enter, resident, draft):
    client, on = enter(resident), {"kind": "members", "go_on": "1"}
    confirm = reverse("confirm", args=[draft.pk])
    assert client.post(page(draft), on).url == confirm
    assert client.post(page(draft), on | {"paper": factories.a_pdf("名簿.pdf")}).url == confirm
    assert [paper.name for paper in draft.attachments.all()] == ["名簿.pdf"]
    wrong = client.post(page(draft), on | {"paper": factories.a_pdf("名簿.pdf", b"MZ" * 9)})
    assert "中身がPDFでも写真" in text(wrong)
