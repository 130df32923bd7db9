"""The verdict on how often: in every so many months or weeks, and what the gaps are."""

from __future__ import annotations

from dataclasses import dataclass

from grants.rules.criteria import Frequency
from grants.rules.facts import Facts
from grants.rules.frequency import Rhythm, by_months, by_weeks
from grants.rules.verdict import Judged, Verdict


@dataclass(frozen=True)
class Pace:
    """What is asked for, in words: 「毎月2回以上」, 「2週に1回以上」."""

    every: int
    times: int
    weeks: bool

    @property
    def awaited(self) -> str:
        if self.every == 1:
            return f"{'毎週' if self.weeks else '毎月'}{self.times}回以上"
        return f"{self.every}{self.unit}に{self.times}回以上"

    @property
    def unit(self) -> str:
        return "週" if self.weeks else "か月"

    def count(self, found: Rhythm) -> str:
        return f"{len(found.slots)}{self.unit}で{found.count}回の計画です。"

    def gap(self, found: Rhythm) -> str:
        slots = found.gap(self.every)
        weeks = (f"{slot.month}月{slot.day}日の週" for slot in slots)
        empty = "・".join(weeks if self.weeks else (f"{slot.month}月" for slot in slots))
        if self.times == 1:
            return f"{empty}に開催がありません。"
        return f"{empty}の開催が{self.times}回に足りません。"


def judged(criterion: Frequency, facts: Facts) -> Judged:
    """Met without a gap; with one, as the number of gatherings allows."""
    weeks = criterion.every_weeks is not None
    pace = Pace(criterion.every_weeks or criterion.every_months or 1, criterion.times, weeks)
    found = (by_weeks if weeks else by_months)(facts, criterion.times)
    if found is None:
        return Verdict.TO_BE_JUDGED, "開催の予定がまだ入力されていません。"
    if found.surely_kept(pace.every):
        return Verdict.MET, f"期間を通して、{pace.awaited}開催する計画です。"
    if _hopeless(criterion, found, pace):
        return Verdict.NOT_MET, f"{pace.count(found)}{pace.awaited}の開催が必要です。"
    if found.undated:
        when = "日" if weeks else "月"
        return (
            Verdict.TO_BE_JUDGED,
            f"開催する{when}が入力されていない回があるため、担当者が確かめます。",
        )
    return _with_gap(criterion, found, pace)


def _hopeless(criterion: Frequency, found: Rhythm, pace: Pace) -> bool:
    """Too few wherever they lie: that may be said of undated gatherings too."""
    if criterion.about is not None:
        return bool(found.undated) and found.count < criterion.about
    return found.hopeless(pace.every)


def _with_gap(criterion: Frequency, found: Rhythm, pace: Pace) -> Judged:
    told = f"{pace.gap(found)}{pace.count(found)}"
    about = criterion.about
    enough = found.dense(pace.every) if about is None else found.count >= about
    if not enough:
        return Verdict.NOT_MET, f"{told}{pace.awaited}の開催が必要です。"
    if about is None:
        return Verdict.TO_BE_JUDGED, f"{told}回数は足りているため、担当者が確かめます。"
    return Verdict.TO_BE_JUDGED, f"{told}目安の{about}回以上のため、担当者が確かめます。"
