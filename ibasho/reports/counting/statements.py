"""The statistics drawn and as a workbook; both only arrange what the statement holds."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from ibasho.reports.booklet.sheets import Table, workbook
from ibasho.reports.counting.statistics import Breakdown, Cell, Statement
from ibasho.reports.figures import span_of
from ibasho.reports.kit.charts import Break, Point, across, bars
from ibasho.reports.kit.matrix import matrix
from ibasho.reports.kit.shapes import BESIDE, Chart


def drawings(made: Statement) -> dict:
    """`years`, `cross`, and `breakdowns` beside their tables."""
    return {
        "years": _years(made),
        "cross": _cross(made),
        "breakdowns": [(one, _breakdown(one)) for one in made.breakdowns],
    }


def _years(made: Statement) -> Chart:
    points = [
        Point(line.year, line.figure.count if line.figure else line.logged.count)
        for line in made.years
    ]
    return bars(
        "years",
        points,
        title=_("年度ごとの相談件数"),
        unit=_("件"),
        rule_change=_change(made),
    )


def _change(made: Statement) -> Break | None:
    rules = [line.figure.counting_rule if line.figure else None for line in made.years]
    changed = [place for place in range(1, len(rules)) if rules[place] != rules[place - 1]]
    return Break(changed[0], _("ここから数え方が変わる")) if changed else None


def _breakdown(one: Breakdown) -> Chart:
    points = [Point(label, cell.count) for label, cell in one.lines]
    heading = str(one.dimension.title)
    how = {"title": heading, "unit": _("件"), "heading": heading, "wide": BESIDE}
    return across(one.dimension.key, points, **how)


def _cross(made: Statement) -> Chart:
    rows = [(label, [cell.count for cell in cells[:-1]]) for label, cells in made.table.lines]
    return matrix(
        "cross",
        made.table.heads,
        rows,
        title=made.table.title,
        heading=str(made.table.cross.rows.title),
    )


def as_xlsx(made: Statement) -> bytes:
    return workbook(_tables(made), title=span_of(made.asked.first, made.asked.last))


def _tables(made: Statement) -> Iterable[Table]:
    yield (
        _("数字"),
        (_("数字"), _("値"), _("単位"), _("数え方"), _("いつから"), _("出どころ"), _("注")),
        [(f.title, f.value, f.unit, f.rule, f.since, f.source, f.note) for f in made.figures],
    )
    yield (
        _("年度"),
        (
            _("年度"),
            _("件数"),
            _("数え方"),
            _("出どころ"),
            _("記録の件数"),
            _("うち出向いた先"),
            _("割合（%）"),
        ),
        [_year(line) for line in made.years],
    )
    for one in made.breakdowns:
        heads = (one.dimension.title, _("件数"), one.dimension.rule)
        yield one.dimension.title, heads, [(label, cell.count) for label, cell in one.lines]
    table = made.table
    heads = (table.cross.rows.title, *table.heads, _("合計"))
    lines = [(label, *_numbers(cells)) for label, cells in table.lines]
    yield _("集計表"), heads, [*lines, (_("合計"), *_numbers(table.foot))]


def _numbers(cells: Iterable[Cell]) -> list[int]:
    return [cell.count for cell in cells]


def _year(line) -> tuple:
    figure = line.figure
    return (
        line.year,
        figure.count if figure else None,
        figure.counting_rule.label if figure else "",
        line.source,
        line.logged.count,
        line.outreach.count,
        line.percent,
    )
