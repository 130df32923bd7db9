"""A dashboard as one frozen object: figures against the year before, and tables with their charts."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from django.utils.translation import gettext as _

from ibasho.groups.models import Area
from ibasho.reports.booklet.sheets import Table
from ibasho.reports.counting.statistics import Cell
from ibasho.reports.dashboard.counted import Counted
from ibasho.reports.dashboard.scope import NONE, Scope, by_area
from ibasho.reports.figures import COUNTED, Figure
from ibasho.reports.kit.charts import Point, Series
from ibasho.reports.kit.pairs import paired
from ibasho.reports.kit.shapes import Chart
from ibasho.reports.kit.tiles import tiles


@dataclass(frozen=True)
class Against:
    """A figure and the same a year before, None where the past cannot be counted any more."""

    now: Figure
    before: Figure | None

    @property
    def more(self) -> str:
        """+3, −3 or ±0; empty where one of the two is not known."""
        if self.before is None or self.now.value is None or self.before.value is None:
            return ""
        more = self.now.value - self.before.value
        return f"{'+' if more > 0 else '−' if more < 0 else '±'}{abs(more):,}"


@dataclass(frozen=True)
class Panel:
    """A table of numbers that lead on, and its chart; `heads` begin with that of the lines."""

    key: str
    title: str
    unit: str
    heads: tuple[str, ...]
    lines: tuple[tuple[str, tuple[Cell, ...]], ...]
    chart: Chart | None = None
    note: str = ""

    @property
    def table(self) -> Table:
        return (
            self.title,
            (*self.heads, _("単位")),
            [(label, *(cell.count for cell in cells), self.unit) for label, cells in self.lines],
        )


@dataclass(frozen=True)
class Board:
    scope: Scope
    figures: tuple[Against, ...]
    panels: tuple[Panel, ...]

    def table(self, key: str) -> Table | None:
        """One table of the page by its key; None where there is no such table."""
        if key == "figures":
            return _figures(self)
        return next((panel.table for panel in self.panels if panel.key == key), None)


def _figures(board: Board) -> Table:
    scope = board.scope
    heads = (_("数字"), str(scope.year), str(scope.before.year), _("増減"), _("単位"), _("数え方"))
    rows = [
        (
            one.now.title,
            one.now.value,
            one.before.value if one.before else None,
            one.more,
            one.now.unit,
            one.now.rule,
        )
        for one in board.figures
    ]
    return _("数字"), heads, rows


def against(counted: Counted, scope: Scope, *, note: str = "", past: bool = True) -> Against:
    """In two queries; in one where there is no `past`."""
    now = replace(_figure(counted, scope), note=note)
    return Against(now, _figure(counted, scope.before) if past else None)


def _figure(counted: Counted, scope: Scope) -> Figure:
    value = counted.value(scope)
    url = "" if value is None else counted.url(scope)
    return Figure(counted.definition, value, COUNTED, url=url)


def cell(counted: Counted, scope: Scope, count: int) -> Cell:
    """A number that leads to its records; without any there is nowhere to go."""
    return Cell(count, counted.url(scope) if count else "")


def two_years(
    key: str,
    title: str,
    lines: Iterable[tuple[str, Cell, Cell]],
    *,
    scope: Scope,
    unit: str,
    heading: str,
) -> Panel:
    """A table of this year and the one before, drawn as pairs of bars."""
    told = tuple(lines)
    now, before = str(scope.year), str(scope.before.year)
    chart = paired(
        key,
        [label for label, _now, _before in told],
        Series(now, tuple(one.count for _label, one, _before in told)),
        Series(before, tuple(one.count for _label, _now, one in told)),
        title=title,
        unit=unit,
        heading=heading,
    )
    rows = tuple((label, (one, other)) for label, one, other in told)
    return Panel(key, title, unit, (heading, now, before), rows, chart)


def area_names(scope: Scope) -> list[tuple[str, str]]:
    """The areas that the page is about, by key; those without one come last."""
    named = [(str(pk), name) for pk, name in Area.objects.values_list("pk", "name")]
    every = [*named, (NONE, _("圏域なし"))]
    return [(key, name) for key, name in every if scope.area in ("", key)]


def by_areas(
    key: str, title: str, counted: Counted, scope: Scope, areas: Sequence[tuple[str, str]]
) -> Panel:
    """A figure by area, drawn as tiles; in one query."""
    unit, found = str(counted.definition.unit), counted.by(scope, by_area(counted.area))
    lines = tuple(
        (name, (cell(counted, replace(scope, area=area), found.get(area, 0)),))
        for area, name in areas
    )
    points = [Point(name, cells[0].count) for name, cells in lines]
    chart = tiles(key, points, title=title, unit=unit)
    return Panel(key, title, unit, (_("圏域"), str(scope.year)), lines, chart)
