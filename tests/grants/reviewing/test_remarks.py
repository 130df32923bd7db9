"""Facts, notes and messages beside an application: kept, told to the right side, marked as read."""

from datetime import timedelta

import pytest
from django.db import DatabaseError

from grants import workflow
from grants.applying import papers
from grants.models import Evidence
from grants.reviewing import remarks, unread
from ibasho.groups.models import Membership
from ibasho.letters.models import Mail
from tests.grants.factories import NOON, a_draft, a_group, a_pdf, submitted, under_review
from tests.grants.money.test_budget import sql

pytestmark = pytest.mark.django_db
LATER = NOON + timedelta(hours=1)


def new_mails():
    found = Mail.objects.filter(subject__startswith="新しいメッセージ")
    return list(found.order_by("to").values_list("to", flat=True))


@pytest.fixture
def application(resident, worker):
    return under_review(by=resident, worker=worker)


class TestMessages:
    def test_the_people_of_the_group_get_a_copy_by_mail(self, application, worker, stranger):
        Membership.objects.create(group=application.group, user=stranger)
        remarks.write(application, by=worker, at=NOON, words="見本の言葉\n二行目")
        assert new_mails() == ["resident@example.jp", "stranger@example.jp"]
        body = Mail.objects.filter(subject__startswith="新しい").first().body
        assert "\n\n見本の言葉\n二行目\n\nお返事は、マイページの「職員とのメッセージ」" in body

    def test_who_looks_after_it_gets_one(self, application, resident):
        remarks.write(application, by=resident, at=NOON, words="見本です。")
        assert new_mails() == ["worker@example.jp"]

    def test_before_anybody_does_it_waits_unread(self, resident, worker):
        application = submitted(by=resident)
        remarks.write(application, by=resident, at=NOON, words="見本です。")
        assert (new_mails(), unread.counts([application], worker)) == ([], {application.pk: 1})

    def test_marks_are_of_each_person(
        self, application, resident, worker, worker2, django_assert_num_queries
    ):
        for _n in range(2):
            remarks.write(application, by=resident, at=NOON, words="見本です。")
        remarks.read(application, by=worker, at=LATER)
        with django_assert_num_queries(3):
            found = [unread.counts([application], who) for who in (resident, worker, worker2)]
        assert found == [{}, {}, {application.pk: 2}]
        remarks.write(application, by=worker, at=LATER, words="見本です。")
        assert unread.counts([application], resident) == {application.pk: 1}


class TestOnThePages:
    @pytest.mark.parametrize("side", ["my", "staff"])
    def test_each_writes_at_its_own_address(self, side, application, resident, worker, enter):
        who, other = (resident, worker) if side == "my" else (worker, resident)
        there = "staff" if side == "my" else "my"
        page = f"applications/{application.pk}/"
        response = enter(who).post(f"/{side}/{page}messages/", {"words": "見本の言葉"})
        assert (response.status_code, response.url) == (302, f"/{side}/{page}messages/")
        words = "新しいメッセージが1件あります。" if there == "my" else "未読1件"
        assert words in enter(other).get(f"/{there}/{page}").content.decode()
        assert "見本の言葉" in enter(other).get(f"/{there}/{page}messages/").content.decode()
        assert words not in enter(other).get(f"/{there}/{page}").content.decode()

    def test_it_is_marked_in_the_queue_on_the_desk_and_on_the_card(
        self, application, resident, worker, worker2, auditor, enter
    ):
        remarks.write(application, by=resident, at=NOON, words="見本です。")
        queue = enter(worker).get("/staff/applications/", {"unread": "1"})
        assert [row.pk for row in queue.context["page"]] == [application.pk]
        assert "未読1件" in queue.content.decode()
        asked = "新しいメッセージのある申請（1件）を読む"
        on_desks = [
            asked in enter(who).get("/staff/").content.decode() for who in (worker, worker2)
        ]
        assert on_desks == [True, False]
        enter(worker).get(f"/staff/applications/{application.pk}/messages/")
        queue = enter(worker).get("/staff/applications/", {"unread": "1"})
        assert list(queue.context["page"]) == []
        assert "未読1件" not in enter(worker).get("/staff/applications/").content.decode()
        card = "新しいメッセージが1件あります。"
        assert card not in enter(resident).get("/my/").content.decode()
        remarks.write(application, by=worker, at=LATER, words="見本です。")
        assert card in enter(resident).get("/my/").content.decode()

    def test_an_empty_message_is_asked_for(self, application, resident, enter):
        page = f"/my/applications/{application.pk}/messages/"
        html = enter(resident).post(page, {"words": "\u200b"}).content.decode()
        assert html.count("メッセージを入れてください。") == 2

    def test_nobody_elses(self, application, stranger, auditor, enter):
        page = f"/my/applications/{application.pk}/messages/"
        for answer in (enter(stranger).get(page), enter(stranger).post(page, {"words": "見本"})):
            assert answer.status_code == 404
        staff = f"/staff/applications/{application.pk}/messages/"
        assert enter(stranger).get(staff).status_code == 403
        assert enter(auditor).get(staff).status_code == 200
        assert enter(auditor).post(staff, {"words": "見本"}).status_code == 403

    def test_a_draft_has_no_thread(self, resident, worker, enter):
        draft = a_draft(by=resident)
        page = f"applications/{draft.pk}/messages/"
        assert enter(resident).post(f"/my/{page}", {"words": "見本"}).status_code == 302
        assert enter(worker).get(f"/staff/{page}").status_code == 404
        assert draft.messages.count() == 0


class TestNotesAndFacts:
    def test_the_residents_never_read_a_note(self, application, resident, worker, enter):
        page = f"applications/{application.pk}/"
        enter(worker).post(f"/staff/{page}note/", {"words": "内輪の見本"})
        assert "内輪の見本" in enter(worker).get(f"/staff/{page}").content.decode()
        for address in (f"/my/{page}", f"/my/{page}messages/", f"/my/{page}receipt/", "/my/"):
            assert "内輪の見本" not in enter(resident).get(address).content.decode()

    def test_a_fact_with_its_paper(self, resident, worker, enter):
        application = a_draft(by=resident)
        paper = papers.add(application, upload=a_pdf(), by=resident, at=NOON)
        workflow.submit(application, by=resident, at=NOON)
        typed = {
            "kind": "site_visit",
            "on": "R8.4.10",
            "words": "会場を見た",
            "attachment": paper.pk,
        }
        page = f"/staff/applications/{application.pk}/"
        assert enter(worker).post(page + "evidence/", typed).status_code == 302
        html = enter(worker).get(page).content.decode()
        assert [words in html for words in ("現地確認", "会場を見た")] == [True] * 2
        paper.delete()  # as the group may
        assert Evidence.objects.get().attachment is None

    def test_a_paper_of_another_application_is_none(self, application, resident, worker, enter):
        other = a_draft(
            by=resident,
            group=a_group(member=resident, name="見本の輪"),
            programme_year=application.programme_year,
        )
        paper = papers.add(other, upload=a_pdf(), by=resident, at=NOON)
        typed = {"kind": "site_visit", "on": "R8.4.10", "words": "見た", "attachment": paper.pk}
        page = f"/staff/applications/{application.pk}/evidence/"
        assert enter(worker).post(page, typed).status_code == 200
        with pytest.raises(workflow.NotAllowed):
            remarks.record(
                application,
                by=worker,
                at=NOON,
                kind="site_visit",
                on=NOON.date(),
                words="見た",
                attachment=paper,
            )

    @pytest.mark.parametrize("step", ["note", "evidence"])
    def test_doors(self, step, application, resident, auditor, worker, enter):
        page = f"/staff/applications/{application.pk}/{step}/"
        found = [enter(who).post(page).status_code for who in (resident, auditor, worker)]
        assert (found, enter(worker).get(page).status_code) == ([403, 403, 200], 405)

    @pytest.mark.parametrize("what", ["note", "message", "evidence"])
    def test_what_is_written_stays(self, what, application, worker):
        remarks.note(application, by=worker, at=NOON, words="見本")
        remarks.write(application, by=worker, at=NOON, words="見本")
        remarks.record(
            application, by=worker, at=NOON, kind="site_visit", on=NOON.date(), words="見本"
        )
        for statement in ("UPDATE {} SET words='x'", "DELETE FROM {}"):
            with pytest.raises(DatabaseError, match="pgtrigger: Cannot"):
                sql(statement.format(f"grants_{what}"))
