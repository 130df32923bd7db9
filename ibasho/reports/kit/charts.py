"""Charts as geometry: plain figures in, frozen shapes with their coordinates out; templates draw.

Units are those of the viewBox, 720 wide; the same drawing goes on the screen and on paper.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from ibasho.reports.kit.drawing import (
    FILLS,
    GROUND,
    Break,
    above,
    legend,
    name_width,
    scale_of,
    slots,
    spoken,
    trimmed,
    upright,
)
from ibasho.reports.kit.shapes import (
    ACCENT,
    GREYS,
    INK,
    LEFT,
    PAPER,
    RIGHT,
    ROW,
    SOFT,
    WIDTH,
    Box,
    Chart,
    Dot,
    Stroke,
    Words,
)


@dataclass(frozen=True)
class Point:
    """A figure and what it counts; without the accent it is drawn in grey."""

    label: str
    value: int
    accent: bool = True


@dataclass(frozen=True)
class Series:
    """One layer of every stacked bar: as many values as there are labels."""

    label: str
    values: tuple[int, ...]


def bars(
    key: str,
    points: Sequence[Point],
    *,
    title: str,
    unit: str,
    heading: str = "年度",
    rule_change: Break | None = None,
    wide: float = WIDTH,
) -> Chart:
    """Upright bars, each with its value above it."""
    scale = scale_of(point.value for point in points)
    boxes = [
        Box(
            middle - width / 2,
            GROUND - point.value * scale,
            width,
            point.value * scale,
            _fill(point),
        )
        for (middle, width), point in zip(slots(len(points), wide), points, strict=True)
    ]
    words = [
        above(box.x + box.width / 2, box.y, point.value)
        for box, point in zip(boxes, points, strict=True)
    ]
    bare = Chart(
        key,
        title,
        columns=(heading, unit),
        rows=_rows(points),
        boxes=tuple(boxes),
        words=tuple(words),
        width=wide,
    )
    labels = [point.label for point in points]
    return upright(bare, labels=labels, unit=unit, rule_change=rule_change)


def stacked(
    key: str,
    labels: Sequence[str],
    series: Sequence[Series],
    *,
    title: str,
    unit: str,
    heading: str = "年度",
    rule_change: Break | None = None,
) -> Chart:
    """Upright bars of up to four layers, the first lowest; the whole stands above each bar."""
    layers = list(zip(*(one.values for one in series), strict=True))
    scale = scale_of(sum(layer) for layer in layers)
    boxes, words = legend([one.label for one in series])
    for (middle, width), layer in zip(slots(len(labels)), layers, strict=True):
        pile = _pile(middle - width / 2, width, layer, scale)
        boxes += pile
        words += [_value(box, value) for box, value in zip(pile, layer, strict=True) if value]
        words.append(above(middle, GROUND - sum(layer) * scale, sum(layer)))
    bare = Chart(
        key,
        title,
        columns=(heading, *(one.label for one in series), "合計"),
        rows=tuple(
            (label, *(f"{value:,}" for value in (*layer, sum(layer))))
            for label, layer in zip(labels, layers, strict=True)
        ),
        boxes=tuple(boxes),
        words=tuple(words),
    )
    return upright(bare, labels=labels, unit=unit, rule_change=rule_change)


def line(
    key: str,
    points: Sequence[Point],
    *,
    title: str,
    unit: str,
    heading: str = "年度",
    rule_change: Break | None = None,
) -> Chart:
    """A line from figure to figure; it is broken where the rule of counting changes."""
    scale = scale_of(point.value for point in points)
    dots = [
        Dot(middle, GROUND - point.value * scale)
        for (middle, _width), point in zip(slots(len(points)), points, strict=True)
    ]
    cut = rule_change.before if rule_change else 0
    strokes = [
        Stroke(one.x, one.y, two.x, two.y, ACCENT, 3)
        for index, (one, two) in enumerate(pairwise(dots), start=1)
        if index != cut
    ]
    bare = Chart(
        key,
        title,
        columns=(heading, unit),
        rows=_rows(points),
        strokes=tuple(strokes),
        dots=tuple(dots),
        words=tuple(
            above(dot.x, dot.y - 4, point.value) for dot, point in zip(dots, points, strict=True)
        ),
    )
    labels = [point.label for point in points]
    return upright(bare, labels=labels, unit=unit, rule_change=rule_change)


def across(
    key: str,
    points: Sequence[Point],
    *,
    title: str,
    unit: str,
    heading: str = "項目",
    wide: float = WIDTH,
) -> Chart:
    """Lying bars for long names, each with its value at its end."""
    start = LEFT + name_width(point.label for point in points)
    most = max((point.value for point in points), default=0)
    scale = (wide - RIGHT - 80 - start) / most if most else 0
    boxes, words = [], []
    for index, point in enumerate(points):
        y, width = 12 + index * ROW, point.value * scale
        boxes.append(Box(start, y, width, ROW - 10, _fill(point)))
        words.append(Words(start - 10, y + 17, trimmed(point.label), anchor="end"))
        words.append(Words(start + width + 8, y + 17, f"{point.value:,}{unit}", weight=700))
    height = 16 + max(len(points), 1) * ROW
    return Chart(
        key,
        title,
        columns=(heading, unit),
        rows=_rows(points),
        description=spoken(_rows(points)),
        height=height,
        boxes=tuple(boxes),
        strokes=(Stroke(start, 6, start, height - 6, SOFT),),
        words=tuple(words),
        width=wide,
    )


def _rows(points: Sequence[Point]) -> tuple[tuple[str, str], ...]:
    return tuple((point.label, f"{point.value:,}") for point in points)


def _fill(point: Point) -> str:
    return ACCENT if point.accent else GREYS[0]


def _pile(x: float, width: float, layer: Sequence[int], scale: float) -> list[Box]:
    placed, foot = [], float(GROUND)
    for fill, value in zip(FILLS[: len(layer)], layer, strict=True):
        foot -= value * scale
        placed.append(Box(x, foot, width, value * scale, fill, stroke=PAPER))
    return placed


def _value(box: Box, value: int) -> Words:
    """In the middle of its layer, or beside it where the layer is too thin for a figure."""
    y = box.y + box.height / 2 + 5
    if box.height < 18:
        return Words(box.x + box.width + 6, y, f"{value:,}", size=13)
    ink = PAPER if box.fill in (ACCENT, GREYS[2]) else INK
    return Words(box.x + box.width / 2, y, f"{value:,}", anchor="middle", fill=ink)
