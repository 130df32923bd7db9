"""Phrases people write for a rhythm, and those nobody can read."""

import pytest

from grants.rules.phrases import EXAMPLE, parse_rule
from grants.rules.schedule import MonthlyDay, MonthlyWeekday, ScheduleError, Weekly


@pytest.mark.parametrize(
    ("phrase", "rule"),
    [
        ("毎月第1日曜日", MonthlyWeekday("日", (1,))),
        ("毎月　第１日曜", MonthlyWeekday("日", (1,))),
        ("毎月第一日曜日", MonthlyWeekday("日", (1,))),
        ("毎月第2・第4土曜日", MonthlyWeekday("土", (2, 4))),
        ("毎月第2、4土曜日", MonthlyWeekday("土", (2, 4))),
        ("毎月最終木曜日", MonthlyWeekday("木", (-1,))),
        ("毎週水曜日", Weekly(("水",))),
        ("毎週月・水・金曜日", Weekly(("月", "水", "金"))),
        ("隔週金曜日", Weekly(("金",), 2)),
        ("2か月に1回 第3金曜日", MonthlyWeekday("金", (3,), 2)),
        ("２ヶ月に１回第３金曜日", MonthlyWeekday("金", (3,), 2)),
        ("隔月第3金曜日", MonthlyWeekday("金", (3,), 2)),
        ("3か月に1回の15日", MonthlyDay(15, 3)),
        ("毎月15日", MonthlyDay(15)),
        ("毎月３１日", MonthlyDay(31)),
    ],
)
def test_phrases(phrase, rule):
    assert parse_rule(phrase) == rule


@pytest.mark.parametrize("rule", [MonthlyWeekday("土", (2, 4)), MonthlyWeekday("金", (3, -1), 2)])
def test_a_rule_is_read_from_its_own_words(rule):
    assert parse_rule(str(rule)) == rule


@pytest.mark.parametrize(
    ("phrase", "message"),
    [
        ("ときどき", f"「ときどき」から日にちを読み取れませんでした。{EXAMPLE}"),
        ("", f"「」から日にちを読み取れませんでした。{EXAMPLE}"),
        ("毎月第6日曜日", f"「毎月第6日曜日」から日にちを読み取れませんでした。{EXAMPLE}"),
        ("毎月32日", f"32日という日はありません。{EXAMPLE}"),
        ("0か月に1回 第3金曜日", f"0か月に1回の予定は作れません。{EXAMPLE}"),
    ],
)
def test_what_cannot_be_read_is_told_kindly(phrase, message):
    with pytest.raises(ScheduleError) as caught:
        parse_rule(phrase)
    assert str(caught.value) == message
