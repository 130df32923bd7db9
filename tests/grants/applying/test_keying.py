"""What comes on paper or by phone is keyed in by staff, sent by them, and told to the group."""

from datetime import date, timedelta

import pytest

from grants import workflow
from grants.applying import drafts, keying
from grants.models import KeyedIn, Told
from grants.permissions import NotAllowed
from grants.states import State
from ibasho.letters.models import Mail
from tests.grants import factories

pytestmark = pytest.mark.django_db
DAY = date(2026, 4, 8)


@pytest.fixture
def group():
    return factories.a_group()


@pytest.fixture
def year():
    return factories.a_programme_year()


def begin(group, year, *, by, received_on=DAY, channel="paper", at=factories.NOON):
    return keying.begin(
        group=group,
        programme_year=year,
        channel=channel,
        received_on=received_on,
        by=by,
        at=at,
    )


@pytest.fixture
def keyed(group, year, worker):
    draft = begin(group, year, by=worker)
    drafts.save_answers(draft, factories.answers(), by=worker, at=factories.NOON)
    return draft


class TestBeginning:
    def test_it_is_marked_and_says_how_and_when_it_came(self, group, year, worker):
        draft = begin(group, year, by=worker, channel="phone")
        assert (draft.on_paper, draft.started_by) == (True, worker)
        assert str(draft.keyed_in) == "電話 2026-04-08"
        assert begin(group, year, by=worker) == draft
        assert list(keying.in_progress()) == [draft]

    def test_what_the_group_writes_itself_stays_its_own(self, year, resident, worker):
        own = factories.a_group(member=resident)
        factories.a_blank_draft(by=resident, group=own, programme_year=year)
        with pytest.raises(NotAllowed, match="自分で書いています（下書き）"):
            begin(own, year, by=worker)
        assert not KeyedIn.objects.exists()

    def test_only_those_who_review_key_in(self, group, year, resident, accountant):
        for person in (resident, accountant):
            with pytest.raises(NotAllowed, match="権限がありません"):
                begin(group, year, by=person)

    @pytest.mark.parametrize("day", [date(2026, 3, 31), date(2027, 4, 1)])
    def test_it_came_within_the_window(self, group, year, worker, day):
        with pytest.raises(NotAllowed, match="受付は令和8年4月1日から令和9年3月31日まで"):
            begin(group, year, by=worker, received_on=day)


class TestSending:
    def test_staff_send_it_for_the_group(self, keyed, worker2):
        sent = workflow.submit(keyed, by=worker2, at=factories.NOON)
        assert (sent.state, sent.receipt_number) == (State.SUBMITTED, "R8-0001")
        assert sent.steps_taken.get().by == worker2
        assert list(keying.in_progress()) == []

    def test_the_day_on_which_it_came_counts(self, group, worker):
        closed = factories.a_programme_year(closes_on=DAY)
        draft = begin(group, closed, by=worker)
        late = factories.NOON + timedelta(days=3)
        drafts.save_answers(draft, factories.answers(), by=worker, at=late)
        assert workflow.submit(draft, by=worker, at=late).state == State.SUBMITTED

    def test_nobody_else_sends_it(self, keyed, stranger, accountant):
        for person in (stranger, accountant):
            with pytest.raises(NotAllowed):
                workflow.submit(keyed, by=person, at=factories.NOON)

    def test_what_residents_write_staff_do_not_send(self, resident, worker):
        draft = factories.a_draft(by=resident)
        with pytest.raises(NotAllowed, match="権限がありません"):
            workflow.submit(draft, by=worker, at=factories.NOON)

    def test_the_group_may_take_it_back_through_staff(self, keyed, worker):
        sent = workflow.submit(keyed, by=worker, at=factories.NOON)
        assert workflow.withdraw(sent, by=worker, at=factories.NOON).state == State.WITHDRAWN


class TestTelling:
    def test_people_with_mail_are_told_by_mail_and_staff_are_not(self, year, resident, worker):
        draft = begin(factories.a_group(member=resident), year, by=worker)
        drafts.save_answers(draft, factories.answers(), by=worker, at=factories.NOON)
        workflow.submit(draft, by=worker, at=factories.NOON)
        assert [mail.to for mail in Mail.objects.all()] == [resident.email]
        assert not keying.untold(draft)

    def test_without_mail_somebody_tells_them(self, keyed, worker):
        assert not keying.untold(keyed)
        workflow.submit(keyed, by=worker, at=factories.NOON)
        assert keying.untold(keyed)
        for _press in range(2):
            keying.tell(keyed, by=worker, at=factories.NOON, means="phone")
        assert not keying.untold(keyed)
        assert not Mail.objects.exists()
        assert Told.objects.get().means == "phone"

    def test_each_news_is_told(self, keyed, worker):
        sent = workflow.submit(keyed, by=worker, at=factories.NOON)
        keying.tell(sent, by=worker, at=factories.NOON, means="letter")
        later = factories.NOON + timedelta(hours=1)
        workflow.return_for_correction(
            sent, by=worker, at=later, message="会場名", due_on=DAY + timedelta(days=30)
        )
        assert keying.untold(sent)

    def test_only_staff_note_it(self, keyed, stranger):
        with pytest.raises(NotAllowed):
            keying.tell(keyed, by=stranger, at=factories.NOON, means="phone")
