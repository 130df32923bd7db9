"""The task list, its sheets, the days of the plan and the calculation beside them."""

import re

import pytest

from grants.applying import drafts
from tests.grants import factories
from tests.grants.views.pages import page, sheet, text

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_noon")]


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
