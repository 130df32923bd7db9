"""The rows of a form: nodes there and back without a change, and JSON only for what no rows say."""

import json
from pathlib import Path

import pytest
from hypothesis import given

from grants.rules.apart import Taker, canonical
from grants.rules.composing import Composer
from grants.rules.shapes import KINDS, Rows, Unmade
from tests.grants.rules.strategies import NODES

CASES = json.loads(Path(__file__).with_name("worked_cases.json").read_text(encoding="utf-8"))
UNIT = {"kind": "per_unit", "yen": 2500, "per": "gatherings"}
LINES = [
    ({"unit_rate": {"rate": 2500, "per": "gatherings"}}, UNIT),
    (
        {"unit_rate": {"rate": 500, "per": "75歳以上の人数", "up_to": 40, "beyond": 10}},
        {"kind": "per_unit", "yen": 500, "per": "other", "per_name": "75歳以上の人数", "up_to": 40, "beyond": 10},
    ),
    (
        {"each": {"per": "gathering", "of": {"at_most": {"limit": 2500, "of": {"cost": ["venue"]}}}}},
        {"kind": "each_cost", "unit": "gathering", "each_limit": 2500, "which": "these", "costs": ["venue"]},
    ),
    (
        {"at_most": {"limit": 50000, "of": {"share": {"rate": "1/2", "of": {"less": {"of": {"cost": {"all_but": ["food"]}}, "minus": {"income": []}}}}}}},
        {"kind": "share", "rate": "1/2", "fraction": "down", "minus_income": True, "which": "all_but", "costs": ["food"], "limit": 50000},
    ),
    ({"once": {"key": "startup", "of": 9000}}, {"kind": "fixed", "yen": 9000, "once": "startup"}),
    (
        {"when": {"condition": {"quantity": {"total": "attendances", "per": "gatherings"}, "at_least": 10}, "then": 5000, "otherwise": 1000}},
        {"kind": "fixed", "yen": 5000, "if_what": "average", "if_at_least": 10, "otherwise": 1000},
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
    ({"income": ["fees"]}, {"kind": "income", "costs": ["fees"]}),
    ({"lowest": [1, 2]}, {"kind": "lines", "how": "lowest", "of": [1, 2]}),
    (
        {"each": {"per": "month", "of": {"unit_rate": {"rate": 2500, "per": "gatherings"}}, "up_to": 3}},
        {"kind": "each_line", "unit": "month", "up_to": 3, "of_each": "イ"},
    ),
    ({"share": {"rate": "1/1", "of": 5}}, {"kind": "json", "json": {"share": {"rate": "1/1", "of": 5}}}),
]  # fmt: skip


@pytest.mark.parametrize(("node", "line"), LINES)
def test_there_and_back(node, line):
    take = Taker()
    mark = take.paid(node)
    assert take.rows.lines[mark] == line
    assert canonical(Composer(take.rows).line(mark)) == canonical(node)


def test_every_kind_is_shown():
    assert {line["kind"] for _node, line in LINES} == set(KINDS)


def test_what_is_in_another_order_becomes_lines_of_their_own():
    """The limit before the share: the chain of one line would put it behind."""
    node = {"share": {"rate": "1/2", "of": {"at_most": {"limit": 900, "of": {"cost": []}}}}}
    take = Taker()
    take.paid(node)
    assert take.rows.lines == {
        "ア": {"kind": "lines", "how": "as_is", "of": ["イ"], "rate": "1/2", "fraction": "down"},
        "イ": {"kind": "share", "rate": "1/1", "which": "all", "costs": [], "limit": 900},
    }


def test_what_is_said_twice_is_one_line():
    half = {"sum": [100, {"cost": ["rent"]}]}
    take = Taker()
    take.paid({"highest": [half, {"less": {"of": half, "minus": 5}}]})
    assert [*take.rows.lines] == ["ア", "イ", "ウ", "エ"]
    assert take.rows.lines["エ"]["of"] == ["イ", 5]


@given(NODES)
def test_no_node_is_changed_by_a_form(node):
    take = Taker()
    mark = take.paid(node)
    assert canonical(Composer(take.rows).line(mark)) == canonical(node)


@pytest.mark.parametrize(
    ("of", "words"),
    [
        (["イ"], "「イ」はこの行を使って計算するため、ここでは使えません。"),
        (["オ"], "「オ」はありません。"),
    ],
)
def test_lines_do_not_turn_in_a_circle(of, words):
    rows = Rows(
        lines={
            "ア": {"kind": "lines", "how": "sum", "of": ["イ"]},
            "イ": {"kind": "lines", "how": "sum", "of": ["ウ"]},
            "ウ": {"kind": "lines", "how": "sum", "of": of},
        }
    )
    with pytest.raises(Unmade) as found:
        Composer(rows).line("ア")
    assert (found.value.row, found.value.field, str(found.value)) == ("ウ", "of", words)


def test_lines_that_double_twenty_times_are_made_at_once():
    marks = "アイウエオカキクケコサシスセソタチツテト"
    lines = {
        mark: {"kind": "lines", "how": "sum", "of": [following, following]}
        for mark, following in zip(marks, marks[1:], strict=False)
    }
    made = Composer(Rows(lines=lines | {marks[-1]: UNIT}))
    node = made.line("ア")
    assert node["sum"][0] is node["sum"][1]


def test_every_component_of_the_worked_cases_is_lines():
    """What councils pay, a clerk enters without JSON."""
    nodes = {json.dumps(part["amount"]) for case in CASES for part in case["terms"]["components"]}
    kinds = []
    for node in sorted(nodes):
        take = Taker()
        mark = take.paid(json.loads(node))
        kinds.append(take.rows.lines[mark]["kind"])
    assert (len(kinds) - kinds.count("json"), len(kinds)) == (75, 75)
