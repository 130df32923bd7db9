"""Throwing a draft away, and terms that change while it is open."""

import pytest

from grants import workflow
from grants.applying import assessment, drafts, papers
from grants.models import Answer, Application
from tests.grants import factories

pytestmark = pytest.mark.django_db


class TestDiscard:
    def test_nothing_is_left(
        self, resident, settings, tmp_path, django_capture_on_commit_callbacks
    ):
        settings.MEDIA_ROOT = tmp_path
        draft = factories.a_draft(by=resident)
        papers.add(draft, upload=factories.a_pdf(), by=resident, at=factories.NOON)
        assert len([p for p in tmp_path.rglob("*") if p.is_file()]) == 1
        with django_capture_on_commit_callbacks(execute=True):
            drafts.discard(draft, by=resident)
        assert [p for p in tmp_path.rglob("*") if p.is_file()] == []
        assert (Application.objects.count(), Answer.objects.count()) == (0, 0)

    def test_a_new_one_may_begin(self, resident):
        first = factories.a_draft(by=resident)
        drafts.discard(first, by=resident)
        again = factories.a_blank_draft(
            by=resident, group=first.group, programme_year=first.programme_year
        )
        assert again.pk != first.pk

    def test_what_was_sent_stays(self, resident):
        sent = factories.submitted(by=resident)
        with pytest.raises(workflow.NotAllowed):
            drafts.discard(sent, by=resident)

    def test_nobody_else_may(self, resident, stranger, worker):
        draft = factories.a_draft(by=resident)
        for person in (stranger, worker):
            with pytest.raises(workflow.NotAllowed):
                drafts.discard(draft, by=person)
        assert Application.objects.count() == 1


class TestTerms:
    @pytest.fixture
    def draft(self, resident):
        draft = factories.a_draft(by=resident)
        draft.programme_year.terms = factories.TERMS | {"cap": 40_000}
        draft.programme_year.save()
        return draft

    def test_what_changed_is_said_until_it_is_seen(self, draft):
        words = ("1年の上限が100,000円から40,000円に変わりました。",)
        assert assessment.changes_of_terms(draft) == words
        drafts.see_terms(draft, terms=assessment.checksum(factories.TERMS))
        draft.refresh_from_db()
        assert assessment.changes_of_terms(draft) == words
        drafts.see_terms(draft, terms=assessment.checksum(draft.programme_year.terms))
        draft.refresh_from_db()
        assert assessment.changes_of_terms(draft) == ()

    def test_sending_freezes_those_of_today(self, draft, resident):
        sent = workflow.submit(draft, by=resident, at=factories.NOON)
        assert sent.requested_amount == 40_000
        assert sent.terms_seen == draft.programme_year.terms

    def test_a_change_for_another_year_is_none(self, resident):
        draft = factories.a_draft(by=resident)
        draft.programme_year.terms = factories.TERMS | {"overrides": {"2021": {"cap": 360_000}}}
        draft.programme_year.save()
        assert assessment.changes_of_terms(draft) == ()


class TestCarried:
    def test_answers_go_only_where_nothing_stands(self, resident):
        told = {"in_city": "yes", "venue_fee": "500", "phone": "0422-00-0009"}
        draft = factories.a_blank_draft(by=resident)
        drafts.save_answers(draft, {"venue_fee": "1,200"}, by=resident, at=factories.NOON)
        again = drafts.start(
            group=draft.group,
            programme_year=draft.programme_year,
            by=resident,
            at=factories.NOON,
            told=told,
        )
        assert again == draft
        kept = assessment.answers_of(draft)
        assert {name: kept[name] for name in told} == {
            "in_city": "yes",
            "venue_fee": "1,200",
            "phone": draft.group.phone,
        }

    def test_nothing_goes_into_what_was_sent(self, resident):
        sent = factories.submitted(by=resident)
        before = assessment.answers_of(sent)
        drafts.start(
            group=sent.group,
            programme_year=sent.programme_year,
            by=resident,
            at=factories.NOON,
            told={"other_grant_detail": "見本"},
        )
        assert assessment.answers_of(sent) == before
