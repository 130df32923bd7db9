"""Every node that the amount of a grant may be made of, by name.

In JSON a node is a number of yen, or an object with one key that names it:

    2500
    {"unit_rate": {"rate": NODE, "per": QUANTITY, "beyond": 10, "up_to": 24}}
    {"unit_rate": {"rate": NODE, "per": QUANTITY, "every": 10, "part": "drop" | "count"}}
    {"bands": {"by": QUANTITY, "steps": [{"up_to": 30, "rate": NODE}, {"rate": NODE}]}}
    {"tier": {"by": QUANTITY, "steps": [{"at_least": 1, "yen": NODE}, …]}}
    {"cost": ["venue"]}   {"cost": {"all_but": ["food"]}}   {"income": ["fees"]}
    {"each": {"per": "gathering" | "month", "of": NODE}}     worked out one by one, then added;
                       with "up_to": 24, "choose": "highest" | "first" at most so many of them
    {"only": {"where": WHERE, "of": NODE}}                   see `narrowing`
    {"when": {"condition": CONDITION, "then": NODE, "otherwise": NODE}}     see `conditions`
    {"sum": [NODE, …]}   {"lowest": [NODE, …]}   {"highest": [NODE, …]}
    {"at_most": {"limit": NODE, "of": NODE}}     {"less": {"of": NODE, "minus": NODE}}
    {"share": {"rate": "1/2" | "90%", "of": NODE}}
    {"pro_rata": {"by": QUANTITY, "out_of": 12 | QUANTITY, "of": NODE}}
    {"round": {"to": 1000, "mode": "down" | "up" | "nearest", "of": NODE}}
    {"once": {"key": "startup", "of": NODE}}     nothing if `received_once` names the key; with
                       "years": 3 nothing within so many years of a year in `received_for`
    {"using": {"basis": "previous_year" | "held", "of": NODE}}

A QUANTITY is a name such as "gatherings", or an object that says more: see `quantities`.
Fractions of a yen are dropped where they arise, unless unit_rate, share or pro_rata say
"fraction": "up" | "nearest".
"""

from __future__ import annotations

from typing import Any

from grants.rules import branches, joints, leaves, measures
from grants.rules.node import VOCABULARY, a_node

VOCABULARY.update(
    unit_rate=measures.UnitRate,
    tier=leaves.Tier,
    cost=leaves.Cost,
    income=leaves.Income,
    each=measures.Each,
    sum=joints.Sum,
    lowest=joints.Lowest,
    highest=joints.Highest,
    at_most=joints.AtMost,
    less=joints.Less,
    share=measures.Share,
    pro_rata=measures.ProRata,
    round=measures.Round,
    once=joints.Once,
    when=branches.When,
    bands=branches.Bands,
    only=branches.Only,
    using=measures.Using,
)


def an_amount() -> dict[str, Any]:
    """The metadata of a field that holds a node, for whoever needs them all."""
    return a_node()
