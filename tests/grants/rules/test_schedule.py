"""The days of a pattern: against brute force, holidays, edges of the year, and its words."""

import json
from datetime import date, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grants.rules.schedule import (
    Free,
    MonthlyDay,
    MonthlyWeekday,
    Pattern,
    Planned,
    ScheduleError,
    Weekly,
    describe,
    holiday_name,
    planned,
)
from ibasho.dates import WEEKDAYS, FiscalYear

YEAR = FiscalYear(2026)
ALL_DAYS = [YEAR.first + timedelta(n) for n in range(365)]


def pattern(rule, *, first=YEAR.first, last=YEAR.last, start=time(10), end=time(13), **more):
    return Pattern(rule, first, last, start, end, **more)


def days(rule, **more):
    return [one.date for one in planned(pattern(rule, **more), YEAR)]


@given(st.sampled_from(WEEKDAYS), st.sets(st.integers(1, 5), min_size=1))
def test_weeks_of_a_month_are_counted_by_sevens(weekday, weeks):
    assert days(MonthlyWeekday(weekday, tuple(weeks))) == [
        day
        for day in ALL_DAYS
        if WEEKDAYS[day.weekday()] == weekday and (day.day - 1) // 7 + 1 in weeks
    ]


@given(st.sampled_from(WEEKDAYS))
def test_the_last_week_has_none_after_it(weekday):
    assert days(MonthlyWeekday(weekday, (-1,))) == [
        day
        for day in ALL_DAYS
        if WEEKDAYS[day.weekday()] == weekday and (day + timedelta(7)).month != day.month
    ]


@given(st.integers(1, 31))
def test_a_month_without_that_day_is_left_out(number):
    assert days(MonthlyDay(number)) == [day for day in ALL_DAYS if day.day == number]


@given(st.sets(st.sampled_from(WEEKDAYS), min_size=1))
def test_every_week(weekdays):
    assert days(Weekly(tuple(weekdays))) == [
        day for day in ALL_DAYS if WEEKDAYS[day.weekday()] in weekdays
    ]


@given(st.sampled_from(WEEKDAYS), st.integers(0, 300))
def test_every_second_week_from_the_first_such_day(weekday, start):
    found = days(Weekly((weekday,), 2), first=ALL_DAYS[start])
    assert found[0] == next(d for d in ALL_DAYS[start:] if WEEKDAYS[d.weekday()] == weekday)
    assert {later - earlier for earlier, later in zip(found, found[1:], strict=False)} <= {
        timedelta(14)
    }
    assert YEAR.last - found[-1] < timedelta(14)


def test_every_second_month_from_the_first():
    found = days(MonthlyWeekday("金", (3,), 2), first=date(2026, 5, 1))
    assert [(day.month, day.day) for day in found] == [
        (5, 15), (7, 17), (9, 18), (11, 20), (1, 15), (3, 19)
    ]  # fmt: skip


def test_the_fourth_and_the_last_may_be_one_day():
    assert days(MonthlyWeekday("日", (4, -1)), last=date(2026, 4, 30)) == [date(2026, 4, 26)]


def test_free_dates_are_put_in_order():
    picked = (date(2026, 6, 2), date(2026, 4, 1), date(2026, 6, 2))
    assert days(Free(picked)) == [date(2026, 4, 1), date(2026, 6, 2)]


def test_a_free_date_outside_the_period_is_refused():
    with pytest.raises(ScheduleError) as caught:
        days(Free((date(2027, 4, 1),)))
    assert str(caught.value) == "令和9年4月1日は、活動の期間に入っていません。"


@pytest.mark.parametrize("edge", [{"first": date(2026, 3, 31)}, {"last": date(2027, 4, 1)}])
def test_a_period_outside_the_year_is_refused(edge):
    with pytest.raises(ScheduleError):
        days(Weekly(("水",)), **edge)


def test_skipped_months_and_holidays():
    weekly = Weekly(("火",))
    assert date(2026, 5, 5) in days(weekly)
    without = days(weekly, skip_holidays=True, skipped_months=(8,))
    assert set(days(weekly)) - set(without) == {
        date(2026, 5, 5),  # こどもの日
        date(2026, 9, 22),  # 国民の休日
        date(2026, 11, 3),  # 文化の日
        date(2026, 12, 29),  # 年末年始
        date(2027, 2, 23),  # 天皇誕生日
        *(date(2026, 8, day) for day in (4, 11, 18, 25)),
    }


@pytest.mark.parametrize(
    ("day", "name"),
    [
        (date(2026, 12, 28), ""),
        (date(2026, 12, 29), "年末年始"),
        (date(2026, 12, 31), "年末年始"),
        (date(2027, 1, 1), "元日"),
        (date(2027, 1, 3), "年末年始"),
        (date(2027, 1, 4), ""),
        (date(2026, 5, 6), "憲法記念日 振替休日"),
    ],
)
def test_holidays_have_names(day, name):
    assert holiday_name(day) == name


def test_a_planned_gathering_knows_its_minutes():
    found = planned(pattern(MonthlyDay(5), last=date(2026, 5, 31), end=time(12, 30)), YEAR)
    assert found == (
        Planned(date(2026, 4, 5), time(10), time(12, 30)),
        Planned(date(2026, 5, 5), time(10), time(12, 30), "こどもの日"),
    )
    assert found[0].minutes == 150


@pytest.mark.parametrize(
    "wrong", [{"end": time(10)}, {"first": date(2026, 5, 2), "last": date(2026, 5, 1)}]
)
def test_a_pattern_runs_forward(wrong):
    with pytest.raises(ScheduleError):
        pattern(Weekly(("水",)), **wrong)


@pytest.mark.parametrize(
    ("rule", "more", "words"),
    [
        (MonthlyWeekday("日", (1,)), {"skipped_months": (12,)}, "毎月第1日曜日 10:00–13:00（12月は休み）"),
        (MonthlyWeekday("土", (2, 4)), {}, "毎月第2・第4土曜日 10:00–13:00"),
        (MonthlyWeekday("木", (-1,)), {}, "毎月最終木曜日 10:00–13:00"),
        (MonthlyWeekday("金", (3,), 2), {}, "2か月に1回 第3金曜日 10:00–13:00"),
        (MonthlyDay(15), {"skip_holidays": True}, "毎月15日 10:00–13:00（祝日・年末年始は休み）"),
        (Weekly(("水",)), {"skipped_months": (8, 12), "skip_holidays": True}, "毎週水曜日 10:00–13:00（8月・12月と祝日・年末年始は休み）"),
        (Weekly(("月", "金"), 2), {}, "隔週月・金曜日 10:00–13:00"),
        (Free((date(2026, 5, 2), date(2026, 4, 3))), {}, "4月3日、5月2日 10:00–13:00"),
    ],
)  # fmt: skip
def test_a_pattern_says_itself_and_goes_through_json(rule, more, words):
    made = pattern(rule, **more)
    assert describe(made) == words
    assert Pattern.from_json(json.loads(json.dumps(made.to_json()))) == made


def test_json_that_is_no_pattern_is_refused_by_place():
    with pytest.raises(ScheduleError) as caught:
        Pattern.from_json({"rule": {"yearly": {}}})
    assert str(caught.value) == "pattern：項目「first」がありません。"
