"""The annual report as a workbook: one sheet a table; what looks like a formula stays text."""

from collections.abc import Iterable, Sequence
from io import BytesIO

from django.utils.translation import gettext_lazy as _
from openpyxl import Workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter

from ibasho.dates import era_month
from ibasho.reports.booklet.annual import AnnualReport, Booklet
from ibasho.reports.figures import COUNTED, ENTERED

Row = Sequence[object]
Table = tuple[str, Row, list[Row]]
WIDEST = 60
HEAD = PatternFill("solid", start_color="FFF7F0")
LONGEST_CELL = 32_767


def as_xlsx(booklet: Booklet) -> bytes:
    title = f"{booklet.report.span} {booklet.label}".strip()
    return workbook(tables(booklet.report), title=title)


def workbook(tables: Iterable[Table], *, title: str) -> bytes:
    """One sheet a table: its name, its heads, its rows."""
    book = Workbook()
    book.remove(book.active)
    for name, heads, rows in tables:
        _fill(book.create_sheet(str(name)), heads, rows)
    book.properties.title = title
    file = BytesIO()
    book.save(file)
    return file.getvalue()


def tables(report: AnnualReport) -> Iterable[Table]:
    """Every table of the report: its name, its headings, its rows."""
    yield (
        _("数字"),
        (_("数字"), _("値"), _("単位"), _("数え方"), _("出どころ"), _("注"), _("いつから")),
        [
            (f.title, f.value, f.unit, f.rule, f.source, f.note, f.since)
            for f in report.every_figure
        ],
    )
    yield _("相談"), (_("年度"), _("件数"), _("数え方"), _("出どころ"), _("注")), _years(report)
    yield (
        _("相談の内訳"),
        (_("見方"), _("区分"), _("件数"), _("数え方")),
        [
            (facet.title, line.label, line.count, facet.rule)
            for facet in report.facets
            for line in facet.lines
        ],
    )
    yield (
        _("団体"),
        (
            *(_("居場所"), _("町名"), _("運営"), _("開いている日")),
            *(_("開いた回数"), _("来た人"), _("歩み")),
        ),
        [
            (
                *(life.name, life.neighbourhood, life.operator, life.schedule),
                *(life.gatherings, life.people, life.told),
            )
            for life in report.lives.all
        ],
    )
    yield (
        _("開催"),
        (_("年度"), *report.diary.forms, _("来た人"), _("手伝った人")),
        [(year.fiscal_year, *year.forms, year.people, year.helpers) for year in report.diary.years],
    )
    yield from _money(report)
    yield _("地域"), (_("圏域"), _("担当"), _("地域社協"), _("団体")), _areas(report)
    yield _("地域社協"), (_("圏域"), _("地域社協"), _("団体")), _districts(report)
    yield _("町"), (_("町名"), _("団体")), list(report.lives.neighbourhoods)
    yield _("圏域ごとの相談"), (_("圏域"), *report.talks.labels), _talks(report)
    yield (
        _("交流会"),
        (_("開催日"), _("内容"), _("場所"), _("参加者"), _("要確認")),
        [
            (line.held_on, line.concept, line.place, line.participants, line.to_confirm)
            for line in report.meetings.lines
        ],
    )
    yield _("声"), (_("ことば"), _("だれの声")), [(v.words, v.speaker) for v in report.voices]
    yield (
        _("事例"),
        (_("題"), _("月"), _("場所"), _("段階"), _("できごと"), _("助言")),
        [
            (
                s.title,
                era_month(e.month) if e.month else "",
                e.place,
                e.stage,
                e.what_happened,
                e.advice,
            )
            for s in report.stories
            for e in s.entries
        ],
    )


def _areas(report: AnnualReport) -> list[Row]:
    return [
        (line.name, "、".join(line.workers), "、".join(line.districts), line.groups)
        for line in report.areas
    ]


def _districts(report: AnnualReport) -> list[Row]:
    return [
        (area.name, each.name, each.groups) for area in report.areas for each in area.by_district
    ]


def _talks(report: AnnualReport) -> list[Row]:
    return [(line.name, *line.counts) for line in report.talks.lines]


def _years(report: AnnualReport) -> list[Row]:
    return [
        (
            year.fiscal_year,
            year.count,
            year.counting_rule.label,
            ENTERED if year.entered else COUNTED,
            year.note,
        )
        for year in report.listening.years
    ]


def _money(report: AnnualReport) -> Iterable[tuple[str, Row, list[Row]]]:
    money = report.money
    heads = (_("年度"), _("申請"), _("交付決定"), _("不交付"), _("額の確定"))
    yield (
        _("助成（年度）"),
        (*heads, _("申請額"), _("交付決定額"), _("確定した額"), _("予算")),
        [
            (
                *(y.fiscal_year, y.received, y.awarded, y.declined, y.settled),
                *(y.requested_yen, y.awarded_yen, y.settled_yen, y.budget_yen),
            )
            for y in money.years
        ],
    )
    yield (
        _("助成（内訳）"),
        (_("年度"), _("費目"), _("円")),
        [(part.fiscal_year, part.label, part.yen) for part in money.parts],
    )
    yield (
        _("助成（団体）"),
        (_("年度"), _("団体"), _("申請額"), _("交付決定額"), _("確定した額")),
        [
            (a.fiscal_year, a.group, a.requested_yen, a.awarded_yen, a.settled_yen)
            for a in money.awards
        ],
    )


def _fill(sheet, heads: Row, rows: list[Row]) -> None:
    for across, head in enumerate(heads, start=1):
        cell = _write(sheet, 1, across, head)
        cell.font, cell.fill = Font(bold=True), HEAD
    for down, row in enumerate(rows, start=2):
        for across, value in enumerate(row, start=1):
            _write(sheet, down, across, value)
    sheet.freeze_panes = "A2"
    for across, column in enumerate(sheet.iter_cols(values_only=True), start=1):
        widest = max(len(str(value or "")) for value in column)
        sheet.column_dimensions[get_column_letter(across)].width = min(4 + widest * 2, WIDEST)


def _write(sheet, down: int, across: int, value: object):
    cell = sheet.cell(down, across)
    if value is None or isinstance(value, int) or hasattr(value, "isoformat"):
        cell.value = value
    else:
        cell.value = ILLEGAL_CHARACTERS_RE.sub("", str(value))[:LONGEST_CELL]
        cell.data_type = "s"  # never a formula, whatever the text begins with
        cell.quotePrefix = True
    cell.alignment = Alignment(vertical="top", wrap_text=True)
    return cell
