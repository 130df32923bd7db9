"""Every node: what it comes to and how it says so."""

import pytest

from grants.rules.amount import breakdown
from grants.rules.facts import Facts
from grants.rules.node import VOCABULARY
from grants.rules.terms import Terms

FACTS = {
    "fiscal_year": 2026,
    "period": {"first": "2026-10", "last": "2027-03"},
    "gatherings": [
        {"date": "2026-10-04", "venue_fee": 3000, "attendees": 10},
        {"date": "2026-10-18", "venue_fee": 1000, "attendees": 12},
        {"date": "2026-11-01", "venue_fee": 1000, "attendees": 9},
    ],
    "costs": {"printing": 8000, "food": 500},
    "income": {"fees": 1500, "gifts": 300},
    "counts": {"members": 32, "世帯数": 7},
    "received_years": [2025],
    "received_once": ["startup"],
    "received_for": {"bus": [2024]},
    "held": {"gatherings": [{"times": 2}]},
    "previous_year": {"counts": {"members": 20}},
}


def lines(amount, **facts):
    part = {"key": "grant", "label": "助成金", "amount": amount}
    terms = Terms.from_json({"version": 1, "components": [part]})
    found = breakdown(terms, Facts.from_json({**FACTS, **facts}))
    return [(line.formula, line.yen) for line in found.lines]


def rate(rate, per, **more):
    return {"unit_rate": {"rate": rate, "per": per, **more}}


ATTENDANCE = {"total": "attendances", "per": "gatherings"}
STEPS = [{"at_least": 5, "yen": 1000}, {"at_least": 10, "yen": 2000}]
WELL_ATTENDED = {"at_least": {"attendees": 10}}
EXAMPLES = [
    ("fixed", 15000, [("15,000円", 15000)]),
    ("unit_rate", rate(2500, "gatherings"), [("3回 × 2,500円", 7500)]),
    ("unit_rate", rate(100, "active_months"), [("2か月 × 100円", 200)]),
    ("unit_rate", rate(100, "active_days"), [("3日 × 100円", 300)]),
    ("unit_rate", rate(100, "attendances"), [("31人 × 100円", 3100)]),
    ("unit_rate", rate(100, "period_months"), [("6か月 × 100円", 600)]),
    ("unit_rate", rate(100, "世帯数"), [("世帯数7 × 100円", 700)]),
    ("unit_rate", rate(500, "members", up_to=20), [("20人（20人まで） × 500円", 10000)]),
    ("unit_rate", rate(300, "members", beyond=20), [("12人（20人を超える分） × 300円", 3600)]),
    ("unit_rate", rate(10, "members", beyond=40), [("0人（40人を超える分） × 10円", 0)]),
    (
        "tier",
        {"tier": {"by": ATTENDANCE, "steps": STEPS}},
        [("2,000円（1回あたりの参加者数約10.3人の区分）", 2000)],
    ),
    (
        "tier",
        {"tier": {"by": "receipt_year", "steps": [{"at_least": 3, "yen": 9}]}},
        [("0円（助成を受ける年数2年目の区分）", 0)],
    ),
    ("cost", {"cost": {}}, [("実費13,500円", 13500)]),
    ("cost", {"cost": ["venue"]}, [("実費5,000円", 5000)]),
    ("cost", {"cost": {"all_but": ["food"]}}, [("対象経費13,000円", 13000)]),
    ("income", {"income": []}, [("収入1,800円", 1800)]),
    ("income", {"income": ["fees"]}, [("収入1,500円", 1500)]),
    (
        "each",
        {"each": {"per": "gathering", "of": {"cost": ["venue"]}}},
        [("1回 × 実費3,000円", 3000), ("2回 × 実費1,000円", 2000)],
    ),
    (
        "each",
        {"each": {"per": "month", "of": {"at_most": {"limit": 2000, "of": {"cost": ["venue"]}}}}},
        [("1か月 × 2,000円（実費4,000円、1か月の上限2,000円まで）", 2000), ("1か月 × 実費1,000円", 1000)],
    ),
    (
        "each",
        {"each": {"per": "month", "of": {"sum": [1000, rate(100, "gatherings")]}}},
        [("1か月 × （1,000円 ＋ 2回 × 100円）", 1200), ("1か月 × （1,000円 ＋ 1回 × 100円）", 1100)],
    ),
    ("sum", {"sum": [1000, {"cost": ["food"]}]}, [("1,000円", 1000), ("実費500円", 500)]),
    ("lowest", {"lowest": [900, 800]}, [("800円（低いほう：900円、800円）", 800)]),
    ("highest", {"highest": [900, 800]}, [("900円（高いほう：900円、800円）", 900)]),
    ("at_most", {"at_most": {"limit": 900, "of": 800}}, [("800円", 800)]),
    ("at_most", {"at_most": {"limit": 700, "of": 800}}, [("700円（800円、上限700円まで）", 700)]),
    (
        "at_most",
        {"at_most": {"limit": rate(100, "active_days"), "of": 800}},
        [("300円（800円、上限300円＝3日 × 100円まで）", 300)],
    ),
    ("at_most", {"at_most": {"limit": 800, "of": 800}}, [("800円", 800)]),
    ("pro_rata", {"pro_rata": {"by": "members", "out_of": 12, "of": 999}}, [("999円 × 32人÷12人", 999)]),
    ("less", {"less": {"of": 900, "minus": {"income": ["gifts"]}}}, [("（900円 − 収入300円）", 600)]),
    ("less", {"less": {"of": 900, "minus": {"sum": [500, 600]}}}, [("（900円 − （500円 ＋ 600円））", 0)]),
    ("share", {"share": {"rate": "1/2", "of": 999}}, [("999円 × 2分の1", 499)]),
    ("share", {"share": {"rate": "90%", "of": {"sum": [1, 9]}}}, [("（1円 ＋ 9円） × 90%", 9)]),
    (
        "pro_rata",
        {"pro_rata": {"by": "period_months", "out_of": 12, "of": 999}},
        [("999円 × 6か月÷12か月", 499)],
    ),
    (
        "pro_rata",
        {"pro_rata": {"by": "period_halves", "out_of": 2, "of": 15000}},
        [("15,000円 × 1期÷2期", 7500)],
    ),
    ("round", {"round": {"to": 1000, "of": 1999}}, [("1,000円（1,999円、1,000円未満は切捨て）", 1000)]),
    ("round", {"round": {"to": 1000, "of": 1001, "mode": "up"}}, [("2,000円（1,001円、1,000円未満は切上げ）", 2000)]),
    ("round", {"round": {"to": 1000, "of": 1500, "mode": "nearest"}}, [("2,000円（1,500円、1,000円未満は四捨五入）", 2000)]),
    ("round", {"round": {"to": 1000, "of": 1499, "mode": "nearest"}}, [("1,000円（1,499円、1,000円未満は四捨五入）", 1000)]),
    ("round", {"round": {"to": 1000, "of": 3000, "mode": "up"}}, [("3,000円", 3000)]),
    ("once", {"once": {"key": "startup", "of": 700}}, [("1回限りのため、今回はありません", 0)]),
    ("once", {"once": {"key": "van", "of": 700}}, [("700円", 700)]),
    ("using", {"using": {"basis": "held", "of": rate(100, "gatherings")}}, [("実績：2回 × 100円", 200)]),
    ("using", {"using": {"basis": "previous_year", "of": rate(100, "members")}}, [("前年度：20人 × 100円", 2000)]),
    ("unit_rate", rate(100, "members", every=10), [("32人÷10人＝3（端数は切捨て） × 100円", 300)]),
    ("unit_rate", rate(100, "members", every=10, part="count"), [("32人÷10人＝4（端数も1とする） × 100円", 400)]),
    ("unit_rate", rate(100, ATTENDANCE, fraction="up"), [("約10.3人 × 100円、1円未満は切上げ", 1034)]),
    ("unit_rate", rate(100, {**ATTENDANCE, "whole": "down"}), [("10人 × 100円", 1000)]),
    ("unit_rate", rate(100, {**ATTENDANCE, "whole": "up"}), [("11人 × 100円", 1100)]),
    ("unit_rate", rate(100, {"total": "gatherings", "where": WELL_ATTENDED}), [("開催回数（参加者10人以上）2回 × 100円", 200)]),
    ("unit_rate", rate(100, {"total": "active_months", "holding": 2}), [("活動月数（月2回以上）1か月 × 100円", 100)]),
    ("unit_rate", rate(100, {"total": "members", "basis": "previous_year"}), [("前年度の会員数20人 × 100円", 2000)]),
    ("unit_rate", rate(100, {"total": ["members", "世帯数"], "label": "大きさ", "unit": "点"}), [("大きさ39点 × 100円", 3900)]),
    ("unit_rate", rate(100, "receipt_run"), [("2年目 × 100円", 200)]),
    ("unit_rate", rate(100, "months_to_year_end"), [("6か月 × 100円", 600)]),
    ("unit_rate", rate(100, "active_weeks"), [("3週 × 100円", 300)]),
    (
        "tier",
        {"tier": {"by": "members", "steps": [{"at_least": 30, "yen": {"sum": [900, rate(1, "members")]}}]}},
        [("900円（会員数32人の区分）", 900), ("32人 × 1円（会員数32人の区分）", 32)],
    ),
    ("at_most", {"at_most": {"limit": {"tier": {"by": "members", "steps": STEPS}}, "of": 3000}}, [("2,000円（3,000円、上限2,000円（会員数32人の区分）まで）", 2000)]),
    ("share", {"share": {"rate": "2/3", "of": 100, "fraction": "nearest"}}, [("100円 × 3分の2、1円未満は四捨五入", 67)]),
    ("share", {"share": {"rate": "12.5%", "of": 800}}, [("800円 × 8分の1", 100)]),
    ("pro_rata", {"pro_rata": {"by": "世帯数", "out_of": "members", "of": 320}}, [("320円 × 7÷32人", 70)]),
    ("once", {"once": {"key": "bus", "years": 3, "of": 700}}, [("3年に1回のため、今回はありません（前回は令和6年度）", 0)]),
    ("once", {"once": {"key": "bus", "years": 2, "of": 700}}, [("700円", 700)]),
    ("each", {"each": {"per": "gathering", "up_to": 2, "of": {"cost": ["venue"]}}}, [("1回（3回のうち額の大きい2回まで） × 実費3,000円", 3000), ("1回（3回のうち額の大きい2回まで） × 実費1,000円", 1000)]),
    ("when", {"when": {"condition": {"quantity": "members", "at_least": 10}, "then": 700}}, [("700円（会員数32人：10人以上）", 700)]),
    ("when", {"when": {"condition": {"quantity": "members", "below": 10}, "then": 700}}, [("0円（会員数32人：10人未満ではない）", 0)]),
    ("when", {"when": {"condition": {"amount": {"cost": ["venue"]}, "above": 5000}, "then": 700, "otherwise": 300}}, [("300円（実費5,000円：5,000円超ではない）", 300)]),
    ("when", {"when": {"condition": {"any": [{"answer": "meals", "title": "食事"}, {"not": {"quantity": "members", "at_most": 9}}]}, "then": 700}}, [("700円（会員数32人：9人以下ではない）", 700)]),
    ("when", {"when": {"condition": {"quantity": {"total": "世帯数", "per": "members"}, "at_least": "1/5"}, "then": 700}}, [("700円（会員数に占める世帯数の割合約21.9%：20%以上）", 700)]),
    ("bands", {"bands": {"by": "members", "steps": [{"up_to": 30, "rate": 10}, {"rate": 5}]}}, [("30人 × 10円", 300), ("2人（30人を超える分） × 5円", 10)]),
    ("bands", {"bands": {"by": "世帯数", "steps": [{"up_to": 3, "rate": 10}, {"up_to": 5, "rate": 5}]}}, [("世帯数3 × 10円", 30), ("世帯数2（3を超える分） × 5円", 10)]),
    ("only", {"only": {"where": WELL_ATTENDED, "of": {"cost": []}}}, [("実費4,000円（参加者10人以上の回だけ）", 4000)]),
    ("only", {"only": {"where": {"weekdays": ["祝", "月"]}, "of": {"cost": []}}}, [("実費0円（祝・月の開催の回だけ）", 0)]),
]  # fmt: skip


@pytest.mark.parametrize(("name", "amount", "expected"), EXAMPLES)
def test_node(name, amount, expected):
    assert lines(amount) == expected


@pytest.mark.parametrize(
    ("amount", "facts", "expected"),
    [
        (rate(1, "receipt_year"), {"received_years": [2024, 2026]}, [("2年目 × 1円", 2)]),
        (
            rate(1, "active_months"),
            {"gatherings": None, "months": [{"times": 3}, {"gatherings": 0}, {"gatherings": 2}]},
            [("4か月 × 1円", 4)],
        ),
        (
            {"each": {"per": "gathering", "of": 1000}},
            {"gatherings": None, "months": [{"times": 8, "gatherings": 2}]},
            [("16回 × 1,000円", 16000)],
        ),
        (
            {"each": {"per": "gathering", "of": rate(1, "attendances")}},
            {"gatherings": [{"attendees": 4}], "counts": {"attendances": 99}},
            [("1回 × 4人 × 1円", 4)],
        ),
    ],
)
def test_numbers_are_derived(amount, facts, expected):
    assert lines(amount, **facts) == expected


def test_every_node_has_an_example():
    assert {name for name, _amount, _expected in EXAMPLES} == {"fixed", *VOCABULARY}


@pytest.mark.parametrize(
    ("amount", "missing"),
    [
        (rate(1, "households"), "世帯数が未入力のため、0円として計算しています。"),
        (
            {"when": {"condition": {"answer": "meals", "title": "食事"}, "then": 1}},
            "「食事」が未入力のため、0円として計算しています。",
        ),
        (
            {"only": {"where": {"at_least": {"minutes": 60}}, "of": 1}},
            "時間60分以上の開催が分からないため、0円として計算しています。",
        ),
        (
            rate(1, {"total": "gatherings", "where": {"at_least": {"children": 5}}}),
            "開催回数（子ども5人以上）が未入力のため、0円として計算しています。",
        ),
        (
            {"using": {"basis": "held", "of": 1}},
            "実績の活動が未入力のため、0円として計算しています。",
        ),
        (
            {"each": {"per": "month", "of": {"cost": ["printing"]}}},
            "1か月ごとに分けられないものは、計算に入っていません。",
        ),
    ],
)
def test_what_is_missing_is_said(amount, missing):
    part = {"key": "grant", "label": "助成金", "amount": amount}
    terms = Terms.from_json({"version": 1, "components": [part]})
    found = breakdown(terms, Facts.from_json({**FACTS, "held": None}))
    assert (found.amount, found.missing) == (0, (missing,))
