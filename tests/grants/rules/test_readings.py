"""Terms read aloud, before there are facts."""

import json
from pathlib import Path

import pytest
from hypothesis import given

from grants.rules import criteria
from grants.rules.node import VOCABULARY, Fixed, read_node
from grants.rules.readings import ASKED, READINGS, asked, paid, reading
from grants.rules.terms import Terms
from tests.grants.rules.strategies import NODES, TERMS

PLACES = json.loads(Path("ibasho/seed/data/terms_places.json").read_text(encoding="utf-8"))
AVERAGE = {"total": "attendances", "per": "gatherings"}


@pytest.mark.parametrize(
    ("node", "words"),
    [
        ({"unit_rate": {"rate": 2500, "per": "gatherings", "up_to": 24}}, "開催回数（24回まで）×2,500円"),
        ({"unit_rate": {"rate": 2000, "per": "members", "every": 10}}, "会員数10人ごとに×2,000円"),
        ({"each": {"per": "gathering", "of": {"at_most": {"limit": 2500, "of": {"cost": ["venue"]}}}}}, "1回ごとに、会場費の実費（上限2,500円）"),
        ({"share": {"rate": "1/2", "of": {"less": {"of": {"cost": {"all_but": ["food"]}}, "minus": {"income": []}}}}}, "食材費を除く費用から参加費などの収入を引いた額の2分の1"),
        ({"tier": {"by": AVERAGE, "steps": [{"at_least": 5, "yen": 1000}]}}, "1回あたりの参加者数の区分（5人以上 1,000円）"),
        ({"bands": {"by": "members", "steps": [{"up_to": 30, "rate": 600}, {"rate": 400}]}}, "会員数×単価（30人まで 600円、その上 400円）"),
        ({"when": {"condition": {"any": [{"quantity": "members", "at_least": 10}, {"answer": "meals", "title": "食事", "says": False}]}, "then": 5000, "otherwise": 1}}, "会員数10人以上、または「食事」にいいえのとき5,000円、そうでなければ1円"),
        ({"once": {"key": "van", "years": 3, "of": {"round": {"to": 100, "of": {"cost": []}}}}}, "3年に1回、かかった費用（100円未満は切捨て）"),
        ({"only": {"where": {"marks": ["meal"]}, "of": {"sum": [1, 2]}}}, "食事ありの回だけ、1円＋2円"),
        ({"lowest": [1, {"using": {"basis": "held", "of": 2}}]}, "いちばん低いもの（1円、実績で、2円）"),
        ({"pro_rata": {"by": "period_months", "out_of": 12, "of": 9}}, "9円×活動期間の月数÷12"),
    ],
)  # fmt: skip
def test_a_node_is_read(node, words):
    assert reading(read_node(node, "amount")) == words


def test_every_node_and_criterion_has_a_reading():
    assert set(READINGS) == {Fixed, *VOCABULARY.values()}
    assert set(ASKED) == set(criteria.KINDS.values())


@given(NODES)
def test_any_node_can_be_read(node):
    assert reading(read_node(node, "amount"))


@given(TERMS)
def test_any_terms_can_be_read(terms):
    read = Terms.from_json(terms)
    assert len(list(asked(read))) == len(read.criteria)
    assert len(list(paid(read))) >= len(read.components)


def test_the_booklets_terms_are_read():
    terms = Terms.from_json(PLACES)
    assert list(paid(terms)) == [
        ("活動費", "開催回数×2,500円"),
        ("会場費", "1回ごとに、会場費の実費（上限2,500円）"),
        ("1年の上限", "100,000円"),
    ]
    assert list(asked(terms))[3:5] == [
        ("開催の頻度", "2か月ごとに1回以上　対象となる活動 (4)"),
        ("1回の長さ", "1回120分以上（90分からは人が確かめる）　対象となる活動 (4)"),
    ]
