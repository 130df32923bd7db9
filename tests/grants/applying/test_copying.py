"""Answers of an earlier application begin a new one, told as of its own fiscal year."""

from copy import deepcopy
from datetime import date, timedelta

import pytest
from django.db import ProgrammingError, connection, transaction

from grants import workflow
from grants.applying import assessment, copying, drafts, keying
from grants.applying.comparing import before, differences
from grants.models import Application, Copied, Programme, ProgrammeYear
from grants.permissions import NotAllowed
from grants.sheets import read_all
from ibasho.dates import western
from tests.grants import factories

pytestmark = pytest.mark.django_db
LAST = factories.YEAR.previous
THEN = factories.NOON - timedelta(days=365)
# The first Sunday of each month of 令和7年度, but for August.
LAST_SUNDAYS = tuple(
    date(*day)
    for day in [
        (2025, 4, 6),
        (2025, 5, 4),
        (2025, 6, 1),
        (2025, 7, 6),
        (2025, 9, 7),
        (2025, 10, 5),
        (2025, 11, 2),
        (2025, 12, 7),
        (2026, 1, 4),
        (2026, 2, 1),
        (2026, 3, 1),
    ]
)
OLDER = tuple(date(2024, month, 7) for month in range(4, 13))
PATTERN = {"repeat": "monthly", "weeks": "1,3", "weekday": "6", "skip_months": "8"}


@pytest.fixture
def group(resident):
    return factories.a_group(member=resident)


@pytest.fixture
def sent(resident, group):
    """Last year's application, for whatever `changes` it had."""

    def _sent(**changes):
        told = {"days": LAST_SUNDAYS, "period_first": "R7.4", **changes}
        draft = factories.a_draft(
            by=resident,
            group=group,
            programme_year=factories.a_programme_year(fiscal_year=LAST),
            at=THEN,
            **told,
        )
        return workflow.submit(draft, by=resident, at=THEN)

    return _sent


@pytest.fixture
def draft(resident, group):
    return factories.a_blank_draft(by=resident, group=group)


def copied(draft, by):
    copying.copy(draft, by=by, at=factories.NOON)
    return assessment.answers_of(draft)


def days(answers):
    return answers["days"].split("\n")


def test_days_stay_on_their_weekday_of_their_week(sent, draft, resident):
    sent(fees={LAST_SUNDAYS[1]: 4_000})
    told = copied(draft, resident)
    assert days(told) == [western(day) for day in factories.SUNDAYS if day.month != 8]
    assert (told["fee_2026-05-03"], "fee_2025-05-04" in told) == ("4000", False)
    assert (told["period_first"], told["members"], told["venue_fee"]) == ("2026年4月", "5", "1,200")
    assert "other_grant" not in told


def test_a_fifth_weekday_that_the_month_has_not_is_left_out(sent, draft, resident):
    sent(days=(date(2025, 4, 30), date(2025, 5, 7)))  # the fifth and the first Wednesday
    assert days(copied(draft, resident)) == ["2026年4月29日", "2026年5月6日"]


def test_only_a_fifth_one_is_lost(sent, draft, resident):
    sent(days=(date(2025, 6, 29), date(2025, 7, 6)))  # June 2026 has four Sundays
    assert days(copied(draft, resident)) == ["2026年7月5日"]


def test_a_rhythm_is_played_anew(sent, draft, resident):
    first_and_third = [
        day
        for month in LAST.months
        for day in (month + timedelta(days=n) for n in range(31))
        if day.month == month.month != 8 and day.weekday() == 6 and (day.day - 1) // 7 in (0, 2)
    ]
    sent(days=tuple(first_and_third), **PATTERN)
    told = copied(draft, resident)
    assert (len(days(told)), days(told)[:2]) == (22, ["2026年4月5日", "2026年4月19日"])


def test_in_the_same_year_nothing_moves(resident, group):
    draft = factories.a_draft(by=resident, group=group, fees={factories.SUNDAYS[0]: 4_000})
    workflow.submit(draft, by=resident, at=factories.NOON)
    workflow.withdraw(draft, by=resident, at=factories.NOON)
    again = factories.a_blank_draft(
        by=resident, group=group, programme_year=draft.programme_year, at=factories.NOON
    )
    known = {"other_grant": "none"}
    assert copied(again, resident) | known == assessment.answers_of(draft)


def test_what_is_written_already_stays(sent, draft, resident):
    sent()
    drafts.save_answers(draft, {"members": "9", "days": "R8.5.1"}, by=resident, at=factories.NOON)
    told = copied(draft, resident)
    assert (told["members"], told["days"], told["starts_at"]) == ("9", "R8.5.1", "10:00")


def test_a_second_press_copies_nothing(sent, draft, resident):
    first = sent()
    copied(draft, resident)
    drafts.save_answers(draft, {"members": ""}, by=resident, at=factories.NOON)
    assert copied(draft, resident)["members"] == ""
    assert Copied.objects.get().submission == first.submissions.get()


def test_the_same_programme_comes_first_then_the_newest(sent, draft, resident, group):
    assert copying.source(draft) is None
    other = Programme.objects.create(slug="other", name="見本の別の助成")
    year = factories.a_programme_year(fiscal_year=LAST.previous)
    year.programme = other
    year.save()
    newer = factories.a_draft(by=resident, group=group, programme_year=year, days=OLDER)
    keyed = THEN - timedelta(days=365)
    workflow.submit(newer, by=resident, at=keyed)
    assert copying.source(draft).application == newer
    first = sent()
    assert copying.source(draft).application == first


def test_what_was_sent_is_copied_over_no_more(sent, draft, resident):
    sent()
    drafts.save_answers(draft, factories.answers(), by=resident, at=factories.NOON)
    workflow.submit(draft, by=resident, at=factories.NOON)
    assert copying.source(fresh(draft)) is None
    with pytest.raises(NotAllowed):
        copying.copy(draft, by=resident, at=factories.NOON)


def test_changed_terms_are_told(sent, draft, resident):
    sent()
    raised = deepcopy(factories.TERMS) | {"cap": 120_000}
    ProgrammeYear.objects.filter(pk=draft.programme_year_id).update(terms=raised)
    copied(draft, resident)
    draft = fresh(draft)
    assert copying.changed_terms(draft) == ("1年の上限が100,000円から120,000円に変わりました。",)


def fresh(draft):
    return Application.objects.get(pk=draft.pk)


def now(draft):
    return differences(draft, read_all(assessment.answers_of(draft), factories.YEAR))


def test_only_what_differs_is_told_with_what_stood_before(sent, draft, resident):
    sent()
    copied(draft, resident)
    draft = fresh(draft)
    assert now(draft) == {"other_grant": "令和7年度の申請：受けません"}
    typed = factories.SUNDAYS[1:]
    changes = {"other_grant": "none", "members": "8", "days": "\n".join(map(str, typed))}
    drafts.save_answers(draft, changes, by=resident, at=factories.NOON)
    assert now(draft) == {
        "members": "令和7年度の申請：5人",
        "days": "令和7年度の申請とくらべて　なくなったもの：2026年4月5日　加わったもの：2026年8月2日",
    }


def test_what_came_back_is_read_beside_what_was_sent(sent, draft, resident, worker):
    sent()
    copied(draft, resident)
    drafts.save_answers(draft, {"other_grant": "none"}, by=resident, at=factories.NOON)
    workflow.submit(draft, by=resident, at=factories.NOON)
    due = factories.NOON.date()
    asked = {"message": "人数は？", "due_on": due}
    workflow.return_for_correction(draft, by=worker, at=factories.NOON, **asked)
    drafts.save_answers(draft, {"members": "8"}, by=resident, at=factories.NOON)
    draft = fresh(draft)
    assert (before(draft).name, now(draft)) == (
        "前に提出したとき",
        {"members": "前に提出したとき：5人"},
    )


class TestDatabase:
    @pytest.fixture
    def others(self, stranger, sent):
        sent()
        group = factories.a_group(member=stranger, name="見本のほかの会")
        year = ProgrammeYear.objects.get()
        draft = factories.a_draft(by=stranger, group=group, programme_year=year, days=LAST_SUNDAYS)
        return workflow.submit(draft, by=stranger, at=THEN).submissions.get()

    def test_never_from_another_group_or_from_itself(self, others, draft, resident):
        own = others.application
        for application in (draft, own):
            told = {"application": application, "submission": others}
            with pytest.raises(ProgrammingError, match="same group"), transaction.atomic():
                Copied.objects.create(**told, by=resident, at=factories.NOON)
        assert not Copied.objects.exists()

    def test_it_stays_and_goes_with_the_draft(self, sent, draft, resident):
        sent()
        copied(draft, resident)
        with (
            pytest.raises(ProgrammingError),
            transaction.atomic(),
            connection.cursor() as cursor,
        ):
            cursor.execute("UPDATE grants_copied SET at = now()")
        drafts.discard(draft, by=resident)
        assert not Copied.objects.exists()


class TestPages:
    def page(self, draft, name=""):
        return f"/my/applications/{draft.pk}/{name}"

    def test_it_is_offered_done_and_marked(self, enter, resident, sent, draft):
        first, client = sent(), enter(resident)
        shown = client.get(self.page(draft)).content.decode()
        assert "令和7年度の申請（受付番号 " + first.receipt_number in shown
        assert client.post(self.page(draft, "copy/")).url == self.page(draft)
        shown = client.get(self.page(draft)).content.decode()
        assert "令和7年度の申請を写して書いています" in shown
        assert "前の申請を写して始められます" not in shown
        drafts.save_answers(draft, {"members": "8"}, by=resident, at=factories.NOON)
        sheet = client.get(self.page(draft, "group/")).content.decode()
        told = client.get(self.page(draft, "confirm/")).content.decode()
        marked = [page.count("令和7年度の申請：5人") for page in (sheet, told)]
        assert marked == [1, 1]
        assert sheet.count("ib-was") == 1

    def test_nothing_to_copy(self, enter, resident, draft):
        client = enter(resident)
        assert "写して始められます" not in client.get(self.page(draft)).content.decode()
        answer = client.post(self.page(draft, "copy/"), follow=True)
        assert "写せる申請がありません。" in answer.content.decode()

    def test_somebody_elses_draft_is_not_there(self, enter, stranger, sent, draft):
        sent()
        assert enter(stranger).post(self.page(draft, "copy/")).status_code == 404
        assert not Copied.objects.exists()

    def test_the_staff_read_what_differs(self, enter, resident, worker, sent, draft):
        first = sent()
        copied(draft, resident)
        changes = {"other_grant": "none", "members": "8"}
        drafts.save_answers(draft, changes, by=resident, at=factories.NOON)
        workflow.submit(draft, by=resident, at=factories.NOON)
        shown = enter(worker).get(f"/staff/applications/{draft.pk}/").content.decode()
        assert "令和7年度の申請と変わったところ" in shown
        assert f'href="/staff/applications/{first.pk}/"' in shown
        assert [shown.count(words) for words in ("<del>", "<del>5人</del>", "<ins>8人</ins>")] == [
            1,
            1,
            1,
        ]

    def test_staff_copy_for_a_group_that_sends_paper(self, enter, worker, sent, group):
        sent()
        year = factories.a_programme_year()
        told = {"channel": "paper", "received_on": year.opens_on}
        draft = keying.begin(group=group, programme_year=year, **told, by=worker, at=factories.NOON)
        page = f"/staff/applications/{draft.pk}/key-in/"
        assert enter(worker).post(page + "copy/").url == page
        assert assessment.answers_of(draft)["members"] == "5"
