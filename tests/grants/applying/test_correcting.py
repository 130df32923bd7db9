"""Corrections item by item: asked on the staff's page, read at the field, and seen when changed."""

from datetime import date, timedelta

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from grants import workflow
from grants.applying import correcting, drafts, keying
from grants.models import Correction, CorrectionItem
from grants.states import State
from ibasho.letters.models import Mail
from tests.grants.factories import (
    NOON,
    PDF,
    YEAR,
    a_group,
    a_programme_year,
    answers,
    submitted,
    under_review,
)

DUE = date(2027, 3, 1)


def test_changes_are_told_in_words_and_in_the_order_of_the_form():
    before = answers() | {"group_name": "見本の会", "address": "見本町1"}
    after = before | {"venue_fee": "1,000", "non_profit": "no", "address": ""}
    found = [(str(c.item), c.old, c.new) for c in correcting.changes(before, after, YEAR)]
    assert [(label.split(" ")[0], old, new) for label, old, new in found] == [
        ("1-6", "見本町1", ""),
        ("1-10", "はい", "いいえ"),
        ("3-4", "1,200円", "1,000円"),
    ]


def test_the_same_in_another_writing_is_no_change():
    assert correcting.changes(answers(fee="1,200"), answers(fee="１２００円"), YEAR) == []


@pytest.mark.django_db
class TestAsking:
    @pytest.fixture
    def returned(self, resident, worker):
        return workflow.return_for_correction(
            submitted(by=resident),
            by=worker,
            at=NOON,
            message="",
            due_on=DUE,
            comments={"members": "名簿と人数が違います。", "venue_fee": "領収書の額は？"},
        )

    def test_it_is_kept_and_told(self, returned):
        kept = list(CorrectionItem.objects.values_list("name", "comment"))
        assert kept == [
            ("members", "名簿と人数が違います。"),
            ("venue_fee", "領収書の額は？"),
        ]
        body = Mail.objects.get(subject__contains="直していただきたい").body
        assert "・1-8 団体の人数：名簿と人数が違います。" in body

    def test_the_resident_reads_it_in_a_list_and_at_the_field(self, returned, resident, enter):
        page = f"/my/applications/{returned.pk}/"
        html = enter(resident).get(page).content.decode()
        assert f'href="{page}group/#id_members"' in html
        assert "名簿と人数が違います。" in html
        assert html.count("確かめてください</span>") == 2
        html = enter(resident).get(page + "group/").content.decode()
        assert html.count("職員からの連絡：名簿と人数が違います。") == 1
        assert "領収書の額は？" not in html

    def test_a_task_is_done_again_when_its_item_was_changed(self, returned, resident, enter):
        drafts.save_answers(returned, {"members": "7"}, by=resident, at=NOON)
        html = enter(resident).get(f"/my/applications/{returned.pk}/").content.decode()
        assert html.count("確かめてください</span>") == 1

    def test_staff_who_key_it_in_follow_it_behind_their_own_door(self, worker, enter):
        year = a_programme_year()
        told = {"channel": "paper", "received_on": year.opens_on, "by": worker, "at": NOON}
        draft = keying.begin(group=a_group(), programme_year=year, **told)
        drafts.save_answers(draft, answers(), by=worker, at=NOON)
        workflow.submit(draft, by=worker, at=NOON)
        asked = {"message": "", "due_on": DUE, "comments": {"members": "何人ですか。"}}
        workflow.return_for_correction(draft, by=worker, at=NOON, **asked)
        page = f"/staff/applications/{draft.pk}/key-in/"
        html = enter(worker).get(page).content.decode()
        assert f'href="{page}group/#id_members"' in html

    def test_the_staff_see_what_changed(self, returned, resident, worker, enter):
        later = NOON + timedelta(days=1)
        drafts.save_answers(returned, {"members": "7"}, by=resident, at=later)
        workflow.submit(returned, by=resident, at=later)
        response = enter(worker).get(f"/staff/applications/{returned.pk}/")
        told = [(str(c.item), c.old, c.new) for c in response.context["changes"]]
        assert told == [("1-8 団体の人数", "5人", "7人")]
        html = response.content.decode()
        assert [words in html for words in ("<del>5人</del>", "<ins>7人</ins>")] == [True] * 2
        html = enter(resident).get(f"/my/applications/{returned.pk}/").content.decode()
        assert "名簿と人数が違います。" not in html


@pytest.mark.django_db
def test_a_paper_is_asked_for_like_an_item(resident, worker, enter):
    application = under_review(by=resident, worker=worker)
    staff = f"/staff/applications/{application.pk}/"
    html = enter(worker).get(staff).content.decode()
    assert html.count("いまの答え：まだありません") == 3
    typed = {"due_on": "令和9年3月1日", "comment_paper_members": "名簿を出してください。"}
    assert enter(worker).post(staff + "return/", typed).status_code == 302
    assert "・書類 名簿：名簿を出してください。" in Mail.objects.latest("written_at").body
    page, resident = f"/my/applications/{application.pk}/", enter(resident)
    html = resident.get(page).content.decode()
    assert f'<a href="{page}documents/">書類 名簿</a>' in html
    assert html.count("確かめてください</span>") == 1
    papers = resident.get(page + "documents/").content.decode()
    assert papers.count("職員からの連絡：名簿を出してください。") == 1
    paper = SimpleUploadedFile("名簿.pdf", PDF)
    with time_machine.travel(timezone.now() + timedelta(days=1)):
        resident.post(page + "documents/", {"kind": "members", "paper": paper})
    assert "確かめてください</span>" not in resident.get(page).content.decode()
    assert "書類 名簿" in enter(worker).get(staff).content.decode()


@pytest.mark.django_db
class TestForm:
    def test_a_comment_on_one_item_is_enough(self, resident, worker, enter):
        application = under_review(by=resident, worker=worker)
        page = f"/staff/applications/{application.pk}/"
        typed = {"due_on": "令和9年3月1日", "comment_members": "人数を確かめてください。"}
        assert enter(worker).post(page + "return/", typed).status_code == 302
        application.refresh_from_db()
        assert (application.state, Correction.objects.get().message) == (State.RETURNED, "")

    def test_nothing_asked_is_no_request(self, resident, worker, enter):
        application = under_review(by=resident, worker=worker)
        page = f"/staff/applications/{application.pk}/"
        html = enter(worker).post(page + "return/", {"due_on": "R9.3.1"}).content.decode()
        assert html.count("ここか、下の項目のどれかに書いてください。") == 2
        assert Correction.objects.count() == 0

    def test_the_answers_stand_beside(self, resident, worker, enter):
        application = under_review(by=resident, worker=worker)
        html = enter(worker).get(f"/staff/applications/{application.pk}/").content.decode()
        assert "いまの答え：5人" in html
