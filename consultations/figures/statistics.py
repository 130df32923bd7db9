"""Figures of the log by query: totals, breakdowns and cross tables, each with the records behind it."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import Count, Expression, QuerySet

from consultations.figures.dimensions import Dimension, prepared, rule_holds
from consultations.models import Consultation
from ibasho.dates import FiscalYear


@dataclass(frozen=True)
class Asked:
    """What is counted: a span of fiscal years, a value of some dimensions, and by which rule.

    `by_rule`: only what the rule of each year counts; else every record of the log.
    """

    first: FiscalYear
    last: FiscalYear
    values: Mapping[str, str]
    by_rule: bool = False


@dataclass(frozen=True)
class Cross:
    """Two dimensions against each other: `cells` by (row, column); the totals count a record once."""

    rows: Dimension
    columns: Dimension
    cells: Mapping[tuple[str, str], int]
    row_totals: Mapping[str, int]
    column_totals: Mapping[str, int]
    total: int

    def cell(self, row: str, column: str) -> int:
        return self.cells.get((row, column), 0)

    @property
    def several(self) -> bool:
        """Whether a record may stand in more than one cell."""
        return self.rows.several or self.columns.several


class Statistics:
    """The log as somebody asks for it; the rest is described in `dimensions`."""

    def __init__(self, asked: Asked, *, granted: Expression, dimensions: Mapping[str, Dimension]):
        self.asked, self.dimensions = asked, dimensions
        self._granted = granted

    def records(self, **values: str) -> QuerySet:
        """The records that are counted, narrowed by values of dimensions."""
        rows = prepared(
            Consultation.objects.in_years(self.asked.first, self.asked.last), self._granted
        )
        if self.asked.by_rule:
            rows = rows.filter(rule_holds())
        for key, value in {**self.asked.values, **values}.items():
            rows = rows.filter(self.dimensions[key].holds(value))
        return rows

    def total(self) -> int:
        return self.records().count()

    def breakdowns(self, *keys: str) -> dict[str, dict[str, int]]:
        """Of each dimension how many records hold each of its values: all in one query."""
        wanted = [self.dimensions[key] for key in keys or self.dimensions]
        found = self.records().aggregate(**_counted(*wanted))
        return {one.key: {v: found[_name(one, v)] for v, _label in one.values} for one in wanted}

    def cross(self, rows: str, columns: str) -> Cross:
        """Any two dimensions against each other, in two queries and one for the total."""
        one, other = self.dimensions[rows], self.dimensions[columns]
        # Grouped by the one and counted by the other: two unnested columns in one row would run
        # side by side, not each with each.
        grouped = self.records().annotate(row=one.by).values("row").annotate(**_counted(other))
        totals = self.breakdowns(rows, columns)
        return Cross(
            one,
            other,
            {(line["row"], v): line[_name(other, v)] for line in grouped for v, _l in other.values},
            totals[rows],
            totals[columns],
            self.total(),
        )


def _name(dimension: Dimension, value: str) -> str:
    return f"n_{dimension.key}_{value}"


def _counted(*wanted: Dimension) -> dict[str, Count]:
    """One conditional count for each value, by `_name`."""
    return {
        _name(one, value): Count("pk", filter=one.holds(value))
        for one in wanted
        for value, _label in one.values
    }
