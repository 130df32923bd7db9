"""A resident's way from the first page to the receipt, and the stranger's closed doors."""

import re
from datetime import timedelta

import pytest
import time_machine
from django.urls import reverse
from page import validate_pdf_bytes

from grants import drafts, papers, workflow
from grants.models import Answer, Application
from grants.rules.eligibility import Verdict
from grants.states import State
from tests.grants import factories

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_noon")]


@pytest.fixture
def at_noon():
    with time_machine.travel(factories.NOON, tick=False):
        yield


def page(application, name="task_list", **kwargs):
    return reverse(name, kwargs={"pk": application.pk, **kwargs})


def sheet(application, slug):
    return page(application, "task", slug=slug)


def text(response):
    return response.content.decode()


class TestMyPage:
    def test_without_a_group_it_leads_to_registration(self, enter, resident):
        answer = text(enter(resident).get("/my/"))
        assert reverse("my_group_new") in answer
        assert reverse("my_application_new") not in answer

    def test_a_card_says_what_to_do_and_by_when(self, enter, resident):
        draft = factories.a_blank_draft(by=resident)
        answer = text(enter(resident).get("/my/"))
        assert "申請書の続きを書いて、提出してください。" in answer
        assert "2027年3月31日まで" in answer
        assert page(draft) in answer

    @pytest.mark.parametrize("count", [1, 3, 30])
    def test_it_costs_the_same_for_every_number_of_cards(
        self, enter, resident, django_assert_num_queries, count
    ):
        year = factories.a_programme_year()
        for n in range(count):
            group = factories.a_group(member=resident, name=f"見本の会{n}")
            factories.a_blank_draft(by=resident, group=group, programme_year=year)
        client = enter(resident)
        with django_assert_num_queries(7):
            client.get("/my/")

    def test_staff_have_no_my_page(self, enter, worker):
        assert enter(worker).get("/my/").status_code == 403


class TestNew:
    def test_without_a_group_no_form_but_words(self, enter, resident):
        factories.a_programme_year()
        answer = text(enter(resident).get("/my/applications/new/"))
        assert "はじめに団体を登録してください" in answer
        assert 'href="/my/groups/new/?next=/my/applications/new/"' in answer

    def test_without_an_open_year_no_form_but_words(self, enter, resident):
        factories.a_group(member=resident)
        answer = text(enter(resident).get("/my/applications/new/"))
        assert "いま受け付けている助成はありません" in answer

    def test_a_post_makes_one_draft_however_often(self, enter, resident):
        group, year = factories.a_group(member=resident), factories.a_programme_year()
        client, typed = enter(resident), {"group": group.pk, "programme_year": year.pk}
        first = client.post("/my/applications/new/", typed)
        second = client.post("/my/applications/new/", typed)
        draft = Application.objects.get()
        assert first.url == second.url == page(draft)
        assert Answer.objects.get(application=draft, name="group_name").value == group.name

    def test_where_one_stands_already_it_leads_there(self, enter, resident):
        draft = factories.a_blank_draft(by=resident)
        assert enter(resident).get("/my/applications/new/").url == page(draft)

    def test_nobody_begins_for_another_group(self, enter, resident, stranger):
        factories.a_group(member=stranger, name="見本の別の会")
        mine, year = factories.a_group(member=resident), factories.a_programme_year()
        theirs = stranger.memberships.get().group
        typed = {"group": theirs.pk, "programme_year": year.pk}
        assert enter(resident).post("/my/applications/new/", typed).status_code == 200
        typed = {"group": "abc", "programme_year": "\x00"}
        answer = enter(resident).post("/my/applications/new/", typed)
        assert "申請する団体を選んでください。" in text(answer)
        assert not Application.objects.filter(group__in=[mine, theirs]).exists()


class TestTaskList:
    def test_it_says_what_is_done(self, enter, resident):
        draft = factories.a_blank_draft(by=resident)
        drafts.save_answers(draft, {"other_grant": "none"}, by=resident, at=factories.NOON)
        answer = text(enter(resident).get(page(draft)))
        states = re.findall(r'ib-status-\w+">([^<]+)<', answer.split("ib-tasks")[1])[:6]
        assert states == ["途中", "未入力", "途中", "完了", "任意", "まだ途中です"]

    def test_the_calculation_stands_beside(self, enter, resident):
        answer = text(enter(resident).get(page(factories.a_draft(by=resident))))
        assert "44,400円" in answer
        assert "12回 × 2,500円" in answer
        assert "あと1回ふえると +3,700円" in answer


class TestSheets:
    def test_a_right_sheet_leads_to_the_next(self, enter, resident):
        draft = factories.a_draft(by=resident)
        answer = enter(resident).post(sheet(draft, "venue"), {"venue_fee": "1,500円"}, follow=True)
        assert answer.redirect_chain == [(sheet(draft, "funding"), 302)]
        assert "12時00分に保存しました" in text(answer)

    def test_a_wrong_sheet_keeps_everything(self, enter, resident):
        draft = factories.a_draft(by=resident)
        typed = {"venue_fee": "1e3", "venue_name": "見本の家", "fee_2026-04-05": "▲1,000"}
        answer = text(enter(resident).post(sheet(draft, "venue"), typed))
        assert "<title>エラー：" in answer
        assert "1回の会場費を0円から100,000円までの整数で入れてください。" in answer
        for words in ("1e3", "見本の家", "▲1,000", "12時00分に保存しました"):
            assert words in answer
        kept = dict(draft.answers.values_list("name", "value"))
        assert kept["venue_fee"] == "1e3"

    def test_leaving_in_the_middle_is_no_error(self, enter, resident):
        draft = factories.a_blank_draft(by=resident)
        typed = {"activity": "お茶の会", "later": "1"}
        assert enter(resident).post(sheet(draft, "plan"), typed).url == page(draft)
        assert draft.answers.get(name="activity").value == "お茶の会"

    def test_back_to_the_confirm_page(self, enter, resident):
        draft = factories.a_draft(by=resident)
        answer = enter(resident).post(
            sheet(draft, "funding") + "?back=confirm", {"other_grant": "none"}
        )
        assert answer.url == page(draft, "confirm")

    @pytest.mark.parametrize("slug", ["group", "plan", "venue", "funding"])
    @pytest.mark.parametrize(
        "typed",
        [
            "\x00",
            "a\x00b",
            "1e3",
            "1_000",
            str(2**31),
            "4/1/2026",
            "\u200b\u200d",
            "あ\r\nい",
            "9" * 5_000,
        ],
    )
    def test_no_typing_breaks_a_page(self, enter, resident, slug, typed):
        draft = factories.a_draft(by=resident)
        client = enter(resident)
        names = [field["name"] for field in _inputs(text(client.get(sheet(draft, slug))))]
        answer = client.post(sheet(draft, slug), dict.fromkeys(names, typed))
        assert answer.status_code == 200
        assert "入力を直すところがあります" in text(answer)
        assert client.get(page(draft)).status_code == 200
        assert client.get(page(draft, "confirm")).status_code == 200

    def test_a_nul_comes_back_as_a_mark_with_words(self, enter, resident):
        draft = factories.a_draft(by=resident)
        answer = text(enter(resident).post(sheet(draft, "group"), {"group_name": "見本\x00の会"}))
        assert "居場所の名前から、読めない文字（\ufffd）を消してください。" in answer
        assert draft.answers.get(name="group_name").value == "見本\ufffdの会"

    def test_after_sending_nothing_is_written_and_typing_is_shown(self, enter, resident):
        sent = factories.submitted(by=resident)
        client = enter(resident)
        answer = client.post(sheet(sent, "funding"), {"other_grant": "other"})
        assert answer.status_code == 409
        assert client.get(sheet(sent, "funding")).url == page(sent)
        assert sent.answers.get(name="other_grant").value == "none"


def _inputs(answer):
    found = re.findall(r'<(?:input|textarea|select)[^>]*name="([^"]+)"', answer)
    hidden = {"csrfmiddlewaretoken", "seen"}
    return [{"name": name} for name in dict.fromkeys(found) if name not in hidden]


class TestDays:
    pattern = {"repeat": "monthly", "weeks": ["1"], "weekday": "6"}

    def test_a_pattern_becomes_days(self, enter, resident):
        draft = factories.a_blank_draft(by=resident)
        client = enter(resident)
        answer = client.post(
            sheet(draft, "plan"), {**self.pattern, "skip_months": ["12"], "expand": "1"}
        )
        assert answer.url == sheet(draft, "plan") + "#part-days"
        shown = text(client.get(sheet(draft, "plan")))
        assert "読み取った開催日：11日" in shown
        assert "2026年5月3日 日曜日・令和8年5月3日" in shown
        assert "（憲法記念日）" in shown

    def test_a_pattern_without_its_weekday_says_so(self, enter, resident):
        draft = factories.a_blank_draft(by=resident)
        typed = {"repeat": "weekly", "activity": "お茶の会", "expand": "1"}
        answer = text(enter(resident).post(sheet(draft, "plan"), typed))
        assert "曜日を選んでください。" in answer
        assert "お茶の会" in answer
        assert "活動の内容を入れてください。" not in answer

    def test_one_day_is_taken_out(self, enter, resident):
        draft = factories.a_draft(by=resident, days=factories.SUNDAYS[:2])
        typed = {"days": "令和8年4月5日\n2026年5月3日", "remove": "2026-04-05"}
        enter(resident).post(sheet(draft, "plan"), typed)
        assert draft.answers.get(name="days").value == "2026年5月3日"


class TestCalculation:
    def test_it_shows_what_is_kept(self, enter, resident):
        fees = dict.fromkeys(factories.SUNDAYS[:6], 4_000)
        draft = factories.a_draft(by=resident, venue_fee="0", fees=fees)
        answer = text(enter(resident).get(page(draft, "calculation") + "?sheet=plan"))
        assert "45,000円" in answer
        assert "読み取った開催日：12日" in answer

    def test_without_scripts_a_button_does_the_same(self, enter, resident):
        draft = factories.a_draft(by=resident)
        client = enter(resident)
        answer = client.post(sheet(draft, "venue"), {"venue_fee": "3000", "calculate": "1"})
        assert answer.url == sheet(draft, "venue") + "#part-calculation"
        assert "60,000円" in text(client.get(sheet(draft, "venue")))

    def test_after_sending_it_shows_what_was_sent(self, enter, resident):
        sent = factories.submitted(by=resident)
        assert "44,400円" in text(enter(resident).get(page(sent, "calculation")))


class TestSending:
    def test_sent_twice_is_one_application_with_one_number(self, enter, resident):
        draft = factories.a_draft(by=resident)
        client = enter(resident)
        assert "44,400円" in text(client.get(page(draft, "confirm")))
        for _press in range(2):
            answer = client.post(page(draft, "confirm"), {"true": "on"})
            assert answer.url == page(draft, "receipt")
        sent = Application.objects.get()
        assert (sent.state, sent.receipt_number) == (State.SUBMITTED, "R8-0001")
        assert sent.submissions.count() == 1
        receipt = text(client.get(page(draft, "receipt")))
        assert "R8-0001" in receipt
        assert "2026年5月10日（令和8年5月10日）ごろまでに" in receipt

    def test_the_declaration_is_asked_for(self, enter, resident):
        draft = factories.a_draft(by=resident)
        answer = text(enter(resident).post(page(draft, "confirm")))
        assert "「書いたことに、まちがいはありません」に印を付けてください。" in answer

    def test_what_is_missing_is_listed_with_links(self, enter, resident):
        draft = factories.a_draft(by=resident, venue_fee="", activity="")
        client = enter(resident)
        answer = text(client.get(page(draft, "confirm")))
        assert f"{sheet(draft, 'venue')}?back=confirm#id_venue_fee" in answer
        assert "提出する" not in answer
        answer = text(client.post(page(draft, "confirm"), {"true": "on"}))
        assert "まだ書かれていないところ、直すところがあります。" in answer

    def test_outside_the_window_the_draft_stays(self, enter, resident):
        closed = factories.a_programme_year(closes_on=factories.NOON.date() - timedelta(days=1))
        draft = factories.a_draft(by=resident, programme_year=closed)
        answer = text(enter(resident).post(page(draft, "confirm"), {"true": "on"}))
        assert "いまは申請を受け付ける期間ではありません。" in answer
        draft.refresh_from_db()
        assert draft.state == State.DRAFT

    def test_a_verdict_of_not_met_may_be_sent(self, enter, resident):
        draft = factories.a_draft(by=resident, single_hobby="yes")
        client = enter(resident)
        answer = text(client.get(page(draft, "confirm")))
        assert Verdict.NOT_MET.label in answer
        assert "「適合」でないところがあっても提出できます。" in answer
        assert client.post(page(draft, "confirm"), {"true": "on"}).url == page(draft, "receipt")

    def test_the_copy_is_a_paper(self, enter, resident):
        sent = factories.submitted(by=resident)
        answer = enter(resident).get(page(sent, "receipt_pdf"))
        assert answer["Content-Type"] == "application/pdf"
        assert answer["Content-Disposition"] == 'attachment; filename="ibasho-R8-0001.pdf"'
        assert [f.rule_id for f in validate_pdf_bytes(answer.content, profile="ua1").failures] == []

    def test_a_draft_has_no_receipt(self, enter, resident):
        draft = factories.a_draft(by=resident)
        client = enter(resident)
        assert client.get(page(draft, "receipt")).url == page(draft)
        assert client.get(page(draft, "receipt_pdf")).url == page(draft)


class TestAfterwards:
    def test_a_correction_is_shown_and_the_number_stays(self, enter, resident, worker):
        sent = factories.submitted(by=resident)
        workflow.return_for_correction(
            sent,
            by=worker,
            at=factories.NOON,
            message="人数を確かめてください。",
            due_on=factories.NOON.date() + timedelta(days=14),
        )
        client = enter(resident)
        answer = text(client.get(page(sent)))
        assert "人数を確かめてください。" in answer
        assert "2026年4月24日（令和8年4月24日）までに" in answer
        client.post(sheet(sent, "venue"), {"venue_fee": "0"})
        client.post(page(sent, "confirm"), {"true": "on"})
        sent.refresh_from_db()
        assert (sent.state, sent.receipt_number) == (State.SUBMITTED, "R8-0001")
        assert sent.requested_amount == 30_000

    def test_the_award_can_be_read(self, enter, resident, worker, approver):
        sent = factories.recommended(by=resident, worker=worker)
        workflow.award(
            sent, by=approver, at=factories.NOON, amount=40_000, conditions="領収書を残す。"
        )
        sent.refresh_from_db()
        answer = text(enter(resident).get(page(sent)))
        assert "40,000円" in answer
        assert "領収書を残す。" in answer
        assert reverse("letter_pdf", args=[sent.letter_id]) in answer

    def test_withdrawing_asks_first(self, enter, resident):
        sent = factories.submitted(by=resident)
        client = enter(resident)
        assert "申請を取り下げますか" in text(client.get(page(sent, "my_withdraw")))
        client.post(page(sent, "my_withdraw"))
        sent.refresh_from_db()
        assert sent.state == State.WITHDRAWN
        for way in (client.get, client.post):
            assert way(page(sent, "my_withdraw")).status_code == 409


@pytest.mark.parametrize(
    ("name", "kwargs", "queries"),
    [
        ("task_list", {}, 10),
        ("task", {"slug": "venue"}, 5),
        ("calculation", {}, 5),
        ("documents", {}, 5),
        ("confirm", {}, 6),
    ],
)
@pytest.mark.parametrize("count", [1, 3, 30])
def test_pages_cost_the_same_for_every_number_of_days(
    enter, resident, django_assert_num_queries, name, kwargs, queries, count
):
    first = factories.YEAR.first
    days = [first + timedelta(days=n) for n in range(count)]
    draft = factories.a_draft(by=resident, days=days, fees=dict.fromkeys(days, 100))
    client = enter(resident)
    with django_assert_num_queries(queries):
        assert client.get(page(draft, name, **kwargs)).status_code == 200


def doors(application, paper):
    """Every address below one application, with the ways in."""
    both = ("get", "post")
    yield page(application), ("get",)
    for slug in ("group", "plan", "venue", "funding"):
        yield sheet(application, slug), both
    for name in ("documents", "confirm", "my_withdraw", "my_discard"):
        yield page(application, name), both
    for name in ("answers", "my_terms"):
        yield page(application, name), ("post",)
    for name in ("calculation", "receipt", "receipt_pdf"):
        yield page(application, name), ("get",)
    yield page(application, "attachment", file=paper.pk), ("get",)
    yield page(application, "attachment_remove", file=paper.pk), ("post",)


def status_of(answer):
    # A file that is not read to its end stays open.
    list(answer.streaming_content if answer.streaming else ())
    return answer.status_code


class TestClosedDoors:
    @pytest.fixture
    def sent(self, resident, settings, tmp_path):
        settings.MEDIA_ROOT = tmp_path
        draft = factories.a_draft(by=resident)
        papers.add(draft, upload=factories.a_pdf(), by=resident, at=factories.NOON)
        return workflow.submit(draft, by=resident, at=factories.NOON)

    @pytest.mark.parametrize("person", ["stranger", "worker"])
    def test_others_find_nothing(self, enter, sent, person, request):
        client, paper = enter(request.getfixturevalue(person)), sent.attachments.get()
        answers = [
            (address, way, status_of(getattr(client, way)(address)))
            for address, ways in doors(sent, paper)
            for way in ways
        ]
        found = [(address, way) for address, way, status in answers if status != 404]
        # Staff read the papers too, and nothing else below /my/.
        fetched = [(page(sent, "attachment", file=paper.pk), "get")]
        assert found == (fetched if person == "worker" else [])
        assert len(answers) == 24

    def test_the_anonymous_are_sent_to_sign_in(self, client, sent):
        for address, ways in [*doors(sent, sent.attachments.get()), ("/my/", ("get",))]:
            for way in ways:
                answer = getattr(client, way)(address)
                assert answer.status_code == 302
                assert answer.url.startswith(reverse("account_login"))
