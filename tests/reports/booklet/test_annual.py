"""The report object: the booklet's figures, what the spans hold, and what never gets in."""

from datetime import date

import pytest

from consultations import consenting
from consultations.models import CaseStory, Consultation
from ibasho.dates import FiscalYear
from ibasho.groups.models import Group, StatusChange
from ibasho.reports.booklet import annual
from tests.consultations.factories import (
    WRITTEN,
    a_consented_voice,
    a_consultation,
    a_meeting,
    a_past_figure,
    a_voice,
)
from tests.reports.conftest import ON

COST = 24  # queries, whatever the span and however many rows


def build(first, last=None):
    return annual.build(FiscalYear(first), FiscalYear(last or first), on=ON)


def figures(report):
    return {str(figure.title): figure.value for figure in report.figures}


def test_the_five_years_of_the_booklet(five_years):
    report = five_years()
    assert figures(report) == {
        "相談件数の合計": 639,
        "出向いた先で受けた相談": 17,
        "居場所の団体": 15,
        "助成を卒業した団体": 1,
        "交流会・学習会": 6,
        "交流会・学習会の参加者": 148,
        "助成の交付決定": None,
        "交付決定額": None,
    }
    assert [year.count for year in report.listening.years] == [48, 222, 149, 104, 116]
    assert [year.entered for year in report.listening.years] == [True] * 5
    assert [str(change.fiscal_year) for change in report.listening.changes] == ["令和元年度"]
    assert [len(story.entries) for story in report.stories] == [14, 14]


def test_the_sum_over_two_rules_carries_its_caveat(five_years):
    assert five_years().listening.total.note != ""
    assert build(2016, 2018).listening.total.note == ""


def test_entered_and_counted_years_are_told_apart(db):
    a_past_figure(2025, 10)
    a_consultation(on=date(2025, 5, 1))
    a_consultation(on=date(2026, 5, 1))
    report = build(2025, 2026)
    assert [(year.count, year.entered) for year in report.listening.years] == [
        (10, True),
        (0, False),  # from FY2019 on only groups with a grant are counted
    ]


def test_a_group_belongs_to_the_years_in_which_it_lived(db):
    begun, ended = Group.objects.create(name="見本の会"), Group.objects.create(name="見本の庭")
    StatusChange.objects.create(group=begun, status="active", day=date(2026, 5, 1))
    StatusChange.objects.create(group=ended, status="active", day=date(2020, 5, 1))
    StatusChange.objects.create(group=ended, status="ended", day=date(2022, 5, 1))
    names = {year: [life.name for life in build(year).lives.all] for year in (2019, 2022, 2026)}
    assert names == {2019: [], 2022: ["見本の庭"], 2026: ["見本の会"]}


def test_a_life_is_cut_to_the_span(five_years):
    life = build(2017).lives.dated[0]
    assert [(s.label, s.start, s.last) for s in life.stretches] == [
        ("活動中", date(2017, 4, 1), date(2018, 3, 31))
    ]


def test_only_voices_with_consent_for_a_report_get_in(db):
    a_voice(words="同意のない声")
    a_consented_voice(words="取り消した声", withdrawn_on=ON)
    a_consented_voice(words="期限の過ぎた声", consent_until=date(2026, 6, 1))
    a_consented_voice(words="ちらしだけの声", media=["leaflet"])
    a_consented_voice(words="載せてよい声")
    assert [voice.words for voice in build(2026).voices] == ["載せてよい声"]


def test_a_story_without_consent_stays_out(five_years):
    story = CaseStory.objects.get(group__name="きらくら")
    consenting.withdraw(story, by=None, at=WRITTEN, on=ON)
    assert [story.group for story in five_years().stories] == ["すみれの家"]


def test_a_meeting_of_unknown_head_count_is_not_counted_as_nobody(db):
    a_meeting()
    assert build(2026).meetings.people.value is None


@pytest.mark.parametrize(("first", "last"), [(2020, 2016), (2000, 2030)])
def test_spans_that_make_no_report(db, first, last):
    with pytest.raises(annual.SpanError):
        build(first, last)


def test_queries_do_not_grow_with_years_or_rows(five_years, django_assert_num_queries):
    with django_assert_num_queries(COST):
        build(2015, 2021)
    for day in range(1, 21):
        a_consultation(on=date(2018, 5, day), group=Group.objects.get(name="sun"))
        a_meeting(held_on=date(2018, 5, day))
    with django_assert_num_queries(COST):
        build(2000, 2029)
    assert Consultation.objects.count() > 20
