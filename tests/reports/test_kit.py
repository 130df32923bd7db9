"""Pairs, small multiples and tiles: one scale for all bars, every number written, told and tabled."""

import pytest

from ibasho.reports.kit.charts import Point, Series
from ibasho.reports.kit.multiples import multiples
from ibasho.reports.kit.pairs import paired
from ibasho.reports.kit.shapes import INK, PAPER, WIDTH
from ibasho.reports.kit.tiles import tiles

HOW = {"title": "相談", "unit": "件", "heading": "月"}


def written(chart):
    return [words.text for words in chart.words]


def test_both_years_have_one_scale():
    now, before = Series("R2", (100, 0)), Series("R1", (50, 25))
    chart = paired("p", ["4月", "5月"], now, before, **HOW)
    bars = [box.width for box in chart.boxes[2:]]  # after the legend
    assert [round(width / bars[0] * 100) for width in bars] == [100, 50, 0, 25]
    assert {"100件", "50件", "0件", "25件"} <= set(written(chart))
    assert chart.rows == (("4月", "100", "50"), ("5月", "0", "25"))
    assert chart.description == "月 R2 R1、4月 100 50、5月 0 25"
    assert len({box.fill for box in chart.boxes}) == 2


def test_small_charts_have_one_scale_and_their_sums():
    series = [Series("東", (10, 5)), Series("西", (0, 20)), Series("南", (1, 1))]
    chart = multiples("m", ["4月", "5月"], series, **HOW)
    bars = [box.height for box in chart.boxes]
    assert [round(height / max(bars) * 20) for height in bars] == [10, 5, 0, 20, 1, 1]
    assert {"東　15件", "西　20件", "南　2件"} <= set(written(chart))
    assert chart.rows[1] == ("西", "0", "20", "20")
    assert chart.columns == ("月", "4月", "5月", "合計")
    assert chart.description == "東： 4月 10 5月 5、西： 4月 0 5月 20、南： 4月 1 5月 1"


def test_tiles_are_darker_where_there_is_more_and_readable_in_grey():
    points = [Point("東", 0), Point("西", 4), Point("南", 6), Point("北", 10), Point("中", 1)]
    chart = tiles("t", points, title="団体", unit="団体")
    light = [sum(bytes.fromhex(box.fill[1:])) for box in chart.boxes]
    assert light == sorted(light[:4], reverse=True) + [light[1]]
    assert written(chart)[:2] == ["東", "0団体"]
    assert [words.fill for words in chart.words] == [INK] * 6 + [PAPER] * 2 + [INK] * 2
    assert chart.rows[3] == ("北", "10")
    assert all(box.x + box.width <= WIDTH for box in chart.boxes)


def test_tiles_that_are_even_are_not_the_most():
    chart = tiles("t", [Point("東", 4), Point("西", 4)], title="団体", unit="団体")
    assert [words.fill for words in chart.words] == [INK] * 4


def test_many_small_charts_stand_below_each_other_with_fewer_labels():
    years = [f"H{year}" for year in range(1, 26)]
    chart = multiples("m", years, [Series("東", (1,) * 25), Series("西", (2,) * 25)], **HOW)
    assert len({box.y + box.height for box in chart.boxes}) == 2
    assert all(box.x + box.width <= WIDTH for box in chart.boxes)


@pytest.mark.parametrize("make", ["pairs", "small", "tiles"])
def test_nothing_is_drawn_of_nothing(make):
    made = {
        "pairs": lambda: paired("p", [], Series("R2", ()), Series("R1", ()), **HOW),
        "small": lambda: multiples("m", [], [], **HOW),
        "tiles": lambda: tiles("t", [], title="団体", unit="団体"),
    }[make]()
    assert made.rows == ()
    assert made.height > 0
