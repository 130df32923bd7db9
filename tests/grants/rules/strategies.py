"""Random documents: terms of every node, and facts to go with them."""

from hypothesis import strategies as st

YEN = st.integers(0, 60_000)
COST_NAMES = st.sampled_from(["venue", "rent", "food", "材料"])
QUANTITIES = st.sampled_from(
    [
        "gatherings",
        "active_months",
        "active_days",
        "attendances",
        "members",
        "receipt_year",
        "period_months",
        "period_halves",
        {"total": "attendances", "per": "gatherings"},
        {"total": "attendances", "per": "gatherings", "whole": "nearest"},
        {"total": ["members", "children"], "label": "人数", "unit": "人"},
        {"total": "gatherings", "where": {"at_least": {"attendees": 10}}},
        {"total": "gatherings", "where": {"weekdays": ["土", "祝"], "without": ["meal"]}},
        {"total": "active_months", "holding": 2},
        {"total": "members", "basis": "held"},
        "children",
        "hours",
        "active_weeks",
        "receipt_run",
        "months_to_year_end",
    ]
)
BOUNDS = st.sampled_from(
    [{"at_least": 3}, {"below": 9}, {"at_least": "1/2"}, {"above": 1, "at_most": 20}]
)
WHERE = st.sampled_from(
    [
        {"at_least": {"attendees": 5}},
        {"marks": ["meal"]},
        {"months": [4, 5]},
        {"below": {"minutes": 90}},
    ]
)
FRACTION = st.sampled_from(["down", "up", "nearest"])
COSTS = st.dictionaries(COST_NAMES, YEN, max_size=3)
MONTHS = st.sampled_from([f"2026-{month:02d}" for month in range(4, 13)] + ["2027-01", "2027-03"])

LEAVES = st.one_of(
    YEN,
    st.fixed_dictionaries({"unit_rate": st.fixed_dictionaries({"rate": YEN, "per": QUANTITIES})}),
    st.fixed_dictionaries({"cost": st.lists(COST_NAMES, max_size=3)}),
    st.fixed_dictionaries(
        {"cost": st.fixed_dictionaries({"all_but": st.lists(COST_NAMES, max_size=3)})}
    ),
    st.fixed_dictionaries({"income": st.lists(COST_NAMES, max_size=2)}),
    st.fixed_dictionaries(
        {
            "tier": st.fixed_dictionaries(
                {
                    "by": QUANTITIES,
                    "steps": st.lists(st.integers(0, 40), min_size=1, unique=True).map(
                        lambda starts: [
                            {"at_least": start, "yen": start * 111} for start in sorted(starts)
                        ]
                    ),
                }
            )
        }
    ),
)


def _one(name, **fields):
    return st.fixed_dictionaries({name: st.fixed_dictionaries(fields)})


def _joined(of):
    several = st.lists(of, min_size=1, max_size=3)
    return st.one_of(
        *(st.fixed_dictionaries({name: several}) for name in ("sum", "lowest", "highest")),
        _one("at_most", limit=of, of=of),
        _one("less", of=of, minus=of),
        _one("share", rate=st.sampled_from(["1/2", "90%", "3/4", "1/7", "1/1"]), of=of),
        _one("pro_rata", by=QUANTITIES, out_of=st.integers(1, 12), of=of),
        _one("round", to=st.integers(1, 3000), mode=st.sampled_from(["down", "up"]), of=of),
        _one("once", key=st.sampled_from(["startup", "van"]), of=of),
        _one("each", per=st.sampled_from(["gathering", "month"]), of=of),
        _one("using", basis=st.sampled_from(["held", "previous_year"]), of=of),
        _one("unit_rate", rate=of, per=QUANTITIES, beyond=st.integers(0, 9)),
        _one("unit_rate", rate=of, per=QUANTITIES, every=st.integers(1, 4), fraction=FRACTION),
        _one("each", per=st.just("gathering"), of=of, up_to=st.integers(0, 5)),
        _one("pro_rata", by=QUANTITIES, out_of=QUANTITIES, of=of),
        _one("once", key=st.just("van"), years=st.integers(1, 3), of=of),
        _one("when", condition=_condition(of), then=of, otherwise=st.none() | of),
        _one("only", where=WHERE, of=of),
        _one(
            "bands",
            by=QUANTITIES,
            steps=of.map(lambda rate: [{"up_to": 4, "rate": rate}, {"rate": 10}]),
        ),
    )


def _condition(of):
    leaf = st.one_of(
        st.tuples(QUANTITIES, BOUNDS).map(lambda pair: {"quantity": pair[0], **pair[1]}),
        st.sampled_from([{"answer": "in_city"}, {"answer": "in_city", "says": False}]),
        of.map(lambda node: {"amount": node, "at_least": 5000}),
    )
    several = st.lists(leaf, min_size=1, max_size=2)
    return st.one_of(
        leaf,
        several.map(lambda some: {"any": some}),
        several.map(lambda some: {"all": some}),
        leaf.map(lambda one: {"not": one}),
    )


NODES = st.recursive(LEAVES, _joined, max_leaves=6)
CRITERIA = st.sampled_from(
    [
        [],
        ["in_city", {"key": "frequency", "every_months": 2}],
        [{"key": "duration", "minutes": 120, "about_minutes": 90, "grade": "about"}],
        [{"key": "size", "kind": "quantity", "quantity": "members", "at_least": 5}],
        [
            {"key": "pace", "kind": "frequency", "every_weeks": 2, "times": 2, "about": 9},
            {"key": "open", "kind": "condition", "condition": {"answer": "in_city"}},
            {
                "key": "either",
                "kind": "one_of",
                "of": [
                    {"key": "twice", "kind": "frequency", "every_months": 1, "times": 2},
                    {
                        "key": "people",
                        "kind": "quantity",
                        "quantity": "attendances",
                        "at_least": 5,
                        "every": "gathering",
                    },
                ],
            },
        ],
    ]
)
TOP = {
    "components": st.lists(NODES, min_size=1, max_size=3).map(
        lambda nodes: [
            {"key": f"part{n}", "label": f"費目{n}", "amount": node} for n, node in enumerate(nodes)
        ]
    ),
    "cap": st.none() | YEN | NODES,
    "rounding": st.none()
    | st.fixed_dictionaries(
        {
            "to": st.sampled_from([100, 1000]),
            "mode": st.sampled_from(["down", "up", "nearest"]),
            "when": st.sampled_from(["before_cap", "after_cap"]),
        }
    ),
    "reduced_to": st.none() | st.sampled_from(["85%", "1/3"]),
    "minimum": st.none() | YEN,
    "criteria": CRITERIA,
}
TERMS = st.fixed_dictionaries(
    {
        "version": st.just(1),
        **TOP,
        "overrides": st.dictionaries(
            st.sampled_from(["2021", "2026"]), st.fixed_dictionaries({}, optional=TOP)
        ),
    }
)

MARKS = st.lists(st.just("meal"), max_size=1)
CHILDREN = st.dictionaries(st.just("children"), st.integers(0, 20), max_size=1)
GATHERING = st.one_of(
    st.fixed_dictionaries(
        {"times": st.integers(1, 5)},
        optional={
            "venue_fee": YEN,
            "minutes": st.integers(1, 300),
            "attendees": st.integers(0, 40),
            "month": MONTHS,
            "marks": MARKS,
            "counts": CHILDREN,
        },
    ),
    st.fixed_dictionaries(
        {
            "date": MONTHS.flatmap(
                lambda month: st.integers(1, 28).map(lambda d: f"{month}-{d:02d}")
            )
        },
        optional={"costs": COSTS, "attendees": st.integers(0, 40), "marks": MARKS},
    ),
)
ACTIVITY = {
    "gatherings": st.none() | st.lists(GATHERING, max_size=5),
    "months": st.lists(
        st.fixed_dictionaries(
            {"times": st.integers(1, 3)},
            optional={"gatherings": st.integers(0, 3), "costs": COSTS, "counts": CHILDREN},
        ),
        max_size=2,
    ),
    "costs": COSTS,
    "income": COSTS,
    "counts": st.dictionaries(
        st.sampled_from(["members", "active_days", "attendances"]), st.integers(0, 60)
    ),
}
FACTS = st.fixed_dictionaries(
    {
        "fiscal_year": st.just(2026),
        **ACTIVITY,
        "received_years": st.none() | st.lists(st.integers(2020, 2025), max_size=3),
        "received_for": st.dictionaries(
            st.just("van"), st.lists(st.integers(2020, 2025), max_size=2), max_size=1
        ),
        "received_once": st.lists(st.just("startup"), max_size=1),
        "held": st.none() | st.fixed_dictionaries(ACTIVITY),
        "in_city": st.none() | st.booleans(),
    }
)
