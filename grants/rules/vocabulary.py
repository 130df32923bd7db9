"""Every node that the amount of a grant may be made of, by name.

In JSON a node is a number of yen, or an object with one key that names it:

    2500
    {"unit_rate": {"rate": NODE, "per": QUANTITY, "beyond": 10, "up_to": 24}}
    {"tier": {"by": QUANTITY, "steps": [{"at_least": 1, "yen": 30000}, …]}}
    {"cost": ["venue"]}   {"cost": {"all_but": ["food"]}}   {"income": ["fees"]}
    {"each": {"per": "gathering" | "month", "of": NODE}}     worked out one by one, then added
    {"sum": [NODE, …]}   {"lowest": [NODE, …]}   {"highest": [NODE, …]}
    {"at_most": {"limit": NODE, "of": NODE}}     {"less": {"of": NODE, "minus": NODE}}
    {"share": {"rate": "1/2" | "90%", "of": NODE}}
    {"pro_rata": {"by": QUANTITY, "out_of": 12, "of": NODE}}
    {"round": {"to": 1000, "mode": "down" | "up" | "nearest", "of": NODE}}
    {"once": {"key": "startup", "of": NODE}}     nothing if `received_once` names the key
    {"using": {"basis": "previous_year" | "held", "of": NODE}}

A QUANTITY is a name ("gatherings", "active_months", "active_days", "attendances", "members",
"receipt_year", "period_months", "period_halves", or any name of `counts`) or an average
{"total": "attendances", "per": "gatherings"}. Fractions of a yen are dropped where they arise.
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
