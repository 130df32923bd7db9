"""The log of consultations from several sides: by month, way, whom it was for, topic and more."""

from dataclasses import dataclass

from consultations.figures.dimensions import NONE, dimensions
from consultations.figures.statistics import Asked, Statistics
from ibasho.dates import FiscalYear
from ibasho.reports.parts.listening import granted

# In the order of the report, the two long ones first; months stand upright, names lie.
SIDES = ("month", "topic", "channel", "audience", "continuing", "area", "granted")


@dataclass(frozen=True)
class Line:
    label: str
    count: int


@dataclass(frozen=True)
class Facet:
    """Every value of one dimension, also those that no record holds; `rule` is its definition."""

    key: str
    title: str
    rule: str
    lines: tuple[Line, ...]

    def shown(self, small_below: int) -> tuple[tuple[str, str], ...]:
        """The table: numbers of people below the border are not told."""
        return tuple((line.label, told(line.count, small_below)) for line in self.lines)


def told(count: int, small_below: int) -> str:
    """A number as it may be read: 「3未満」 where it could point at somebody."""
    return f"{small_below:,}未満" if 0 < count < small_below else f"{count:,}"


def facets(first: FiscalYear, last: FiscalYear, *, any_grant: bool = True) -> tuple[Facet, ...]:
    """Of all records of the span, whatever the yearly rule leaves out; in two queries.

    A side that was never written down is left out, and so are grants in years of which none is
    recorded (`any_grant` is False): "without a grant" would be a guess.
    """
    known = dimensions(first, last)
    counting = Statistics(Asked(first, last, {}), granted=granted(), dimensions=known)
    found = counting.breakdowns(*SIDES)
    return tuple(
        Facet(
            key,
            str(known[key].title),
            str(known[key].rule),
            tuple(Line(str(label), found[key][value]) for value, label in known[key].values),
        )
        for key in SIDES
        if _known(found[key]) and (any_grant or key != "granted")
    )


def _known(counts: dict[str, int]) -> bool:
    return any(count for value, count in counts.items() if value != NONE)
