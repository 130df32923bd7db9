"""Small multiples: one small chart for each of several series, all on the same scale."""

from collections.abc import Sequence
from math import ceil

from ibasho.reports.kit.charts import Series
from ibasho.reports.kit.drawing import spoken, trimmed
from ibasho.reports.kit.shapes import ACCENT, LEFT, RIGHT, SOFT, WIDTH, Box, Chart, Stroke, Words

GAP, ROOM_BESIDE = 24, 13  # between two; with more labels only one has room in a row
PLOT, HEAD, FOOT = 90, 44, 30  # of one small chart: its bars, its name above, its labels below
SMALL = 11  # letters of the labels
EACH = HEAD + PLOT + FOOT


def multiples(
    key: str,
    labels: Sequence[str],
    series: Sequence[Series],
    *,
    title: str,
    unit: str,
    heading: str,
) -> Chart:
    """Two beside each other; the name of each tells its sum, every bar its value."""
    beside = 2 if len(labels) <= ROOM_BESIDE else 1
    room = (WIDTH - LEFT - RIGHT - GAP * (beside - 1)) / beside
    most = max((value for one in series for value in one.values), default=0)
    scale = PLOT / most if most else 0
    boxes, words, strokes = [], [], []
    for place, one in enumerate(series):
        x = LEFT + (room + GAP) * (place % beside)
        ground = EACH * (place // beside) + HEAD + PLOT
        name = f"{trimmed(one.label)}　{sum(one.values):,}{unit}"
        words.append(Words(x, ground - PLOT - 26, name, weight=700))
        strokes.append(Stroke(x, ground, x + room, ground, SOFT))
        bars, told = _bars(one.values, labels, x=x, ground=ground, room=room, scale=scale)
        boxes += bars
        words += told
    rows = tuple((one.label, *(f"{v:,}" for v in (*one.values, sum(one.values)))) for one in series)
    return Chart(
        key,
        title,
        columns=(heading, *labels, "合計"),
        rows=rows,
        description=spoken(_said(one, labels) for one in series),
        height=EACH * max(ceil(len(series) / beside), 1),
        boxes=tuple(boxes),
        strokes=tuple(strokes),
        words=tuple(words),
    )


def _bars(
    values: Sequence[int],
    labels: Sequence[str],
    *,
    x: float,
    ground: float,
    room: float,
    scale: float,
) -> tuple[list[Box], list[Words]]:
    """The bars of one small chart, what they hold above them, and their labels below."""
    slot = room / max(len(labels), 1)
    every = ceil(max((len(label) for label in labels), default=0) * SMALL / slot) or 1
    boxes, words = [], []
    for place, (label, value) in enumerate(zip(labels, values, strict=True)):
        middle, height = x + slot * (place + 0.5), value * scale
        boxes.append(Box(middle - slot * 0.3, ground - height, slot * 0.6, height, ACCENT))
        if value:
            words.append(Words(middle, ground - height - 4, f"{value:,}", anchor="middle", size=12))
        if place % every == 0:
            words.append(Words(middle, ground + 17, label, anchor="middle", size=SMALL, fill=SOFT))
    return boxes, words


def _said(one: Series, labels: Sequence[str]) -> tuple[str, ...]:
    """A series in words: its name, and every label with its value."""
    told = (f"{label} {value:,}" for label, value in zip(labels, one.values, strict=True))
    return (f"{one.label}：", *told)
