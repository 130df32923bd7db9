"""Reading a rhythm as people write it: 「毎月第2・第4土曜日」, 「隔週金曜日」, 「毎月15日」."""

from __future__ import annotations

import re
from unicodedata import normalize

from grants.rules.schedule import LAST_WEEK, MonthlyDay, MonthlyWeekday, Rule, ScheduleError, Weekly

EXAMPLE = "「毎月第1日曜日」「毎週水曜日」「隔週金曜日」「毎月15日」のように書いてください。"

_MONTHS = r"(?:(?P<monthly>毎月)|(?P<alternate>隔月)|(?P<every>[0-9]{1,2})[かカヶケヵ箇ヵ]月に(?:1|一)[回度])の?"
_WEEKS = (
    r"(?P<weeks>(?:第?[1-5一二三四五]|最終|最後の)(?:[・、,と](?:第?[1-5一二三四五]|最終|最後の))*)"
)
_WEEKDAYS = r"(?P<weekdays>[月火水木金土日](?:[・、,と][月火水木金土日])*)(?:曜日?)?"
_MONTHLY_WEEKDAY = re.compile(_MONTHS + _WEEKS + r"(?P<weekday>[月火水木金土日])(?:曜日?)?")
_MONTHLY_DAY = re.compile(_MONTHS + r"(?P<day>[0-9]{1,2})日")
_WEEKLY = re.compile(r"(?:(?P<weekly>毎週)|隔週)の?" + _WEEKDAYS)
_NUMBERS = {"一": 1, "二": 2, "三": 3, "四": 4, "五": 5}


def parse_rule(phrase: str) -> Rule:
    """The rule that a phrase means; ScheduleError with examples if it means none."""
    folded = re.sub(r"\s", "", normalize("NFKC", phrase))
    for pattern, made in READERS:
        found = pattern.fullmatch(folded)
        if found:
            return made(found)
    raise ScheduleError(f"「{phrase[:40]}」から日にちを読み取れませんでした。{EXAMPLE}")


def _every(found: re.Match[str]) -> int:
    every = 1 if found["monthly"] else int(found["every"] or 2)
    if not 1 <= every <= 12:
        raise ScheduleError(f"{every}か月に1回の予定は作れません。{EXAMPLE}")
    return every


def _monthly_weekday(found: re.Match[str]) -> Rule:
    weeks = (_week(week) for week in re.findall(r"[1-5一二三四五]|最終|最後", found["weeks"]))
    return MonthlyWeekday(found["weekday"], tuple(dict.fromkeys(weeks)), _every(found))


def _week(word: str) -> int:
    if word.startswith("最"):
        return LAST_WEEK
    return _NUMBERS.get(word) or int(word)


def _monthly_day(found: re.Match[str]) -> Rule:
    day = int(found["day"])
    if not 1 <= day <= 31:
        raise ScheduleError(f"{day}日という日はありません。{EXAMPLE}")
    return MonthlyDay(day, _every(found))


def _weekly(found: re.Match[str]) -> Rule:
    weekdays = re.findall(r"[月火水木金土日]", found["weekdays"])
    return Weekly(tuple(dict.fromkeys(weekdays)), 1 if found["weekly"] else 2)


READERS = (
    (_MONTHLY_WEEKDAY, _monthly_weekday),
    (_MONTHLY_DAY, _monthly_day),
    (_WEEKLY, _weekly),
)
