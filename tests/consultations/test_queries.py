"""The figures that the report is made of."""

from datetime import date, timedelta

import pytest
from django.db.models import Case, Value, When

from consultations import queries
from consultations.choices import Channel, Media, Stage, Topic
from consultations.models import CountingRule
from ibasho.dates import FiscalYear
from tests.consultations.factories import (
    DAY,
    a_consented_voice,
    a_consultation,
    a_group,
    a_meeting,
    a_past_figure,
    a_published_story,
    a_voice,
)

pytestmark = pytest.mark.django_db
FY2018, FY2019, FY2020, FY2021 = (FiscalYear(year) for year in (2018, 2019, 2020, 2021))


NOBODY = Value(False)


def test_past_totals_stand_as_entered_and_carry_their_rule():
    a_past_figure(2018, 149, note="見本の注")
    a_past_figure(2019, 104, CountingRule.GRANTED_GROUPS)
    a_consultation(on=date(2018, 6, 1), month_only=True)
    figures = queries.per_fiscal_year(FY2018, FY2019, granted=NOBODY)
    assert figures == (
        queries.YearFigure(FY2018, 149, CountingRule.ALL_GROUPS, True, None, "見本の注", 1),
        queries.YearFigure(FY2019, 104, CountingRule.GRANTED_GROUPS, True, None, "", 0),
    )


def test_later_years_count_only_groups_with_a_grant_of_that_year():
    granted, other = a_group("助成の会"), a_group("自主の会")
    a_past_figure(2020, 116, CountingRule.GRANTED_GROUPS)
    a_consultation(on=date(2021, 4, 1), group=granted, out_of_office=True)
    a_consultation(on=date(2022, 3, 31), group=granted)
    a_consultation(on=date(2022, 4, 1), group=granted)
    a_consultation(on=date(2021, 8, 1), group=other, out_of_office=True)
    a_consultation(on=date(2021, 8, 2), idea="庭を開きたい")
    by_year = Case(
        When(group=granted, fiscal_year=2021, then=Value(True)),
        When(group=other, fiscal_year=2022, then=Value(True)),
        default=Value(False),
    )
    figures = queries.per_fiscal_year(FY2020, FiscalYear(2022), granted=by_year)
    assert [(f.count, f.outreach, f.logged, f.entered) for f in figures] == [
        (116, None, 0, True),
        (2, 1, 4, False),
        (0, 0, 1, False),
    ]


def test_before_the_change_of_the_rule_every_record_counts():
    a_consultation(on=date(2019, 3, 31), idea="庭を開きたい")
    a_consultation(on=date(2019, 4, 1), idea="庭を開きたい")
    figures = queries.per_fiscal_year(FY2018, FY2019, granted=NOBODY)
    assert [(f.count, f.counting_rule) for f in figures] == [
        (1, CountingRule.ALL_GROUPS),
        (0, CountingRule.GRANTED_GROUPS),
    ]


def test_the_number_of_queries_does_not_grow_with_the_years(django_assert_num_queries):
    with django_assert_num_queries(2):
        queries.per_fiscal_year(FiscalYear(2000), FiscalYear(2040), granted=NOBODY)


def test_outreach_share_of_the_log():
    for number in range(10):
        a_consultation(on=date(2021, 5, 1), out_of_office=number < 3)
    a_consultation(on=date(2022, 4, 1), out_of_office=True)
    share = queries.outreach_share(FY2021, FY2021)
    assert (share, share.percent) == (queries.Share(3, 10), 30)
    assert queries.outreach_share(FY2018, FY2018).percent is None


def test_counts_by_choice_by_each_topic_and_by_month():
    a_consultation(on=date(2021, 5, 1), channel=Channel.VISIT, topics=[Topic.FOOD, Topic.VENUE])
    a_consultation(on=date(2021, 5, 31), topics=[Topic.FOOD])
    a_consultation(on=date(2021, 6, 1))
    span = (FY2021, FY2021)
    assert queries.counts_by("channel", *span) == {"phone": 2, "visit": 1}
    assert queries.counts_by_each("topics", *span) == {"food": 2, "venue": 1}
    assert queries.counts_by_month(*span) == {date(2021, 5, 1): 2, date(2021, 6, 1): 1}


def test_meetings_of_a_span_and_their_head_count(django_assert_num_queries):
    group = a_group()
    later = a_meeting(held_on=date(2022, 3, 31), participants=19)
    first = a_meeting(held_on=date(2021, 4, 1), participants=23)
    a_meeting(held_on=date(2022, 4, 1), participants=99)
    unknown = a_meeting(held_on=date(2021, 9, 1))
    first.groups.add(group)
    with django_assert_num_queries(2):
        found = [(m, list(m.groups.all())) for m in queries.meetings(FY2021, FY2021)]
    assert found == [(first, [group]), (unknown, []), (later, [])]
    assert queries.head_count(FY2021, FY2021) == queries.HeadCount(42, 3, 1)
    assert queries.head_count(FY2018, FY2018) == queries.HeadCount(0, 0, 0)


def test_only_voices_with_a_living_consent_for_the_report_come_out():
    today = date(2026, 6, 1)
    day = timedelta(days=1)
    shown = [
        a_consented_voice(heard_on=date(2026, 5, 1)),
        a_consented_voice(heard_on=date(2026, 5, 2), consent_until=today),
        a_consented_voice(heard_on=date(2026, 5, 3), withdrawn_on=today + day),
    ]
    a_voice()
    a_consented_voice(media=[Media.WEB])
    a_consented_voice(consented_on=today + day)
    a_consented_voice(consent_until=today - day)
    a_consented_voice(withdrawn_on=today)
    assert queries.voices_for_report(on=today) == shown
    span = {"first": FiscalYear(2027), "last": FiscalYear(2027)}
    assert queries.voices_for_report(on=today, **span) == []


def test_a_story_tells_the_staged_records_in_order_without_the_reflection():
    group = a_group()
    secret = {"reflection": "canary", "group": group}
    a_consultation(on=date(2016, 7, 9), stage=Stage.DISCUSSION, place="公園", **secret)
    month = {"on": date(2016, 6, 1), "month_only": True}
    a_consultation(stage=Stage.BEGINNING, advice="見本の助言", **month, **secret)
    a_consultation(stage=Stage.TRIGGER, **month, **secret)
    a_consultation(on=date(2016, 8, 1), **secret)
    story = a_published_story(group)
    told = "見本の相談です。"
    assert queries.story_entries(story) == (
        queries.StoryEntry(date(2016, 6, 1), "", "きっかけ", told, ""),
        queries.StoryEntry(date(2016, 6, 1), "", "はじまり", told, "見本の助言"),
        queries.StoryEntry(date(2016, 7, 1), "公園", "打ち合わせ", told, ""),
    )
    spans = [(FiscalYear(2016), FiscalYear(2020)), (FiscalYear(2017), FiscalYear(2020))]
    found = [queries.stories_for_report(on=DAY, first=a, last=b) for a, b in spans]
    assert found == [[story], []]


def test_whom_to_ask_again(django_assert_num_queries):
    today = date(2026, 6, 1)
    soon = a_consented_voice(consent_until=today)
    a_consented_voice(consent_until=today + timedelta(days=61))
    a_consented_voice(consent_until=today, withdrawn_on=today)
    over = a_consented_voice(consent_until=today - timedelta(days=1))
    unasked = a_voice()
    with django_assert_num_queries(4):
        found = queries.consents_to_renew(on=today, by=today + timedelta(days=60))
    assert found == {"ending": [soon], "ended": [over], "unasked": [unasked], "stories": []}
