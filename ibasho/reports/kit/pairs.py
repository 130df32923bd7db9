"""Two years side by side: for each name a bar of this year and a bar of the one before."""

from collections.abc import Sequence

from ibasho.reports.kit.charts import Series
from ibasho.reports.kit.drawing import legend, name_width, spoken, trimmed
from ibasho.reports.kit.shapes import (
    ACCENT,
    GREYS,
    LEFT,
    RIGHT,
    SOFT,
    WIDTH,
    Box,
    Chart,
    Stroke,
    Words,
)

TOP, BAR, ROOM = 32, 15, 46  # below the legend; height of a bar; height of a name with both


def paired(
    key: str,
    labels: Sequence[str],
    now: Series,
    before: Series,
    *,
    title: str,
    unit: str,
    heading: str,
) -> Chart:
    """Lying bars on one scale, each with its value at its end; as many values as there are labels."""
    start = LEFT + name_width(labels)
    most = max((*now.values, *before.values), default=0)
    scale = (WIDTH - RIGHT - 110 - start) / most if most else 0
    fills = (ACCENT, GREYS[0])
    boxes, words = legend([now.label, before.label], fills=fills)
    for place, label in enumerate(labels):
        y = TOP + ROOM * place
        words.append(Words(start - 10, y + 23, trimmed(label), anchor="end"))
        for down, one in enumerate((now, before)):
            value, top = one.values[place], y + 4 + BAR * down
            boxes.append(Box(start, top, value * scale, BAR - 1, fills[down]))
            end = Words(start + value * scale + 8, top + 12, f"{value:,}{unit}", size=13)
            words.append(end)
    rows = tuple(
        (label, f"{one:,}", f"{other:,}")
        for label, one, other in zip(labels, now.values, before.values, strict=True)
    )
    height = TOP + ROOM * max(len(labels), 1)
    return Chart(
        key,
        title,
        columns=(heading, now.label, before.label),
        rows=rows,
        description=spoken(((heading, now.label, before.label), *rows)),
        height=height,
        boxes=tuple(boxes),
        strokes=(Stroke(start, TOP, start, height - 6, SOFT),),
        words=tuple(words),
    )
