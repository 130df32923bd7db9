"""Terms read aloud: what a programme pays and asks, in one Japanese line for each part."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from fractions import Fraction
from typing import Any

from grants.rules import branches, criteria, joints, leaves, measures
from grants.rules.conditions import Bounds, Every, Not, OfAmount, OfAnswer, OfQuantity, Some
from grants.rules.node import Fixed
from grants.rules.quantities import BASES, KINDS, Quantity, as_percent
from grants.rules.results import spoken
from grants.rules.terms import Terms
from ibasho.text import yen

GRADES = {"must": "", "about": "（おおよその目安）", "note": "（参考）"}


def paid(terms: Terms) -> Iterator[tuple[str, str]]:
    """Each component with its reading, then the limits of the whole."""
    yield from ((part.label, reading(part.amount)) for part in terms.components)
    if terms.cap:
        yield "1年の上限", reading(terms.cap)
    if terms.reduced_to:
        yield "予算に合わせた調整", f"{spoken(terms.reduced_to)}にする"
    if terms.rounding:
        yield "端数", measures.rounding_text(terms.rounding.to, terms.rounding.mode)
    if terms.minimum is not None:
        yield "少額の取扱い", f"{yen(terms.minimum)}に満たないときは助成しない"


def asked(terms: Terms) -> Iterator[tuple[str, str]]:
    """Each criterion with what it asks for and its clause."""
    for one in terms.criteria:
        numbers = ASKED[type(one)](one)
        yield one.title, "　".join(filter(None, (f"{numbers}{GRADES[one.grade]}", one.clause)))


def reading(node: object) -> str:
    """「開催回数×2,500円」: what a node says before there are facts."""
    return READINGS[type(node)](node)


def _per(quantity: Quantity, up_to: int | None) -> str:
    limit = "" if up_to is None else f"（{quantity.shown(Fraction(up_to))}まで）"
    return f"{quantity.called}{limit}"


def _unit_rate(node: measures.UnitRate) -> str:
    per = _per(node.per, node.up_to)
    if node.beyond:
        per += f"（{node.per.shown(Fraction(node.beyond))}を超える分）"
    if node.every > 1:
        per += f"{node.per.shown(Fraction(node.every))}ごとに"
    return f"{per}×{reading(node.rate)}"


def _tier(node: leaves.Tier) -> str:
    rows = "、".join(
        f"{node.by.shown(Fraction(step.at_least))}以上 {reading(step.yen)}" for step in node.steps
    )
    return f"{node.by.called}の区分（{rows}）"


def _bands(node: branches.Bands) -> str:
    rows = "、".join(
        (f"{node.by.shown(Fraction(step.up_to))}まで" if step.up_to is not None else "その上")
        + f" {reading(step.rate)}"
        for step in node.steps
    )
    return f"{node.by.called}×単価（{rows}）"


def _cost(node: leaves.Cost) -> str:
    names = "・".join(KINDS.get(kind, kind) for kind in (*node.kinds, *node.all_but))
    if node.all_but:
        return f"{names}を除く費用"
    return f"{names}の実費" if names else "かかった費用"


def _each(node: measures.Each) -> str:
    unit = "回" if node.per == "gathering" else "か月"
    limit = "" if node.up_to is None else f"（{node.up_to}{unit}まで）"
    return f"1{unit}ごとに、{reading(node.of)}{limit}"


def _when(node: branches.When) -> str:
    other = "" if node.otherwise is None else f"、そうでなければ{reading(node.otherwise)}"
    return f"{condition(node.condition)}のとき{reading(node.then)}{other}"


def _once(node: joints.Once) -> str:
    often = "1回限り" if node.years is None else f"{node.years}年に1回"
    return f"{often}、{reading(node.of)}"


def _pro_rata(node: measures.ProRata) -> str:
    whole = node.out_of.called if isinstance(node.out_of, Quantity) else f"{node.out_of:,}"
    return f"{reading(node.of)}×{node.by.called}÷{whole}"


def _several(word: str) -> Callable[[Any], str]:
    return lambda node: f"{word}（{'、'.join(reading(one) for one in node.of)}）"


READINGS: dict[type, Callable[[Any], str]] = {
    Fixed: lambda node: yen(node.yen),
    measures.UnitRate: _unit_rate,
    measures.Each: _each,
    measures.Using: lambda node: f"{BASES[node.basis]}で、{reading(node.of)}",
    measures.Share: lambda node: f"{reading(node.of)}の{spoken(node.rate)}",
    measures.ProRata: _pro_rata,
    measures.Round: lambda node: (
        f"{reading(node.of)}（{measures.rounding_text(node.to, node.mode)}）"
    ),
    leaves.Tier: _tier,
    leaves.Cost: _cost,
    leaves.Income: lambda node: "参加費などの収入",
    branches.When: _when,
    branches.Bands: _bands,
    branches.Only: lambda node: f"{node.where.words}の回だけ、{reading(node.of)}",
    joints.Sum: lambda node: "＋".join(reading(one) for one in node.of),
    joints.Lowest: _several("いちばん低いもの"),
    joints.Highest: _several("いちばん高いもの"),
    joints.AtMost: lambda node: f"{reading(node.of)}（上限{reading(node.limit)}）",
    joints.Less: lambda node: f"{reading(node.of)}から{reading(node.minus)}を引いた額",
    joints.Once: _once,
}


def condition(found: object) -> str:
    """「会員数10人以上」."""
    return CONDITIONS[type(found)](found)


def _limits(found: Bounds, shown: Callable[[Fraction], str]) -> str:
    return "".join(f"{shown(Fraction(limit))}{word}" for word, limit in found.limits)


def _of_quantity(found: OfQuantity) -> str:
    share = found.quantity.is_share(limit for _word, limit in found.limits)
    name = found.quantity.as_share if share else found.quantity.called
    return f"{name}{_limits(found, as_percent if share else found.quantity.shown)}"


def _of_answer(found: OfAnswer) -> str:
    return f"「{found.title or found.answer}」に{'はい' if found.says else 'いいえ'}"


CONDITIONS: dict[type, Callable[[Any], str]] = {
    OfQuantity: _of_quantity,
    OfAmount: lambda found: f"{reading(found.amount)}が{_limits(found, lambda n: yen(int(n)))}",
    OfAnswer: _of_answer,
    Every: lambda found: "、かつ".join(condition(one) for one in found.of),
    Some: lambda found: "、または".join(condition(one) for one in found.of),
    Not: lambda found: f"「{condition(found.of)}」でない",
}


def _frequency(one: criteria.Frequency) -> str:
    every = f"{one.every_months}か月" if one.every_months else f"{one.every_weeks}週"
    about = "" if one.about is None else f"（年{one.about}回からは人が確かめる）"
    return f"{every}ごとに{one.times}回以上{about}"


def _duration(one: criteria.Duration) -> str:
    about = f"（{one.about_minutes}分からは人が確かめる）" if one.about_minutes else ""
    return f"1回{one.minutes}分以上{about}"


def _range(one: criteria.Range) -> str:
    quantity = one.quantity
    share = quantity.is_share([one.at_least or 0, one.at_most or 0, one.about or 0])
    shown = as_percent if share else quantity.shown
    name = quantity.as_share if share else quantity.called
    limits = ((one.at_least, "以上"), (one.at_most, "以下"), (one.about, "からは人が確かめる"))
    told = [f"{shown(Fraction(limit))}{word}" for limit, word in limits if limit is not None]
    each = {"gathering": "どの回も", "month": "どの月も"}.get(one.every or "", "")
    return f"{each}{name}{'、'.join(told)}"


ASKED: dict[type, Callable[[Any], str]] = {
    criteria.Answers: lambda one: "質問への答えで決まる",
    criteria.Frequency: _frequency,
    criteria.Duration: _duration,
    criteria.Range: _range,
    criteria.OtherGrant: lambda one: "この年度に、ほかの助成を受けないこと",
    criteria.LockOut: lambda one: f"この前の{one.years}年間に助成を受けていないこと",
    criteria.Holds: lambda one: condition(one.condition),
    criteria.OneOf: lambda one: "、または".join(
        f"{each.title}：{ASKED[type(each)](each)}" for each in one.of
    ),
}
