"""Where in the city: areas, districts and neighbourhoods as tiles, the talks of each area."""

from django.utils.translation import gettext_lazy as _

from ibasho.dates import FiscalYear
from ibasho.reports.booklet.annual import AnnualReport
from ibasho.reports.kit.charts import Point, Series
from ibasho.reports.kit.multiples import multiples
from ibasho.reports.kit.shapes import BESIDE, Chart
from ibasho.reports.kit.tiles import tiles

ROOM_FOR_FULL_NAMES = 5  # of years below a small chart
MOST_TILES = 40  # a page of them; the table has all


def maps(report: AnnualReport, small_below: int) -> dict[str, Chart]:
    """`areas`, `districts`, `neighbourhoods` and `talks`, each only where something is known."""
    found = {
        "areas": [Point(area.name, area.groups) for area in report.areas],
        "districts": [
            Point(each.name, each.groups) for area in report.areas for each in area.by_district
        ],
        "neighbourhoods": [Point(*each) for each in report.lives.neighbourhoods],
    }
    drawn = {key: _tiles(key, points) for key, points in found.items() if points}
    if report.talks.lines and not _small(report, small_below):
        drawn["talks"] = _talks(report)
    return drawn


def _tiles(key: str, points: list[Point]) -> Chart:
    title, heading = {
        "areas": (_("圏域ごとの団体"), _("圏域")),
        "districts": (_("地域社協ごとの団体"), _("地域社協")),
        "neighbourhoods": (_("町ごとの団体"), _("町名")),
    }[key]
    how = {"title": str(title), "unit": str(_("団体")), "heading": str(heading)}
    if key != "areas":  # their tables stand beside them, the areas' below
        how["wide"] = BESIDE
    return tiles(key, points[:MOST_TILES], **how)


def _small(report: AnnualReport, small_below: int) -> bool:
    """A drawing tells every number; where one of them may not be told, the table speaks alone."""
    return any(0 < count < small_below for line in report.talks.lines for count in line.counts)


def _talks(report: AnnualReport) -> Chart:
    years = [FiscalYear(year).short for year in range(report.first.year, report.last.year + 1)]
    return multiples(
        "talks",
        report.talks.labels if len(years) <= ROOM_FOR_FULL_NAMES else years,
        [Series(line.name, line.counts) for line in report.talks.lines],
        title=str(_("圏域ごとの相談")),
        unit=str(_("件")),
        heading=str(_("圏域")),
    )
