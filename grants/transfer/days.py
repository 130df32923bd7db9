"""The days on which banks carry money: no Saturday, Sunday or holiday, none from 12/31 to 1/3."""

from collections.abc import Iterator
from datetime import date, timedelta

import jpholiday

TURN_OF_THE_YEAR = {(12, 31), (1, 1), (1, 2), (1, 3)}
ONE_DAY = timedelta(days=1)


def why_closed(day: date) -> str:
    """Why banks carry nothing on this day; empty when they are open."""
    if (day.month, day.day) in TURN_OF_THE_YEAR:
        return "年末年始（12月31日から1月3日）で、銀行が休みです。"
    if day.weekday() >= 5:
        return f"{'土日'[day.weekday() - 5]}曜日で、銀行が休みです。"
    name: str | None = jpholiday.is_holiday_name(day)
    return f"祝日（{name}）で、銀行が休みです。" if name else ""


def is_open(day: date) -> bool:
    return not why_closed(day)


def open_days(after: date) -> Iterator[date]:
    """The business days after this one, without end."""
    day = after
    while True:
        day += ONE_DAY
        if is_open(day):
            yield day


def next_open(after: date, *, count: int = 1) -> date:
    """The `count`th business day after this one."""
    days = open_days(after)
    for _each in range(count - 1):
        next(days)
    return next(days)
