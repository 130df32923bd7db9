"""Template filters that print money, counts, days and years; every one prints nothing for None."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

from django import template

from ibasho import dates, text

register = template.Library()


def _day(value: date) -> date:
    # A moment has been turned into the wall time of Japan by `expects_localtime` before.
    return value.date() if isinstance(value, datetime) else value


def _fiscal_year(value: dates.FiscalYear | date | int) -> str:
    if isinstance(value, int):
        value = dates.FiscalYear(value)
    return str(dates.FiscalYear.of(_day(value)) if isinstance(value, date) else value)


def _filter(name: str, show: Callable[[Any], str]) -> None:
    def shown(value: Any) -> str:
        return "" if value is None or value == "" else show(value)

    register.filter(name, shown, expects_localtime=True)


_filter("yen", text.yen)
_filter("grouped", text.grouped)
_filter("day", lambda value: dates.western(_day(value)))
_filter("era", lambda value: dates.era(_day(value)))
_filter("era_month", lambda value: dates.era_month(_day(value)))
_filter("both", lambda value: dates.both(_day(value)))
_filter("spoken", lambda value: dates.spoken(_day(value)))
_filter("fiscal_year", _fiscal_year)
_filter("clock", dates.clock)
