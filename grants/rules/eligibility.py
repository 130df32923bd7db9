"""Whether: a finding for each criterion, with its reason, for a person to confirm."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from grants.rules import pace
from grants.rules.counting import by_gathering, by_month
from grants.rules.criteria import (
    Answers,
    Criterion,
    Duration,
    Frequency,
    Holds,
    LockOut,
    OneOf,
    OtherGrant,
    Range,
)
from grants.rules.facts import Facts
from grants.rules.quantities import TOTAL, Scope, as_percent
from grants.rules.terms import Terms
from grants.rules.verdict import Judged, Verdict
from ibasho.dates import FiscalYear

SAID = {  # what an answer says: (yes, no)
    "in_city": ("開催場所は市内です。", "開催場所が市内ではありません。"),
    "for_neighbours": ("近所の人のための活動です。", "近所の人のための活動ではありません。"),
    "open_to_community": ("地域の人に開かれています。", "地域の人に開かれていません。"),
    "single_hobby": (
        "ひとつの趣味やスポーツだけの活動です。",
        "ひとつの趣味やスポーツに限らない活動です。",
    ),
    "non_profit": ("営利を目的としない団体です。", "営利を目的とする団体です。"),
    "mainly_neighbours": (
        "会場の近所の人が中心の団体です。",
        "会場の近所の人が中心の団体ではありません。",
    ),
    "continuous_plan": (
        "計画を立てて続ける活動です。",
        "計画を立てて続ける活動ではありません。",
    ),
}


@dataclass(frozen=True)
class Finding:
    """One criterion, its verdict, and why, in a plain Japanese sentence."""

    criterion: str
    verdict: Verdict
    title: str
    reason: str
    clause: str = ""
    grade: str = "must"


def findings(terms: Terms, facts: Facts) -> tuple[Finding, ...]:
    """A finding for each criterion of the fiscal year's terms, in their order."""
    criteria = terms.for_year(facts.fiscal_year).criteria
    return tuple(_finding(criterion, facts) for criterion in criteria)


def overall(found: tuple[Finding, ...]) -> Verdict:
    """Not met if one is not; else to be judged if one is; notes decide nothing."""
    verdicts = {finding.verdict for finding in found if finding.grade != "note"}
    for verdict in (Verdict.NOT_MET, Verdict.TO_BE_JUDGED):
        if verdict in verdicts:
            return verdict
    return Verdict.MET


def _finding(criterion: Criterion, facts: Facts) -> Finding:
    verdict, reason = JUDGES[type(criterion)](criterion, facts)
    if criterion.grade == "about" and verdict is Verdict.NOT_MET:
        verdict, reason = (
            Verdict.TO_BE_JUDGED,
            f"{reason}おおよその目安のため、担当者が確かめます。",
        )
    return Finding(
        criterion.key, verdict, criterion.title, reason, criterion.clause, criterion.grade
    )


def _answers(criterion: Answers, facts: Facts) -> Judged:
    asked = [(name, True) for name in criterion.yes] + [(name, False) for name in criterion.no]
    given = [(name, facts.answer(name), awaited) for name, awaited in asked]
    wrong = [(name, said) for name, said, awaited in given if said is (not awaited)]
    if wrong:
        return Verdict.NOT_MET, "".join(_said(criterion, *item) for item in wrong)
    if any(said is None for _name, said, _awaited in given):
        return Verdict.TO_BE_JUDGED, "まだ答えが入力されていません。"
    return Verdict.MET, "".join(_said(criterion, name, bool(said)) for name, said, _ in given)


def _said(criterion: Answers, question: str, answer: bool) -> str:
    if question in SAID:
        return SAID[question][0 if answer else 1]
    return f"「{criterion.title}」の質問に「{'はい' if answer else 'いいえ'}」と答えています。"


def _duration(criterion: Duration, facts: Facts) -> Judged:
    told = [gathering.minutes for gathering in facts.gatherings or ()]
    known = [minutes for minutes in told if minutes is not None]
    about = criterion.about_minutes or criterion.minutes
    shortest = min(known, default=criterion.minutes)
    if shortest < about:
        return Verdict.NOT_MET, f"いちばん短い回が{shortest}分です。{about}分以上が必要です。"
    if not told or len(known) < len(told):
        return Verdict.TO_BE_JUDGED, "開催の時間がまだ入力されていません。"
    if shortest < criterion.minutes:
        reason = f"いちばん短い回が{shortest}分です。"
        return (
            Verdict.TO_BE_JUDGED,
            f"{reason}おおむね{criterion.minutes}分と言えるか、担当者が確かめます。",
        )
    return Verdict.MET, f"どの回も{criterion.minutes}分以上です。"


def _range(criterion: Range, facts: Facts) -> Judged:
    quantity, low = criterion.quantity, criterion.at_least is not None
    found, which = _measured(criterion, facts, low)
    limit = (criterion.at_least if low else criterion.at_most) or 0
    about = limit if criterion.about is None else criterion.about
    share = quantity.is_share([limit, about])
    name = quantity.as_share if share else quantity.called
    name = name.removeprefix(TOTAL) if criterion.every == "gathering" else name
    if found is None:
        return Verdict.TO_BE_JUDGED, f"{which}{name}がまだ入力されていません。"
    shown = as_percent if share else quantity.shown
    word = "以上" if low else "以下"
    reason = f"{which}{name}は{shown(found)}です（目安は{shown(Fraction(limit))}{word}）。"
    sign = 1 if low else -1
    if sign * found >= sign * limit:
        return Verdict.MET, reason
    return (Verdict.TO_BE_JUDGED if sign * found >= sign * about else Verdict.NOT_MET), reason


def _measured(criterion: Range, facts: Facts, low: bool) -> tuple[Fraction | None, str]:
    """The number that decides: of the year, or the worst of all gatherings or months."""
    scope = Scope(facts, facts)
    if criterion.every is None:
        return criterion.quantity.of(scope), ""
    unit, split = ("回", by_gathering) if criterion.every == "gathering" else ("月", by_month)
    found = [
        criterion.quantity.of(scope.narrowed(activity, f"1{unit}"))
        for _times, activity in split(facts)
    ]
    known = [number for number in found if number is not None]
    if not known or len(known) < len(found):
        return None, "どの" + unit + "も"
    return (min(known), f"いちばん少ない{unit}の") if low else (max(known), f"いちばん多い{unit}の")


def _holds(criterion: Holds, facts: Facts) -> Judged:
    scope = Scope(facts, facts)
    found = criterion.condition.answered(scope)
    if found.holds is None:
        return Verdict.TO_BE_JUDGED, f"{found.words}のため、まだ決められません。"
    if found.holds:
        return Verdict.MET, f"{found.words}。"
    if criterion.about and criterion.about.answered(scope).holds:
        return Verdict.TO_BE_JUDGED, f"{found.words}。目安に近いため、担当者が確かめます。"
    return Verdict.NOT_MET, f"{found.words}。"


def _one_of(criterion: OneOf, facts: Facts) -> Judged:
    """As good as the best of them; then what the best one says, else what each says."""
    found = [_finding(one, facts) for one in criterion.of]
    for verdict in (Verdict.MET, Verdict.TO_BE_JUDGED, Verdict.NOT_MET):
        reasons = [one.reason for one in found if one.verdict is verdict]
        if reasons:
            break
    told = reasons[:1] if verdict is Verdict.MET else reasons
    return verdict, "または、".join(told)


def _other_grant(_criterion: OtherGrant, facts: Facts) -> Judged:
    if facts.other_grant is None:
        return Verdict.TO_BE_JUDGED, "まだ答えが入力されていません。"
    return {
        "none": (Verdict.MET, "この年度に、ほかの助成金は受けていません。"),
        "city_different": (
            Verdict.TO_BE_JUDGED,
            "市の補助金があります。活動がはっきり別のものか、担当者が確かめます。",
        ),
        "other": (Verdict.NOT_MET, "この年度に、市または市民社協のほかの助成金を受けています。"),
        "unknown": (Verdict.TO_BE_JUDGED, "ほかの助成金があるか、担当者が確かめます。"),
    }[facts.other_grant]


def _lock_out(criterion: LockOut, facts: Facts) -> Judged:
    if facts.received_years is None:
        return Verdict.TO_BE_JUDGED, "これまでに助成を受けた年度がまだ入力されていません。"
    first = facts.fiscal_year - criterion.years
    recent = [year for year in facts.received_years if first <= year < facts.fiscal_year]
    if recent:
        year = FiscalYear(max(recent))
        return (
            Verdict.NOT_MET,
            f"{year}に助成を受けています。{criterion.years}年を空ける必要があります。",
        )
    return Verdict.MET, f"この前の{criterion.years}年間に助成を受けていません。"


JUDGES: dict[type[Criterion], Callable[[Any, Facts], Judged]] = {
    Answers: _answers,
    Frequency: pace.judged,
    Duration: _duration,
    Range: _range,
    OtherGrant: _other_grant,
    LockOut: _lock_out,
    Holds: _holds,
    OneOf: _one_of,
}
