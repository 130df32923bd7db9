"""The map of areas as tiles: equal squares with name and number, darker where there is more.

The tints differ in lightness and every number is written, so that nothing depends on colour.
"""

from collections.abc import Sequence
from math import ceil

from ibasho.reports.kit.charts import Point
from ibasho.reports.kit.drawing import spoken
from ibasho.reports.kit.shapes import (
    ACCENT,
    INK,
    LEFT,
    PAPER,
    RIGHT,
    SOFT,
    WIDTH,
    Box,
    Chart,
    Words,
)

TILE, GAP, ROOM = 76, 10, 146  # height; between two; a tile is at least so wide
STEPS = (PAPER, "#fff0e4", "#f0c4a2", ACCENT)  # nothing, less than a half, more, the most
NAME = 9  # letters that fit a tile


def tiles(
    key: str,
    points: Sequence[Point],
    *,
    title: str,
    unit: str,
    heading: str = "圏域",
    wide: float = WIDTH,
) -> Chart:
    """One tile for each point, in their order, as many in a row as the sheet is wide enough for."""
    beside = min(int((wide - LEFT - RIGHT + GAP) // (ROOM + GAP)), max(len(points), 1))
    width = (wide - LEFT - RIGHT - GAP * (beside - 1)) / beside
    values = [point.value for point in points]
    boxes, words = [], []
    for place, point in enumerate(points):
        x = LEFT + (width + GAP) * (place % beside)
        y = 6 + (TILE + GAP) * (place // beside)
        fill = STEPS[_step(point.value, values)]
        ink = PAPER if fill == STEPS[-1] else INK
        middle = x + width / 2
        boxes.append(Box(x, y, width, TILE, fill, stroke=SOFT))
        words.append(Words(middle, y + 28, _name(point.label), anchor="middle", fill=ink))
        told = f"{point.value:,}{unit}"
        words.append(Words(middle, y + 58, told, anchor="middle", size=22, weight=700, fill=ink))
    rows = tuple((point.label, f"{point.value:,}") for point in points)
    return Chart(
        key,
        title,
        columns=(heading, unit),
        rows=rows,
        description=spoken(rows),
        height=12 + (TILE + GAP) * max(ceil(len(points) / beside), 1) - GAP,
        boxes=tuple(boxes),
        words=tuple(words),
        width=wide,
    )


def _step(value: int, values: Sequence[int]) -> int:
    """0 for nothing, 3 for the most; between them the half is the border, and what is even."""
    most = max(values)
    if not value:
        return 0
    if value == most and min(values) < most:
        return 3
    return 1 if value * 2 < most else 2


def _name(label: str) -> str:
    """A name that fits its tile; the table beside the chart holds it whole."""
    return label if len(label) <= NAME else f"{label[: NAME - 1]}…"
