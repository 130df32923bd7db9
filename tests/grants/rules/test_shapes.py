"""The shapes of a form: there and back without a change, and JSON for what has no shape."""

import json
from pathlib import Path

import pytest
from hypothesis import given

from grants.rules.apart import canonical, taken_apart
from grants.rules.shapes import KINDS, composed
from tests.grants.rules.strategies import NODES

CASES = json.loads(Path(__file__).with_name("worked_cases.json").read_text(encoding="utf-8"))
PARTS = [
    ({"unit_rate": {"rate": 2500, "per": "gatherings"}}, {"kind": "per_unit", "yen": 2500, "per": "gatherings"}),
    (
        {"unit_rate": {"rate": 500, "per": "75歳以上の人数", "up_to": 40}},
        {"kind": "per_unit", "yen": 500, "per": "other", "per_name": "75歳以上の人数", "up_to": 40},
    ),
    (
        {"each": {"per": "gathering", "of": {"at_most": {"limit": 2500, "of": {"cost": ["venue"]}}}}},
        {"kind": "each_cost", "unit": "gathering", "each_limit": 2500, "which": "these", "costs": ["venue"]},
    ),
    (
        {"at_most": {"limit": 50000, "of": {"share": {"rate": "1/2", "of": {"less": {"of": {"cost": {"all_but": ["food"]}}, "minus": {"income": []}}}}}}},
        {"kind": "share", "rate": "1/2", "minus_income": True, "which": "all_but", "costs": ["food"], "limit": 50000},
    ),
    ({"once": {"key": "startup", "of": 9000}}, {"kind": "fixed", "yen": 9000, "once": "startup"}),
    (
        {"when": {"condition": {"quantity": {"total": "attendances", "per": "gatherings"}, "at_least": 10}, "then": 5000}},
        {"kind": "fixed", "yen": 5000, "if_what": "average", "if_at_least": 10},
    ),
    (
        {"unit_rate": {"rate": {"tier": {"by": "members", "steps": [{"at_least": 5, "yen": 1000}]}}, "per": "gatherings"}},
        {"kind": "tier", "by": "members", "steps": [(5, 1000)], "times": "gatherings"},
    ),
    (
        {"bands": {"by": "members", "steps": [{"up_to": 30, "rate": 600}, {"rate": 400}]}},
        {"kind": "bands", "by": "members", "steps": [(30, 600), (None, 400)]},
    ),
    ({"cost": []}, {"kind": "share", "rate": "1/1", "which": "all", "costs": []}),
    ({"lowest": [1, 2]}, {"kind": "json", "json": {"lowest": [1, 2]}}),
]  # fmt: skip


@pytest.mark.parametrize(("node", "part"), PARTS)
def test_there_and_back(node, part):
    assert taken_apart(node) == part
    assert canonical(composed(part)) == canonical(node)


def test_every_kind_is_shown():
    assert {part["kind"] for _node, part in PARTS} == set(KINDS)


@given(NODES)
def test_no_node_is_changed_by_a_form(node):
    assert canonical(composed(taken_apart(node))) == canonical(node)


def test_most_components_of_the_worked_cases_have_a_shape():
    """What common rule sets pay, a clerk enters without JSON."""
    nodes = {json.dumps(part["amount"]) for case in CASES for part in case["terms"]["components"]}
    kinds = [taken_apart(json.loads(node))["kind"] for node in sorted(nodes)]
    assert (len(kinds) - kinds.count("json"), len(kinds)) == (29, 67)
