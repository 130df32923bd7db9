"""The charts of the annual report: its figures handed to the drawing kit."""

from datetime import date

from django.utils.translation import gettext_lazy as _

from ibasho.dates import FiscalYear, era
from ibasho.groups.models import Status
from ibasho.reports.booklet.annual import AnnualReport
from ibasho.reports.booklet.maps import maps
from ibasho.reports.kit.charts import Break, Point, Series, across, bars, stacked
from ibasho.reports.kit.lifelines import Life, Moment, Span, lifelines
from ibasho.reports.kit.pairs import paired
from ibasho.reports.kit.shapes import BESIDE, Chart
from ibasho.reports.parts.facets import Facet
from ibasho.reports.parts.lives import Life as GroupLife

ROOM_FOR_FULL_NAMES = 8  # of years below upright bars
ROOM_FOR_PAIRS = 8  # years with two lying bars each
ROOM_FOR_MEETINGS = 12  # lying bars on a page
ROOM_FOR_LIVES = 25  # rows on a page
MOST_LIVES = 10 * ROOM_FOR_LIVES  # more rows nobody follows with the eye; the list has them
KINDS = {Status.ACTIVE: "active", Status.PAUSED: "paused"}  # all before is preparing
# What touched every group; from here on nearly all of them paused or met otherwise.
MOMENTS = (Moment(date(2020, 3, 1), _("新型コロナの流行")),)


def drawings(report: AnnualReport, small_below: int = 0) -> dict[str, Chart | list[Chart]]:
    """The charts by the chapter that shows them; a chapter without data has none.

    `lives` are several, each as long as a page has room for; `facets` are one for each facet.
    A single year is told in words and in its table: one bar alone shows nothing.
    """
    charts = {
        "facets": [_facet(facet, small_below) for facet in report.facets],
        "lives": _lives(report),
        **maps(report, small_below),
    }
    if len(report.listening.years) > 1:
        charts["consultations"] = _consultations(report)
    if report.diary.years:
        charts["gatherings"] = _gatherings(report)
    if report.money.count.value is not None:
        charts["grants"] = _grants(report)
    if 0 < report.meetings.count.value <= ROOM_FOR_MEETINGS:
        charts["meetings"] = _meetings(report)
    return charts


def _named(years: list[FiscalYear]) -> list[str]:
    return [str(year) if len(years) <= ROOM_FOR_FULL_NAMES else year.short for year in years]


def _consultations(report: AnnualReport) -> Chart:
    years = report.listening.years
    names = _named([year.fiscal_year for year in years])
    return bars(
        "consultations",
        [
            Point(name, year.count, accent=year.counting_rule == years[-1].counting_rule)
            for name, year in zip(names, years, strict=True)
        ],
        title=str(_("年度ごとの相談件数")),
        unit=str(_("件")),
        rule_change=_rule_change(report),
    )


def _rule_change(report: AnnualReport) -> Break | None:
    """The first change of the span; the table below the chart names every one."""
    if not report.listening.changes:
        return None
    change = report.listening.changes[0]
    return Break(
        before=change.fiscal_year.year - report.first.year,
        label=str(_("ここから数え方が変わる")),
    )


def _facet(facet: Facet, small_below: int) -> Chart:
    """A bar for each value; what is too small to be told has its line in the table only."""
    points = [Point(line.label, line.count) for line in facet.lines if line.count >= small_below]
    how = {"title": facet.title, "unit": str(_("件")), "heading": facet.title, "wide": BESIDE}
    if facet.key == "month":
        return bars(f"facet-{facet.key}", points, **how)
    return across(f"facet-{facet.key}", points, **how)


def _gatherings(report: AnnualReport) -> Chart:
    years, forms = report.diary.years, report.diary.forms
    how = {"title": str(_("開いた回数と開き方")), "unit": str(_("回"))}
    if len(years) == 1:
        points = [Point(form, count) for form, count in zip(forms, years[0].forms, strict=True)]
        return across("gatherings", points, heading=str(_("開き方")), **how)
    series = [
        Series(form, tuple(year.forms[place] for year in years)) for place, form in enumerate(forms)
    ]
    return stacked("gatherings", _named([year.fiscal_year for year in years]), series, **how)


def _lives(report: AnnualReport) -> list[Chart]:
    """All groups where they fit one page, also those without a date; else those that have one."""
    found = report.lives.all if len(report.lives.all) <= ROOM_FOR_LIVES else report.lives.dated
    lives = [_life(life) for life in found[:MOST_LIVES]]
    pages = [lives[at : at + ROOM_FOR_LIVES] for at in range(0, len(lives), ROOM_FOR_LIVES)]
    moments = [one for one in MOMENTS if report.first.first <= one.on <= report.last.last]
    return [
        lifelines(
            f"lives-{number}",
            page,
            title=_title_of_lives(number, len(pages)),
            first=report.first,
            last=report.last,
            moments=moments,
        )
        for number, page in enumerate(pages, start=1)
    ]


def _title_of_lives(number: int, of: int) -> str:
    title = str(_("団体のあゆみ"))
    return title if of == 1 else f"{title}（{number}／{of}）"


def _life(life: GroupLife) -> Life:
    spans = tuple(
        Span(KINDS.get(stretch.status, "preparing"), stretch.start, stretch.last)
        for stretch in life.stretches
    )
    if not life.turns:
        return Life(life.name, (), str(_("時期の記録なし")))
    return Life(life.name, spans, life.ending)


def _grants(report: AnnualReport) -> Chart:
    """What was awarded beside the budget; over very many years what was awarded."""
    years = report.money.years
    names = _named([year.fiscal_year for year in years])
    awarded, unit = tuple(year.awarded_yen for year in years), str(_("円"))
    if len(years) > ROOM_FOR_PAIRS:
        points = [Point(name, yen) for name, yen in zip(names, awarded, strict=True)]
        return bars("grants", points, title=str(_("年度ごとの交付決定額")), unit=unit)
    return paired(
        "grants",
        names,
        Series(str(_("交付決定額")), awarded),
        Series(str(_("予算")), tuple(year.budget_yen for year in years)),
        title=str(_("交付決定額と予算")),
        unit=unit,
        heading=str(_("年度")),
    )


def _meetings(report: AnnualReport) -> Chart:
    known = [line for line in report.meetings.lines if line.participants is not None]
    return across(
        "meetings",
        [Point(era(line.held_on), line.participants) for line in known],
        title=str(_("交流会・学習会の参加者")),
        unit=str(_("人")),
        heading=str(_("開催日")),
    )
