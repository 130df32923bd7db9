"""What terms have to be told, found in their JSON."""

import json
from pathlib import Path

import pytest

from grants.rules.needs import Needs, needs
from grants.rules.terms import Terms

PLACES = json.loads(Path("ibasho/seed/data/terms_places.json").read_text(encoding="utf-8"))
CITIES = tuple(
    (key, title)
    for key, title in [
        ("in_city", "市内での開催"),
        ("for_neighbours", "近所の人のための活動"),
        ("open_to_community", "地域に開かれた活動"),
        ("single_hobby", "趣味やスポーツだけの会でないこと"),
        ("non_profit", "近所の人による非営利の団体"),
        ("mainly_neighbours", "近所の人による非営利の団体"),
        ("continuous_plan", "計画のある継続的な活動"),
    ]
)


def of(amount, **top):
    part = {"key": "grant", "label": "助成金", "amount": amount}
    return needs(Terms.from_json({"version": 1, "components": [part], **top}), 2026)


@pytest.mark.parametrize(
    ("amount", "expected"),
    [
        (5000, Needs()),
        ({"unit_rate": {"rate": 1, "per": "gatherings"}}, Needs()),
        ({"unit_rate": {"rate": 1, "per": {"total": ["members", "世帯"]}}}, Needs(counts=("members", "世帯"))),
        ({"unit_rate": {"rate": 1, "per": {"total": "attendances", "per": "members"}}}, Needs(counts=("members",), attendees=True)),
        ({"only": {"where": {"at_least": {"attendees": 5, "meals": 3}}, "of": 1}}, Needs(counts=("meals",), attendees=True, pieces=(("count", "meals", "gathering"),))),
        ({"cost": ["venue", "food"]}, Needs(costs=("food",))),
        ({"cost": {"all_but": ["food"]}}, Needs(costs=("food",), any_cost=True)),
        ({"less": {"of": {"cost": []}, "minus": {"income": []}}}, Needs(any_cost=True, income=True)),
        ({"when": {"condition": {"answer": "meals", "title": "食事"}, "then": 1}}, Needs(answers=(("meals", "食事"),))),
        ({"tier": {"by": "receipt_year", "steps": [{"at_least": 1, "yen": 1}]}}, Needs(years=True)),
        ({"using": {"basis": "held", "of": {"unit_rate": {"rate": 1, "per": "meals"}}}}, Needs(counts=("meals",), held=True)),
        (
            {"using": {"basis": "previous_year", "of": {"less": {"of": {"cost": []}, "minus": {"unit_rate": {"rate": 1, "per": "meals"}}}}}},
            Needs(previous=(("cost", ""), ("count", "meals")), fiscal_year=2026),
        ),
        (
            {"unit_rate": {"rate": 1, "per": {"total": "gatherings", "per": "receipt_year", "basis": "previous_year", "where": {"at_least": {"attendees": 5}, "marks": ["meal"]}}}},
            Needs(previous=(("count", "gatherings"),), fiscal_year=2026),
        ),
        ({"once": {"key": "van", "years": 3, "of": {"cost": ["van"]}}}, Needs(costs=("van",), once_in=(("van", "助成金", 3),), fiscal_year=2026)),
    ],
)  # fmt: skip
def test_of_a_node(amount, expected):
    assert of(amount) == expected


def test_of_criteria():
    lock_out = [{"key": "pause", "kind": "lock_out", "years": 2}]
    assert of(1, criteria=lock_out) == Needs(years=True)


def test_of_the_booklets_terms():
    assert needs(Terms.from_json(PLACES), 2026) == Needs(answers=CITIES)
