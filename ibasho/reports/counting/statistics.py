"""The statistics of consultations: one frozen object that page and workbook both show."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from consultations.figures.dimensions import Dimension
from consultations.figures.statistics import Asked, Cross, Statistics
from consultations.queries import Share, YearFigure
from ibasho.reports import definitions
from ibasho.reports.counting.asking import address
from ibasho.reports.figures import COUNTED, ENTERED, Figure
from ibasho.reports.parts.listening import Listening, listening

Row = list[object]


@dataclass(frozen=True)
class Cell:
    """A number and the address of exactly so many records; without records there is no address."""

    count: int
    url: str = ""

    @property
    def shown(self) -> str:
        return f"{self.count:,}"


@dataclass(frozen=True)
class YearLine:
    """`figure` is None where the table is narrowed: a past total cannot be."""

    year: str
    figure: YearFigure | None
    counted: Cell
    logged: Cell
    outreach: Cell
    percent: int | None

    @property
    def source(self) -> str:
        return str(ENTERED if self.figure and self.figure.entered else COUNTED)


@dataclass(frozen=True)
class Breakdown:
    dimension: Dimension
    lines: tuple[tuple[str, Cell], ...]


@dataclass(frozen=True)
class CrossTable:
    """`lines` are the label of a row and its cells, the total last; `foot` is the line of totals."""

    cross: Cross
    heads: tuple[str, ...]
    lines: tuple[tuple[str, tuple[Cell, ...]], ...]
    foot: tuple[Cell, ...]

    @property
    def title(self) -> str:
        return _("%(rows)s × %(columns)s") % {
            "rows": self.cross.rows.title,
            "columns": self.cross.columns.title,
        }


@dataclass(frozen=True)
class Statement:
    asked: Asked
    figures: tuple[Figure, ...]
    years: tuple[YearLine, ...]
    breakdowns: tuple[Breakdown, ...]
    table: CrossTable
    narrowed: bool


def statement(counting: Statistics, rows: str, columns: str) -> Statement:
    """All figures of the page, in a fixed number of queries."""
    asked = counting.asked
    narrowed = bool(asked.values) or asked.by_rule
    breakdowns = counting.breakdowns()
    cross = counting.cross(rows, columns)
    share = Share(breakdowns["outreach"]["yes"], cross.total)
    joined = None if narrowed else listening(asked.first, asked.last)
    return Statement(
        asked=asked,
        figures=_figures(asked, share, joined),
        years=_years(counting, breakdowns["year"], joined),
        breakdowns=tuple(
            Breakdown(one, tuple(_lines(asked, one, breakdowns[one.key])))
            for one in counting.dimensions.values()
            if one.key != "year"
        ),
        table=_table(asked, cross),
        narrowed=narrowed,
    )


def records_url(asked: Asked, **values) -> str:
    return f"{reverse('statistics_records')}?{address(asked, **values)}"


def _cell(count: int, asked: Asked, **values) -> Cell:
    return Cell(count, records_url(asked, **values) if count else "")


def _figures(asked: Asked, share: Share, joined: Listening | None) -> tuple[Figure, ...]:
    percent = _("記録%(whole)d件の%(percent)d%%") % {
        "whole": share.whole,
        "percent": share.percent or 0,
    }
    logged = Figure(definitions.LOGGED, share.whole, COUNTED, url=records_url(asked))
    outreach = Figure(
        definitions.OUTREACH,
        share.part,
        COUNTED,
        percent if share.whole else "",
        records_url(asked, outreach="yes"),
    )
    return (joined.total, logged, outreach) if joined else (logged, outreach)


def _years(
    counting: Statistics, logged: dict[str, int], joined: Listening | None
) -> tuple[YearLine, ...]:
    """Past totals joined with counted records; what is narrowed is counted from records alone."""
    asked = counting.asked
    figures = {str(one.fiscal_year.year): one for one in joined.years} if joined else {}
    outside = counting.cross("year", "outreach")
    lines = []
    for value, label in counting.dimensions["year"].values:
        figure, out = figures.get(value), outside.cell(value, "yes")
        lines.append(
            YearLine(
                year=label,
                figure=figure,
                counted=_counted(figure, asked, value),
                logged=_cell(logged[value], asked, year=value),
                outreach=_cell(out, asked, year=value, outreach="yes"),
                percent=Share(out, logged[value]).percent,
            )
        )
    return tuple(lines)


def _counted(figure: YearFigure | None, asked: Asked, value: str) -> Cell:
    """A total that was entered has no records behind it."""
    if figure is None or figure.entered:
        return Cell(figure.count if figure else 0)
    return _cell(figure.count, asked, by_rule=True, year=value)


def _lines(asked: Asked, one: Dimension, counts: dict[str, int]):
    for value, label in one.values:
        yield str(label), _cell(counts[value], asked, **{one.key: value})


def _table(asked: Asked, cross: Cross) -> CrossTable:
    rows, columns = cross.rows, cross.columns

    def cell(row, column):
        both = {rows.key: row} | ({columns.key: column})
        return _cell(cross.cell(row, column), asked, **both)

    return CrossTable(
        cross=cross,
        heads=tuple(str(label) for _value, label in columns.values),
        lines=tuple(
            (
                str(label),
                (
                    *(cell(row, column) for column, _label in columns.values),
                    _cell(cross.row_totals[row], asked, **{rows.key: row}),
                ),
            )
            for row, label in rows.values
        ),
        foot=(
            *(
                _cell(cross.column_totals[column], asked, **{columns.key: column})
                for column, _label in columns.values
            ),
            _cell(cross.total, asked),
        ),
    )
