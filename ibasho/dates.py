"""Days, months, clock times and fiscal years, as Japanese people write, read and say them."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import NoReturn
from zoneinfo import ZoneInfo

JAPAN = ZoneInfo("Asia/Tokyo")


class DateError(ValueError):
    """A text that is no date here; its words tell the person how to mend it."""


@dataclass(frozen=True)
class Era:
    name: str
    letter: str
    first: date

    def year(self, year: int) -> str:
        """The year of this era that falls into a western year, the first one as 元."""
        count = year - self.first.year + 1
        return f"{self.name}{'元' if count == 1 else count}年"


ERAS = (  # newest first, so that the first one that has begun is the right one
    Era("令和", "R", date(2019, 5, 1)),
    Era("平成", "H", date(1989, 1, 8)),
    Era("昭和", "S", date(1926, 12, 25)),
    Era("大正", "T", date(1912, 7, 30)),
)
FIRST_DAY = ERAS[-1].first
LAST_DAY = date(2100, 12, 31)

WEEKDAYS = "月火水木金土日"
EXAMPLE = "「2026年4月1日」や「令和8年4月1日」のように入れてください。"
MONTH_EXAMPLE = "「2026年4月」や「令和8年4月」のように入れてください。"
YEAR_EXAMPLE = "「2026年度」や「令和8年度」のように入れてください。"
TIME_EXAMPLE = "「10:00」や「10時30分」のように入れてください。"
DAY_LIMITS = "1912年7月30日から2100年12月31日までの日付を入れてください。"
MONTH_LIMITS = "1912年8月から2100年12月までの年月を入れてください。"
YEAR_LIMITS = "1912年度から2100年度までの年度を入れてください。"

_NAMED = {key: era for era in ERAS for key in (era.name, era.name[0], era.letter)}
_NAMED |= {era.letter.lower(): era for era in ERAS}
_WIDTHS = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
_MARKS = {ord(mark): "-" for mark in "‐‑‒–—―−ーｰ－"} | {ord("・"): ".", ord("\u3000"): " "}
_SQUARES = {0x32FF: "令和", 0x337B: "平成", 0x337C: "昭和", 0x337D: "大正"}
_FOLDING: dict[int, int | str] = {**_WIDTHS, **_MARKS, **_SQUARES}

# [0-9], never \d: other scripts' digits are not read here.
_YEAR = (
    r"(?:(?P<era>令和?|平成?|昭和?|大正?|明治?|[RrHhSsTtMm])(?P<count>[0-9]{1,3}|元)"
    r"|(?P<year>[0-9]{4}))"
)
_YEAR_MONTH = _YEAR + r"(?:年|(?P<sep>[-/.]))(?P<month>[0-9]{1,2})"
_DATE = re.compile(
    _YEAR_MONTH
    + r"(?(sep)(?P=sep)|月)(?P<day>[0-9]{1,2})(?(sep)|日)(?P<note>(?:\(|[月火水木金土日]曜)[^\x00-\x1f]*)?"
)
_MONTH = re.compile(_YEAR_MONTH + r"(?(sep)|月)")
_FISCAL_YEAR = re.compile(_YEAR + r"(?:年度?|度)?")
_NO_YEAR = re.compile(
    r"[0-9]{1,3}[-/.年][0-9]{1,2}(?:[-/.月][0-9]{1,4}日?)?|[0-9]{1,2}[-/.][0-9]{4}"
)
_TIME = re.compile(
    r"(?P<half>午前|午後)?(?P<hour>[0-9]{1,2})"
    r"(?::(?P<minute>[0-9]{2})|時(?:(?P<minutes>[0-9]{1,2})分|(?P<thirty>半))?)"
)


@dataclass(frozen=True, order=True)
class FiscalYear:
    """年度: 1 April to 31 March, named after the western year in which it begins."""

    year: int

    def __post_init__(self) -> None:
        if not date.min.year <= self.year < date.max.year:
            raise DateError(f"年度を{YEAR_EXAMPLE}")

    @classmethod
    def of(cls, day: date) -> FiscalYear:
        """The fiscal year of a day; a moment must be turned into a day of Japan before."""
        if isinstance(day, datetime):
            raise TypeError("FiscalYear.of takes a day, not a moment")
        return cls(day.year if day.month >= 4 else day.year - 1)

    @property
    def first(self) -> date:
        return date(self.year, 4, 1)

    @property
    def last(self) -> date:
        return date(self.year + 1, 3, 31)

    @property
    def months(self) -> tuple[date, ...]:
        """The first day of each of the twelve months, April first."""
        here = [date(self.year, month, 1) for month in range(4, 13)]
        return (*here, *(date(self.year + 1, month, 1) for month in range(1, 4)))

    @property
    def next(self) -> FiscalYear:
        return FiscalYear(self.year + 1)

    @property
    def previous(self) -> FiscalYear:
        return FiscalYear(self.year - 1)

    @property
    def short(self) -> str:
        named = self._era
        return f"{named.letter}{self.year - named.first.year + 1}" if named else str(self.year)

    @property
    def _era(self) -> Era | None:
        # FY2019 is 令和元年度 from its first day, though that day was still 平成; FY1988 stays 昭和.
        return era_of(date(self.year, 12, 31))

    def contains(self, day: date) -> bool:
        return self.first <= day <= self.last

    __contains__ = contains

    def __str__(self) -> str:
        return f"{self._era.year(self.year) if self._era else f'{self.year}年'}度"


def day_in_japan(moment: datetime) -> date:
    """The calendar day of an aware moment in Japan, whatever the server's own clock says."""
    return moment.astimezone(JAPAN).date()


def era_of(day: date) -> Era | None:
    """The era of a day; None before 1912-07-30."""
    return next((named for named in ERAS if named.first <= day), None)


def western(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"


def era_month(day: date) -> str:
    named = era_of(day)
    return f"{named.year(day.year) if named else f'{day.year}年'}{day.month}月"


def era(day: date) -> str:
    """令和8年4月1日, as letters say it; a day before 大正 stays western."""
    return f"{era_month(day)}{day.day}日"


def both(day: date) -> str:
    return f"{western(day)}（{era(day)}）" if era_of(day) else western(day)


def weekday(day: date) -> str:
    return f"{WEEKDAYS[day.weekday()]}曜日"


def spoken(day: date) -> str:
    """What was understood, said back in full."""
    said = f"{western(day)} {weekday(day)}"
    return f"{said}・{era(day)}" if era_of(day) else said


def clock(moment: time | datetime) -> str:
    return f"{moment.hour}時{moment.minute:02d}分"


def parse_date(text: str) -> date:
    """Read a day between 1912-07-30 and 2100-12-31; raise DateError with words for the person."""
    found = _match(_DATE, text, f"日付を{EXAMPLE}", EXAMPLE)
    year, month = _year(found, DAY_LIMITS), _month_number(found)
    last = monthrange(year, month)[1]
    if not 1 <= int(found["day"]) <= last:
        raise DateError(
            f"{year}年{month}月は{last}日までです。1日から{last}日までの日を入れてください。"
        )
    day = date(year, month, int(found["day"]))
    if not FIRST_DAY <= day <= LAST_DAY:
        raise DateError(DAY_LIMITS)
    if (named := _NAMED.get(found["era"])) and era_of(day) is not named:
        _refuse_wrong_era(named, day, western(day), era(day))
    if found["note"]:
        _check_note(day, found["note"])
    return day


def parse_month(text: str) -> date:
    """Read a month; the answer is its first day, which lies in the range of parse_date."""
    found = _match(_MONTH, text, f"年と月を{MONTH_EXAMPLE}", MONTH_EXAMPLE)
    year, month = _year(found, MONTH_LIMITS), _month_number(found)
    first, last = date(year, month, 1), date(year, month, monthrange(year, month)[1])
    if not FIRST_DAY <= first <= LAST_DAY:
        raise DateError(MONTH_LIMITS)
    # The month in which an era changes belongs to both: 昭和64年1月 and 平成元年1月.
    if (named := _NAMED.get(found["era"])) and named not in (era_of(first), era_of(last)):
        _refuse_wrong_era(named, first, f"{year}年{month}月", era_month(first))
    return first


def parse_fiscal_year(text: str) -> FiscalYear:
    """Read 2026, 2026年度, R8 or 令和8年度; 平成31年度 is the same as 令和元年度."""
    found = _match(_FISCAL_YEAR, text, f"年度を{YEAR_EXAMPLE}", YEAR_EXAMPLE)
    fiscal_year = FiscalYear(_year(found, YEAR_LIMITS))
    ends = (era_of(fiscal_year.first), era_of(date(fiscal_year.year, 12, 31)))
    if (named := _NAMED.get(found["era"])) and named not in ends:
        raise DateError(
            f"{named.name}の年度ではありません。{fiscal_year.year}年度は{fiscal_year}です。"
        )
    return fiscal_year


def parse_time(text: str) -> time:
    """Read 10:00, 1000, 10時, 10時30分, 10時半 or 午後1時; a bare 9 could be 21, so it is refused."""
    folded = re.sub(r"^([0-9]{1,2})([0-9]{2})$", r"\1:\2", _folded(text))
    found = _TIME.fullmatch(folded)
    if not found:
        raise DateError(f"時刻を{TIME_EXAMPLE}")
    minute = 30 if found["thirty"] else int(found["minute"] or found["minutes"] or 0)
    hour, latest = int(found["hour"]), 11 if found["half"] else 23
    if hour > latest or minute > 59:
        raise DateError(f"時刻は0時00分から{latest}時59分までです。{TIME_EXAMPLE}")
    return time(hour + 12 if found["half"] == "午後" else hour, minute)


def _folded(text: str) -> str:
    """Full width to ASCII, and no space but between two digits, where it could mean anything."""
    folded = text.translate(_FOLDING).strip(" ")
    return re.sub(r" *([^0-9 ]) *", r"\1", folded) if " " in folded else folded


def _match(pattern: re.Pattern[str], text: str, when_empty: str, example: str) -> re.Match[str]:
    folded = _folded(text)
    if found := pattern.fullmatch(folded):
        return found
    if not folded:
        raise DateError(when_empty)
    if _NO_YEAR.fullmatch(folded):
        raise DateError(f"どれが年か分かりません。年は西暦4けたか元号で、{example}")
    raise DateError(f"読み取れませんでした。{example}")


def _year(found: re.Match[str], limits: str) -> int:
    year = int(found["year"]) if found["year"] else _era_year(found, limits)
    if not FIRST_DAY.year <= year <= LAST_DAY.year:
        raise DateError(limits)
    return year


def _era_year(found: re.Match[str], limits: str) -> int:
    named = _NAMED.get(found["era"])
    if named is None:  # 明治 is read only to be refused by its limits
        raise DateError(limits)
    count = 1 if found["count"] == "元" else int(found["count"])
    if count == 0:
        raise DateError(f"{named.name}の最初の年は元年です。0年を元年に直してください。")
    return named.first.year + count - 1


def _month_number(found: re.Match[str]) -> int:
    month = int(found["month"])
    if not 1 <= month <= 12:
        raise DateError("月は1から12までの数で入れてください。")
    return month


def _refuse_wrong_era(named: Era, day: date, said: str, right: str) -> NoReturn:
    """Say where the era that was named begins or ends, and what the day is really called."""
    if day < named.first:
        edge = f"元年{named.first.month}月{named.first.day}日から"
    else:
        last = ERAS[ERAS.index(named) - 1].first - timedelta(days=1)
        edge = f"{era(last).removeprefix(named.name)}まで"
    raise DateError(f"{named.name}は{edge}です。{said}は{right}です。")


def _check_note(day: date, note: str) -> None:
    """What stands after a day, as we print it ourselves, must be true of that day."""
    short, full = weekday(day)[0], weekday(day)
    true = {f"({short})", f"({short}曜)", f"({full})", full, f"({era(day)})", f"{full}.{era(day)}"}
    if note not in true:
        raise DateError(
            f"日付のあとの「{note}」が合いません。{western(day)}は{full}、{era(day)}です。"
        )
