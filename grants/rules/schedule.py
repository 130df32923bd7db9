"""When: a rule such as 「毎月第1日曜日」 worked out into the days of one fiscal year.

A pattern goes to JSON and back:

    {"rule": {"monthly_weekday": {"weekday": "日", "weeks": [1], "every": 1}},
     "first": "2026-04-01", "last": "2027-03-31", "start": "10:00", "end": "13:00",
     "skipped_months": [12], "skip_holidays": true}

with one of the rules `monthly_weekday` (weeks 1–5, -1 for the last), `monthly_day`, `weekly`
(every 1 or 2 weeks, …) and `free`. Every second month is counted from the month of `first`.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, time, timedelta
from typing import Any, Protocol

import jpholiday

from grants.rules.shape import (
    Record,
    ShapeError,
    an_object,
    choice,
    clock,
    day,
    flag,
    listed,
    reads,
    record,
    whole,
)
from ibasho.dates import WEEKDAYS, FiscalYear, era

NEW_YEAR = {(12, 29), (12, 30), (12, 31), (1, 1), (1, 2), (1, 3)}
LAST_WEEK = -1


class ScheduleError(ValueError):
    """A pattern that cannot be read or planned; the text tells the person what is awaited."""


class Rule(Protocol):
    """How the days of a period are found."""

    def days(self, first: date, last: date) -> Iterator[date]: ...

    def __str__(self) -> str: ...


def _months(first: date, last: date, every: int) -> Iterator[date]:
    """The first days of every so many months from that of `first`."""
    begin, end = first.year * 12 + first.month - 1, last.year * 12 + last.month - 1
    for month in range(begin, end + 1, every):
        yield date(month // 12, month % 12 + 1, 1)


def _monthly(every: int) -> str:
    return "毎月" if every == 1 else f"{every}か月に1回 "


@dataclass(frozen=True)
class MonthlyWeekday(Record):
    """「毎月第2・第4土曜日」; a fifth week that a month has not is left out."""

    weekday: str = field(metadata=reads(choice(*WEEKDAYS)))
    weeks: tuple[int, ...] = field(metadata=reads(listed(whole(LAST_WEEK, 5), 6)))
    every: int = field(default=1, metadata=reads(whole(1, 12)))

    def __post_init__(self) -> None:
        if not self.weeks or 0 in self.weeks or len(self.weeks) != len(set(self.weeks)):
            raise ValueError("第何週か（1から5、最終は-1）を、重ならないように書いてください。")

    def days(self, first: date, last: date) -> Iterator[date]:
        for month in _months(first, last, self.every):
            found = self._of_month(month)
            chosen = {
                found[week - 1 if week > 0 else week] for week in self.weeks if week <= len(found)
            }
            yield from sorted(chosen)

    def _of_month(self, month: date) -> list[date]:
        shift = (WEEKDAYS.index(self.weekday) - month.weekday()) % 7
        length = monthrange(month.year, month.month)[1]
        return [month.replace(day=number) for number in range(1 + shift, length + 1, 7)]

    def __str__(self) -> str:
        weeks = "・".join("最終" if week == LAST_WEEK else f"第{week}" for week in self.weeks)
        return f"{_monthly(self.every)}{weeks}{self.weekday}曜日"


@dataclass(frozen=True)
class MonthlyDay(Record):
    """「毎月15日」; a month without that day is left out."""

    day: int = field(metadata=reads(whole(1, 31)))
    every: int = field(default=1, metadata=reads(whole(1, 12)))

    def days(self, first: date, last: date) -> Iterator[date]:
        for month in _months(first, last, self.every):
            if self.day <= monthrange(month.year, month.month)[1]:
                yield month.replace(day=self.day)

    def __str__(self) -> str:
        return f"{_monthly(self.every)}{self.day}日"


@dataclass(frozen=True)
class Weekly(Record):
    """「毎週水曜日」, 「隔週金曜日」 counted from the first such day of the period."""

    weekdays: tuple[str, ...] = field(metadata=reads(listed(choice(*WEEKDAYS), 7)))
    every: int = field(default=1, metadata=reads(whole(1, 8)))

    def __post_init__(self) -> None:
        if not self.weekdays or len(self.weekdays) != len(set(self.weekdays)):
            raise ValueError("曜日を、重ならないように書いてください。")

    def days(self, first: date, last: date) -> Iterator[date]:
        wanted = {WEEKDAYS.index(weekday) for weekday in self.weekdays}
        begin = next(n for n in range(7) if (first + timedelta(n)).weekday() in wanted)
        for n in range((last - first).days + 1):
            found = first + timedelta(n)
            if found.weekday() in wanted and (n - begin) // 7 % self.every == 0:
                yield found

    def __str__(self) -> str:
        each = {1: "毎週", 2: "隔週"}.get(self.every, f"{self.every}週に1回 ")
        return f"{each}{'・'.join(self.weekdays)}曜日"


@dataclass(frozen=True)
class Free(Record):
    """Days picked one by one."""

    dates: tuple[date, ...] = field(metadata=reads(listed(day, 366)))

    def days(self, first: date, last: date) -> Iterator[date]:
        for found in sorted(set(self.dates)):
            if not first <= found <= last:
                raise ScheduleError(f"{era(found)}は、活動の期間に入っていません。")
            yield found

    def __str__(self) -> str:
        shown = "、".join(f"{found.month}月{found.day}日" for found in sorted(set(self.dates)))
        return shown or "日は決まっていません"


RULES: dict[str, type[Record]] = {
    "monthly_weekday": MonthlyWeekday,
    "monthly_day": MonthlyDay,
    "weekly": Weekly,
    "free": Free,
}
RULE_NAMES = {cls: name for name, cls in RULES.items()}


def _read_rule(value: object, path: str) -> Rule:
    given = an_object(value, path)
    if len(given) != 1 or not given.keys() <= RULES.keys():
        raise ShapeError(path, f"次の名前を1つだけ書いてください：{'・'.join(RULES)}")
    name, inner = next(iter(given.items()))
    rule: Rule = record(RULES[name])(inner, f"{path}.{name}")
    return rule


def _rule_json(rule: Any) -> object:
    return {RULE_NAMES[type(rule)]: rule.to_json()}


@dataclass(frozen=True)
class Pattern(Record):
    """A rule, the days between which it holds, its hours, and what it leaves out."""

    rule: Rule = field(metadata=reads(_read_rule, _rule_json))
    first: date = field(metadata=reads(day))
    last: date = field(metadata=reads(day))
    start: time = field(metadata=reads(clock))
    end: time = field(metadata=reads(clock))
    skipped_months: tuple[int, ...] = field(default=(), metadata=reads(listed(whole(1, 12), 12)))
    skip_holidays: bool = field(default=False, metadata=reads(flag))

    def __post_init__(self) -> None:
        if self.last < self.first:
            raise ScheduleError("期間の終わりが、始まりより前になっています。")
        if self.end <= self.start:
            raise ScheduleError("終わりの時刻を、始まりの時刻より後にしてください。")

    @classmethod
    def from_json(cls, document: object) -> Pattern:
        try:
            pattern: Pattern = record(cls)(document, "pattern")
        except ShapeError as error:
            raise ScheduleError(str(error)) from error
        return pattern


@dataclass(frozen=True)
class Planned:
    """One planned gathering; `holiday_name` is empty on an ordinary day."""

    date: date
    start: time
    end: time
    holiday_name: str = ""

    @property
    def minutes(self) -> int:
        return (self.end.hour - self.start.hour) * 60 + self.end.minute - self.start.minute


def planned(pattern: Pattern, fiscal_year: FiscalYear) -> tuple[Planned, ...]:
    """The gatherings of a pattern, all within one fiscal year, in order."""
    for edge in (pattern.first, pattern.last):
        if edge not in fiscal_year:
            raise ScheduleError(f"{era(edge)}は{fiscal_year}の日ではありません。")
    found = (
        Planned(day, pattern.start, pattern.end, holiday_name(day))
        for day in pattern.rule.days(pattern.first, pattern.last)
        if pattern.first <= day <= pattern.last and day.month not in pattern.skipped_months
    )
    return tuple(one for one in found if not (pattern.skip_holidays and one.holiday_name))


def holiday_name(day: date) -> str:
    """「元日」, 「年末年始」, or nothing."""
    name: str | None = jpholiday.is_holiday_name(day)
    return name or ("年末年始" if (day.month, day.day) in NEW_YEAR else "")


def describe(pattern: Pattern) -> str:
    """「毎月第1日曜日 10:00–13:00（12月は休み）」."""
    months = "・".join(f"{month}月" for month in pattern.skipped_months)
    rests = [months] if months else []
    rests += ["祝日・年末年始"] if pattern.skip_holidays else []
    rest = f"（{'と'.join(rests)}は休み）" if rests else ""
    return f"{pattern.rule} {pattern.start:%H:%M}–{pattern.end:%H:%M}{rest}"
