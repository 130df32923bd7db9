"""What was told beyond the usual sheets, as the facts document of grants.rules.facts has it."""

from collections.abc import Mapping

from grants.rules.needs import GATHERING, MONTH, YEAR, Needs
from grants.sheets import asked
from grants.sheets.asked import item

SAID = {"yes": True, "no": False}


def of_year(asks: Needs, told: Mapping) -> dict:
    """What is told for the year as a whole; empty parts and what is not understood are left out."""
    once = [name for name, _label in asks.once if told.get(item("once", name)) == "yes"]
    found = {
        "counts": _counts(asks, told, YEAR),
        "costs": _costs(asks, told, YEAR),
        "income": _known(told, "income", asked.incomes(asks)),
        "answers": {
            name: SAID[given]
            for name, _title in asked.answers(asks)
            if (given := told.get(item("answer", name))) in SAID
        },
        "received_once": once,
        "received_for": _received_for(asks, told),
        "previous_year": _previous(asks, told),
    }
    return {key: value for key, value in found.items() if value}


def _received_for(asks: Needs, told: Mapping) -> dict[str, list[int]]:
    ago = {key: told.get(item("once", key)) for key, _label, _years in asks.once_in}
    return {
        key: [asks.fiscal_year - int(years)]
        for key, years in ago.items()
        if years and years.isdecimal() and int(years)
    }


PLURAL = {"count": "counts", "cost": "costs", "income": "income"}
REST = {"cost": asked.OTHER, "income": "other_income"}


def _previous(asks: Needs, told: Mapping) -> dict:
    """The activity of the year before, as far as it is told."""
    found: dict = {}
    for kind, name in asks.previous:
        number = told.get(asked.previous_item(kind, name))
        if number is None:
            continue
        if (kind, name) == ("count", "gatherings"):
            found["gatherings"] = [{"times": number}] if number else []
        else:
            found.setdefault(PLURAL[kind], {})[name or REST[kind]] = number
    return found


def marks(asks: Needs, told: Mapping) -> dict[str, int]:
    """How many gatherings have each mark."""
    return _known(told, "mark", asks.marks)


def marked(gatherings: list[dict], marks: Mapping[str, int]) -> list[dict]:
    """The same gatherings, the first so many with each mark; alike ones are parted for it."""
    for mark, left in marks.items():
        parted: list[dict] = []
        for one in gatherings:
            times = one.get("times", 1)
            now = min(times, left)
            left -= now
            if now:
                parted.append(one | {"times": now, "marks": [*one.get("marks", ()), mark]})
            if times > now:
                parted.append(one | {"times": times - now})
        gatherings = parted
    return gatherings


def of_gathering(asks: Needs, told: Mapping, *, opens_month: bool) -> dict:
    """What each gathering tells of itself; the first of a month also what the month comes to."""
    places = (GATHERING, MONTH) if opens_month else (GATHERING,)
    found: dict = {"counts": {}, "costs": {}}
    for place in places:
        found["counts"] |= _counts(asks, told, place)
        found["costs"] |= _costs(asks, told, place)
    if asks.attendees:
        found["attendees"] = told.get("attendees")
    return {key: value for key, value in found.items() if value not in ({}, None)}


def _counts(asks: Needs, told: Mapping, place: str) -> dict[str, int]:
    names = [name for name in asked.counts(asks) if asks.place("count", name) == place]
    return _known(told, "count", names)


def _costs(asks: Needs, told: Mapping, place: str) -> dict[str, int]:
    names = [name for name in asked.costs(asks) if asked.place_of_cost(asks, name) == place]
    return _known(told, "cost", names)


def _known(told: Mapping, kind: str, names) -> dict[str, int]:
    values = {name: told.get(item(kind, name)) for name in names}
    return {name: value for name, value in values.items() if value is not None}
