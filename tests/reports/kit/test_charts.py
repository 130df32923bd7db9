"""Charts say their figures three times: in the drawing, in words, in the table."""

import re
from datetime import date

import pytest
from django.template.loader import render_to_string

from ibasho.dates import FiscalYear
from ibasho.reports.kit import charts
from ibasho.reports.kit.drawing import GROUND, PLOT, Break
from ibasho.reports.kit.lifelines import Life, Span, lifelines
from ibasho.reports.kit.shapes import WIDTH
from tests.guide import charts as guide

POINTS = [charts.Point("H28", 48), charts.Point("H29", 222), charts.Point("H30", 0)]


def written(chart):
    return [words.text for words in chart.words]


def test_bars_are_as_high_as_their_values():
    chart = charts.bars("talks", POINTS, title="相談", unit="件")
    assert [round(box.height / PLOT * 222) for box in chart.boxes] == [48, 222, 0]
    assert [round(box.y + box.height, 6) for box in chart.boxes] == [GROUND] * 3


def test_values_are_written_told_and_tabled():
    chart = charts.bars("talks", POINTS, title="相談", unit="件")
    assert written(chart) == ["H28", "H29", "H30", "48", "222", "0", "単位：件"]
    assert chart.description == "H28 48、H29 222、H30 0"
    assert chart.rows == (("H28", "48"), ("H29", "222"), ("H30", "0"))


def test_a_rule_change_stands_between_its_bars():
    change = Break(before=1, label="数え方が変わりました")
    chart = charts.bars("talks", POINTS, title="相談", unit="件", rule_change=change)
    (mark,) = [stroke for stroke in chart.strokes if stroke.dash != "none"]
    first, second, _third = chart.boxes
    assert first.x + first.width < mark.x1 == mark.x2 < second.x
    assert chart.description.endswith("。数え方が変わりました")


def test_a_line_is_broken_at_the_rule_change():
    whole = charts.line("line", POINTS, title="相談", unit="件")
    broken = charts.line("line", POINTS, title="相談", unit="件", rule_change=Break(1, "変"))
    thick = [[s for s in chart.strokes if s.width == 3] for chart in (whole, broken)]
    assert [len(strokes) for strokes in thick] == [2, 1]


def test_layers_stand_on_each_other_and_add_up():
    series = [charts.Series("外で", (10, 60)), charts.Series("中で", (38, 162))]
    chart = charts.stacked("where", ["H28", "H29"], series, title="所", unit="件")
    low, high = chart.boxes[2:4]
    assert high.y + high.height == pytest.approx(low.y)
    assert low.fill != high.fill
    assert chart.rows == (("H28", "10", "38", "48"), ("H29", "60", "162", "222"))
    assert {"48", "222", "10", "38", "60", "162"} <= set(written(chart))


def test_a_long_name_is_cut_in_the_drawing_and_whole_in_the_table():
    name = "とても長い名前の見本のお茶の間の会"
    chart = charts.across("money", [charts.Point(name, 1)], title="額", unit="円")
    assert written(chart) == ["とても長い名前の見本のお茶の間…", "1円"]
    assert chart.rows == ((name, "1"),)


@pytest.mark.parametrize("make", [charts.bars, charts.line, charts.across])
def test_no_figures_draw_no_bars(make):
    chart = make("none", [], title="なし", unit="件")
    assert [chart.boxes, chart.dots, chart.rows] == [(), (), ()]


def life(*spans, end=""):
    return lifelines(
        "lives",
        [Life("見本の会", spans, end)],
        title="あゆみ",
        first=FiscalYear(2016),
        last=FiscalYear(2017),
    )


def bars_of(chart):
    return [box for box in chart.boxes if box.height > 14]


def test_a_life_without_end_reaches_the_edge():
    (bar,) = bars_of(life(Span("active", date(2016, 10, 1))))
    assert round(bar.x + bar.width) == WIDTH - 16
    # 183 of the 730 days are over on 1 October 2016.
    left = WIDTH - 16 - bar.width / (1 - 183 / 730)
    assert bar.x == pytest.approx(left + (WIDTH - 16 - left) * 183 / 730)


def test_what_lies_outside_the_years_is_cut_off():
    early, late = (
        Span("active", date(2014, 4, 1), date(2015, 3, 31)),
        Span("active", date(2020, 4, 1)),
    )
    assert bars_of(life(early, late)) == []


def test_a_pause_looks_different_without_colour():
    chart = life(
        Span("active", date(2016, 4, 1), date(2017, 3, 1)), Span("paused", date(2017, 3, 1))
    )
    assert [box.dash for box in bars_of(chart)] == ["none", "3 3"]
    assert chart.rows == (
        (
            "見本の会",
            "平成28年4月から平成29年3月まで活動中、平成29年3月から休止中",
            "つづいている",
        ),
    )


def test_how_a_life_ended_is_written():
    chart = life(Span("active", date(2016, 4, 1), date(2017, 3, 31)), end="卒業")
    assert "卒業" in written(chart)
    assert chart.rows[0][2] == "卒業"


@pytest.mark.parametrize("chart", guide.every(), ids=lambda chart: chart.key)
def test_every_chart_is_told_to_a_screen_reader_and_has_a_twin(chart):
    html = render_to_string("_partials/_chart.html", {"chart": chart})
    assert f'aria-labelledby="{chart.key}-title {chart.key}-desc"' in html
    assert f'<desc id="{chart.key}-desc">{chart.description}</desc>' in html
    assert html.count("<tr>") == len(chart.rows) + 1
    assert re.findall(r"\sstyle=|<style", html) == []


@pytest.mark.parametrize("chart", guide.every(), ids=lambda chart: chart.key)
def test_nothing_is_drawn_outside_the_sheet(chart):
    for box in chart.boxes:
        assert 0 <= box.x <= box.x + box.width <= WIDTH
        assert 0 <= box.y <= box.y + box.height <= chart.height
    for words in chart.words:
        assert 0 <= words.x <= WIDTH
        assert 0 < words.y <= chart.height


def test_names_that_would_run_into_each_other_are_thinned_out():
    points = [charts.Point(f"H{year}", 1) for year in range(9, 39)]
    drawn = written(charts.bars("k", points, title="件数", unit="件"))
    assert [name for name in drawn if name.startswith("H")] == [f"H{y}" for y in range(9, 39, 2)]


def test_a_life_without_a_bar_says_what_is_known_instead():
    chart = life(end="時期の記録なし")
    assert written(chart).count("時期の記録なし") == 1
