"""Reading over, sending, the receipt, and what the resident sees afterwards."""

from datetime import timedelta

import pytest
from django.urls import reverse
from page import validate_pdf_bytes

from grants import workflow
from grants.models import Application
from grants.rules.eligibility import Verdict
from grants.states import State
from tests.grants import factories
from tests.grants.views.pages import page, sheet, text

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_noon")]


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
