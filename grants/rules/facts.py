"""What a group tells about one fiscal year: its gatherings, costs, counts and answers.

The JSON (every key but `fiscal_year` may be left out; null means "not answered yet"):

    {"fiscal_year": 2026,
     "period": {"first": "2026-04", "last": "2027-03"},        the plan's months; else all twelve
     "gatherings": [{"date": "2026-04-05", "minutes": 180, "venue_fee": 1200, "attendees": 14},
                    {"times": 6, "venue_fee": 4000,            alike ones may be counted together
                     "marks": ["meal"], "counts": {"children": 8}}],
     "months": [{"times": 9, "gatherings": 2, "costs": {"rent": 25000}, "counts": {"meals": 40}}],
     "costs": {"printing": 8000},                              costs of the year as a whole
     "income": {"fees": 3000},
     "counts": {"members": 30, "active_days": 50, "世帯数": 12},
     "received_years": [2024, 2025],  "received_once": ["startup"],
     "received_for": {"equipment": [2024]},                    years in which something was paid for
     "in_city": true, "for_neighbours": true, "open_to_community": true, "single_hobby": false,
     "non_profit": true, "mainly_neighbours": true, "continuous_plan": true,
     "other_grant": "none" | "city_different" | "other" | "unknown",
     "answers": {"has_insurance": true},                       a programme's own questions
     "held": {…}, "previous_year": {…}}         gatherings, months, costs, income, counts again

A gathering is written once, either in `gatherings` or as a number within `months`.
`venue_fee` is short for `"costs": {"venue": …}`. Names of costs, income, counts, marks and answers
are free; the usual ones have Japanese labels in `quantities`. A count is told for the year, or
for its gatherings and months, and then added up; never both. Yen and counts are whole
numbers. This schema only ever grows: no key is taken away or changes its meaning.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date as Day

from grants.rules.shape import (
    Record,
    ShapeError,
    bounded,
    choice,
    day,
    flag,
    listed,
    month,
    month_text,
    pairs,
    reads,
    record,
    text,
    whole,
)
from ibasho.dates import FiscalYear

Pairs = tuple[tuple[str, int], ...]

YEN = whole(0, 999_999_999)
COUNT = whole(0, 999_999)
TIMES = whole(1, 1000)
YEAR = whole(1989, 2100)
ANSWERS = (
    "in_city",
    "for_neighbours",
    "open_to_community",
    "single_hobby",
    "non_profit",
    "mainly_neighbours",
    "continuous_plan",
)
DERIVED = ("gatherings", "period_months", "period_halves")
# What a gathering or a month says in fields of its own.
RESERVED = (*DERIVED, "attendances", "active_months", "active_weeks", "active_days", "hours")


class FactsError(ValueError):
    """Facts that cannot be read; the text names the place and says what is awaited."""


@dataclass(frozen=True)
class Gathering(Record):
    """One gathering, or several alike; costs in yen for each of them, None if not told."""

    times: int = field(default=1, metadata=reads(TIMES))
    date: Day | None = field(default=None, metadata=reads(day))
    month: Day | None = field(default=None, metadata=reads(month, month_text))
    minutes: int | None = field(default=None, metadata=reads(whole(1, 1440)))
    attendees: int | None = field(default=None, metadata=reads(COUNT))
    venue_fee: int | None = field(default=None, metadata=reads(YEN))
    costs: Pairs = field(default=(), metadata=pairs(YEN))
    counts: Pairs = field(default=(), metadata=pairs(COUNT))
    marks: tuple[str, ...] = field(default=(), metadata=reads(listed(text, 20)))

    def __post_init__(self) -> None:
        _refuse_reserved(self.counts)
        if self.date and self.times > 1:
            raise ValueError("日付のある開催は1回ずつ書いてください。")
        if self.date and self.month:
            raise ValueError("日付（date）と月（month）は、どちらか一方だけ書いてください。")
        if "venue" in dict(self.costs) and self.venue_fee is not None:
            raise ValueError("会場費が二度（venue_fee と costs.venue）書かれています。")

    @property
    def when(self) -> Day | None:
        """The first day of its month, if that is known."""
        return self.date.replace(day=1) if self.date else self.month

    @property
    def all_costs(self) -> Pairs:
        return self.costs if self.venue_fee is None else (*self.costs, ("venue", self.venue_fee))

    @property
    def unpriced(self) -> bool:
        return self.venue_fee is None and not self.costs


@dataclass(frozen=True)
class Month(Record):
    """One month told as a whole, or several alike; figures for each of them."""

    times: int = field(default=1, metadata=reads(whole(1, 12)))
    month: Day | None = field(default=None, metadata=reads(month, month_text))
    gatherings: int | None = field(default=None, metadata=reads(COUNT))
    attendances: int | None = field(default=None, metadata=reads(COUNT))
    costs: Pairs = field(default=(), metadata=pairs(YEN))
    counts: Pairs = field(default=(), metadata=pairs(COUNT))

    def __post_init__(self) -> None:
        _refuse_reserved(self.counts)
        if self.month and self.times > 1:
            raise ValueError("月（month）のある行は1か月ずつ書いてください。")


def _refuse_reserved(counts: Pairs) -> None:
    for name, _count in counts:
        if name in RESERVED:
            raise ValueError(f"「{name}」は、開催や月の counts には書けません。")


@dataclass(frozen=True)
class Activity(Record):
    """What was or will be done in a year."""

    gatherings: tuple[Gathering, ...] | None = field(
        default=None, metadata=reads(listed(record(Gathering)))
    )
    months: tuple[Month, ...] = field(default=(), metadata=reads(listed(record(Month), 12)))
    costs: Pairs = field(default=(), metadata=pairs(YEN))
    income: Pairs = field(default=(), metadata=pairs(YEN))
    counts: Pairs = field(default=(), metadata=pairs(COUNT))

    def __post_init__(self) -> None:
        for name, _count in self.counts:
            if name in DERIVED:
                raise ValueError(f"「{name}」は計算で求める数です。counts には書けません。")
            if name in self.names_by_the_piece:
                raise ValueError(
                    f"「{name}」が、1年の counts と開催や月の counts の両方にあります。"
                )

    @property
    def names_by_the_piece(self) -> frozenset[str]:
        """The counts that gatherings or months tell, each for itself."""
        told = [gathering.counts for gathering in self.gatherings or ()]
        told += [month.counts for month in self.months]
        return frozenset(name for counts in told for name, _count in counts)

    def days(self) -> tuple[Day, ...]:
        """Every date and month that is told."""
        held = (gathering.date or gathering.month for gathering in self.gatherings or ())
        return tuple(found for found in (*held, *(m.month for m in self.months)) if found)


@dataclass(frozen=True)
class Period(Record):
    """The months that a plan covers, both as first days, both included."""

    first: Day = field(metadata=reads(month, month_text))
    last: Day = field(metadata=reads(month, month_text))

    def __post_init__(self) -> None:
        if self.last < self.first:
            raise ValueError("終わりの月（last）が始まりの月（first）より前です。")


@dataclass(frozen=True, kw_only=True)
class Facts(Activity):
    """Everything the rules may look at: the year's activity, and what is around it."""

    fiscal_year: int = field(metadata=reads(YEAR))
    period: Period | None = field(default=None, metadata=reads(record(Period)))
    in_city: bool | None = field(default=None, metadata=reads(flag))
    for_neighbours: bool | None = field(default=None, metadata=reads(flag))
    open_to_community: bool | None = field(default=None, metadata=reads(flag))
    single_hobby: bool | None = field(default=None, metadata=reads(flag))
    non_profit: bool | None = field(default=None, metadata=reads(flag))
    mainly_neighbours: bool | None = field(default=None, metadata=reads(flag))
    continuous_plan: bool | None = field(default=None, metadata=reads(flag))
    other_grant: str | None = field(
        default=None, metadata=reads(choice("none", "city_different", "other", "unknown"))
    )
    answers: tuple[tuple[str, bool], ...] = field(default=(), metadata=pairs(flag))
    received_years: tuple[int, ...] | None = field(default=None, metadata=reads(listed(YEAR, 100)))
    received_once: tuple[str, ...] = field(default=(), metadata=reads(listed(text, 100)))
    received_for: tuple[tuple[str, tuple[int, ...]], ...] = field(
        default=(), metadata=pairs(listed(YEAR, 100))
    )
    held: Activity | None = field(default=None, metadata=reads(record(Activity)))
    previous_year: Activity | None = field(default=None, metadata=reads(record(Activity)))

    def __post_init__(self) -> None:
        super().__post_init__()
        year = FiscalYear(self.fiscal_year)
        told = (*self.days(), *(self.held.days() if self.held else ()))
        for day_told in (*told, *((self.period.first, self.period.last) if self.period else ())):
            if day_told not in year:
                raise ValueError(f"{day_told.isoformat()} は{year}の日ではありません。")
        for answer, _value in self.answers:
            if answer in ANSWERS:
                raise ValueError(f"「{answer}」は answers の中でなく、そのまま書いてください。")

    @classmethod
    def from_json(cls, document: object) -> Facts:
        try:
            bounded(document)
            facts: Facts = record(cls)(document, "facts")
        except ShapeError as error:
            raise FactsError(str(error)) from error
        return facts

    def answer(self, question: str) -> bool | None:
        """Yes, no, or None where nobody has answered."""
        if question in ANSWERS:
            found: bool | None = getattr(self, question)
            return found
        return dict(self.answers).get(question)

    @property
    def plan_months(self) -> tuple[Day, ...]:
        """The first days of the months that the plan covers."""
        year = FiscalYear(self.fiscal_year)
        first, last = (
            (self.period.first, self.period.last) if self.period else (year.first, year.last)
        )
        return tuple(month for month in year.months if first <= month <= last)
