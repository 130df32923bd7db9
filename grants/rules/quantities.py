"""What can be counted in a year of activity, and how it is called in Japanese.

"gatherings"                                             a name, or a name of `counts`
{"total": "attendances", "per": "gatherings"}            an average, or any share
{"total": ["members", "helpers"]}                        several together
{"total": "gatherings", "where": {"at_least": {"attendees": 5}}}      see `narrowing`
{"total": "active_months", "holding": 2}                 only months with so many gatherings
{"total": "gatherings", "basis": "previous_year"}        or "held"
{"total": "attendances", "per": "gatherings", "whole": "down"}        "up", "nearest"
{"total": "seventy_plus", "label": "70歳以上の人数", "unit": "人"}    how it is called
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from fractions import Fraction
from typing import ClassVar

from grants.rules.counting import COUNTED, OF_THE_YEAR, added_up, months_holding
from grants.rules.facts import Activity, Facts
from grants.rules.narrowing import Where
from grants.rules.shape import (
    Record,
    choice,
    one_or_several,
    reads,
    record,
    text,
    whole,
)

UNITS = {
    "gatherings": ("開催回数", "回"),
    "active_months": ("活動月数", "か月"),
    "active_weeks": ("活動した週の数", "週"),
    "active_days": ("活動日数", "日"),
    "hours": ("活動時間", "時間"),
    "attendances": ("延べ参加者数", "人"),
    "members": ("会員数", "人"),
    "helpers": ("担い手の人数", "人"),
    "children": ("子どもの人数", "人"),
    "residents": ("住民の人数", "人"),
    "households": ("世帯数", "世帯"),
    "meals": ("食数", "食"),
    "visits": ("訪問件数", "件"),
    "receipt_year": ("助成を受ける年数", "年目"),
    "receipt_run": ("続けて助成を受ける年数", "年目"),
    "period_months": ("活動期間の月数", "か月"),
    "period_halves": ("活動期間の半期数", "期"),
    "months_to_year_end": ("始まりの月から年度末までの月数", "か月"),
}
KINDS = {"venue": "会場費", "rent": "家賃", "materials": "材料費", "food": "食材費"}
TOTAL = "延べ"  # of people counted each time they come; of one gathering nobody says so
BASES = {"previous_year": "前年度", "held": "実績"}


@dataclass(frozen=True)
class Scope:
    """What a calculation looks at: the whole year, or one gathering or month of it."""

    facts: Facts
    activity: Activity
    name: str = ""  # 「1回」「1か月」; empty for the year

    def narrowed(self, activity: Activity, name: str) -> Scope:
        """One piece of this; year-wide counts of what can be counted here fall away."""
        counts = tuple((key, n) for key, n in self.activity.counts if key not in COUNTED)
        return replace(self, activity=replace(activity, counts=counts), name=name)

    def on(self, basis: str) -> Scope | None:
        """The same on last year's activity or on what was held; None where it is not told."""
        activity: Activity | None = getattr(self.facts, basis)
        return None if activity is None else replace(self, activity=activity)


@dataclass(frozen=True)
class Quantity(Record):
    """A number to pay or to judge by."""

    inline: ClassVar[str] = "total"

    total: tuple[str, ...] = field(metadata=one_or_several(text, 20))
    per: str | None = field(default=None, metadata=reads(text))
    where: Where | None = field(default=None, metadata=reads(record(Where)))
    holding: int | None = field(default=None, metadata=reads(whole(1, 31)))
    basis: str | None = field(default=None, metadata=reads(choice(*BASES)))
    whole: str | None = field(default=None, metadata=reads(choice("down", "up", "nearest")))
    label: str = field(default="", metadata=reads(text))
    unit: str = field(default="", metadata=reads(text))

    def __post_init__(self) -> None:
        if self.holding and self.total != ("active_months",):
            raise ValueError("holding は、active_months（活動月数）にだけ使えます。")

    def of(self, scope: Scope) -> Fraction | None:
        """The number, or None where the facts do not tell it."""
        seen = self._seen(scope)
        if seen is None:
            return None
        total = self._total(seen)
        if self.per is None or total is None:
            return self._in_whole(total)
        parts = number(self.per, seen)
        return None if parts is None else self._in_whole(total / (parts or 1))

    def _seen(self, scope: Scope) -> Scope | None:
        """What is looked at: the basis, and of it only the gatherings asked for."""
        based = scope.on(self.basis) if self.basis else scope
        if based is None or self.where is None:
            return based
        kept = self.where.narrowed(based.activity)
        return None if kept is None else based.narrowed(kept, based.name)

    def _total(self, scope: Scope) -> Fraction | None:
        if self.holding:
            found: list[Fraction | int | None] = [months_holding(self.holding, scope.activity)]
        else:
            found = [number(name, scope) for name in self.total]
        known = [Fraction(one) for one in found if one is not None]
        return sum(known, Fraction(0)) if len(known) == len(found) else None

    def _in_whole(self, found: Fraction | None) -> Fraction | None:
        return found if found is None or self.whole is None else in_whole(found, self.whole)

    @property
    def name(self) -> str:
        """What is counted, as Japanese says it."""
        return self.label or "・".join(UNITS.get(name, (name, ""))[0] for name in self.total)

    @property
    def called(self) -> str:
        """「1回あたりの参加者数」, with what it is limited to."""
        basis = f"{BASES[self.basis]}の" if self.basis else ""
        if self.label:
            return f"{basis}{self.label}"
        asked = [*([f"月{self.holding}回以上"] if self.holding else [])]
        asked += [self.where.words] if self.where else []
        only = f"（{'・'.join(asked)}）" if asked else ""
        name = self.name.removeprefix(TOTAL) if self.per else self.name
        return f"{basis}{self._of_one()}{name}{only}"

    def _of_one(self) -> str:
        if self.per is None:
            return ""
        name, unit = UNITS.get(self.per, (self.per, ""))
        return f"1{unit or name}あたりの"

    def is_share(self, limits: Iterable[int | Fraction]) -> bool:
        """Whether it is measured as a part of another count: by a limit of 1/2, say."""
        return self.per is not None and any(Fraction(limit).denominator > 1 for limit in limits)

    @property
    def as_share(self) -> str:
        """「会員数に占める65歳以上の人数の割合」."""
        whole_ = UNITS.get(self.per or "", (self.per or "", ""))[0]
        return f"{whole_.removeprefix(TOTAL)}に占める{self.name}の割合"

    @property
    def counter(self) -> str:
        """回, 人, か月."""
        return self.unit or UNITS.get(self.total[0], ("", ""))[1]

    def shown(self, number: Fraction) -> str:
        """「12回」; an average shows one decimal."""
        if number.denominator == 1:
            return f"{int(number):,}{self.counter}"
        return f"{_one_decimal(number)}{self.counter}"

    def told(self, number: Fraction) -> str:
        """The same, and what was counted where the counter alone does not say so."""
        usual = UNITS.keys() >= set(self.total)
        plain = usual and not (self.where or self.holding or self.basis or self.label)
        return self.shown(number) if plain else f"{self.called}{self.shown(number)}"


def as_percent(number: Fraction) -> str:
    """「50%」, 「約66.7%」."""
    percent = number * 100
    if percent.denominator == 1:
        return f"{int(percent)}%"
    return f"{_one_decimal(percent)}%"


def _one_decimal(number: Fraction) -> str:
    """Rounded half up to a tenth, without floats; 約 where something was rounded."""
    tenths = int(number * 10 + Fraction(1, 2))
    about = "" if number * 10 == tenths else "約"
    return f"{about}{tenths // 10:,}.{tenths % 10}"


def in_whole(number: Fraction, mode: str) -> Fraction:
    """Without what comes after the point; half goes up."""
    shift = {"down": Fraction(0), "nearest": Fraction(1, 2)}.get(mode)
    if shift is None:
        return Fraction(-(-number.numerator // number.denominator))
    raised = number + shift
    return Fraction(raised.numerator // raised.denominator)


def number(what: str, scope: Scope) -> Fraction | int | None:
    """One of the counts, derived from gatherings and months where that can be done."""
    told = dict(scope.activity.counts).get(what)
    if told is not None:
        return told
    if what in COUNTED:
        return COUNTED[what](scope.activity)
    if what in OF_THE_YEAR:
        return OF_THE_YEAR[what](scope.facts)
    return added_up(what, scope.activity)
