"""One chart of each kind, with invented figures."""

from datetime import date

from ibasho.dates import FiscalYear
from ibasho.reports.kit import charts, lifelines
from ibasho.reports.kit.drawing import Break
from ibasho.reports.kit.multiples import multiples
from ibasho.reports.kit.pairs import paired
from ibasho.reports.kit.tiles import tiles

YEARS = ["H28", "H29", "H30", "R1", "R2"]
COUNTS = [48, 222, 149, 104, 116]
POINTS = [charts.Point(year, count) for year, count in zip(YEARS, COUNTS, strict=True)]
CHANGE = Break(before=3, label="数え方が変わりました")


def bars():
    return charts.bars("talks", POINTS, title="相談の件数", unit="件", rule_change=CHANGE)


def stacked():
    series = [
        charts.Series("外で", (10, 60, 40, 30, 20)),
        charts.Series("中で", (38, 162, 109, 74, 96)),
    ]
    return charts.stacked("where", YEARS, series, title="相談を受けた所", unit="件")


def line():
    return charts.line("line", POINTS, title="相談の移り変わり", unit="件", rule_change=CHANGE)


def across():
    points = [
        charts.Point("見本の会", 44400),
        charts.Point("とても長い名前の見本のお茶の間の会", 100000),
    ]
    return charts.across("money", points, title="助成の額", unit="円", heading="団体")


def lives():
    span = lifelines.Span
    stories = [
        lifelines.Life(
            "見本の会",
            (
                span("preparing", date(2016, 6, 1), date(2016, 9, 30)),
                span("active", date(2016, 10, 1), date(2020, 2, 29)),
                span("paused", date(2020, 3, 1)),
            ),
        ),
        lifelines.Life(
            "見本のお茶の間", (span("active", date(2017, 5, 1), date(2019, 3, 31)),), end="卒業"
        ),
        lifelines.Life(
            "見本食堂", (span("active", date(2018, 4, 1), date(2021, 3, 31)),), end="終了"
        ),
    ]
    return lifelines.lifelines(
        "lives",
        stories,
        title="団体のあゆみ",
        first=FiscalYear(2016),
        last=FiscalYear(2020),
        moments=[lifelines.Moment(date(2020, 3, 1), "感染症が広がる")],
    )


def two_years():
    now, before = charts.Series("R2", (116, 30, 4)), charts.Series("R1", (104, 41, 0))
    labels, how = ["4月", "5月", "6月"], {"unit": "件", "heading": "月"}
    return paired("pairs", labels, now, before, title="月ごとの相談", **how)


def small():
    series = [charts.Series("見本の圏域1", (3, 0, 12)), charts.Series("見本の圏域2", (6, 1, 0))]
    labels, how = ["4月", "5月", "6月"], {"unit": "件", "heading": "圏域"}
    return multiples("small", labels, series, title="圏域ごとの相談", **how)


def areas():
    points = [charts.Point("見本の圏域1", 4), charts.Point("見本の圏域2", 12)]
    return tiles("tiles", [*points, charts.Point("圏域なし", 0)], title="団体", unit="団体")


def every():
    return [bars(), stacked(), line(), across(), lives(), two_years(), small(), areas()]
