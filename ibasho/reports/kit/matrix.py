"""A cross table as a drawing: in each field a bar as long as its number, the number beside it."""

from collections.abc import Sequence

from ibasho.reports.kit.drawing import name_width, trimmed
from ibasho.reports.kit.shapes import (
    ACCENT,
    LEFT,
    LIGHT,
    RIGHT,
    ROW,
    SOFT,
    WIDTH,
    Box,
    Chart,
    Stroke,
    Words,
)

LETTER = 15  # height of a letter of a standing heading
SHOWN = 8  # letters of a heading
UPRIGHT = str.maketrans("ー（）", "｜︵︶")  # as they stand when written downwards


def matrix(
    key: str,
    heads: Sequence[str],
    rows: Sequence[tuple[str, Sequence[int]]],
    *,
    title: str,
    heading: str,
) -> Chart:
    """Rows against columns; all bars have one scale, so that fields can be compared."""
    start = LEFT + name_width(label for label, _values in rows)
    room = (WIDTH - RIGHT - start) / max(len(heads), 1)
    top = 12 + LETTER * max((len(head[:SHOWN]) for head in heads), default=0)
    most = max((value for _label, values in rows for value in values), default=0)
    words = [
        one for place, head in enumerate(heads) for one in _standing(head, start + room * place)
    ]
    boxes, strokes = [], [Stroke(start, top, WIDTH - RIGHT, top, SOFT)]
    for down, (label, values) in enumerate(rows):
        y = top + 8 + down * ROW
        words.append(Words(start - 10, y + 15, trimmed(label), anchor="end"))
        strokes.append(Stroke(LEFT, y + ROW - 6, WIDTH - RIGHT, y + ROW - 6, LIGHT, 0.5))
        for across, value in enumerate(values):
            x = start + room * across + 4
            length = (room - 8) * value / most if most else 0
            boxes.append(Box(x, y + 18, length, 6, ACCENT))
            if value:
                words.append(Words(x, y + 13, f"{value:,}", size=12))
    cells = tuple((label, *(f"{value:,}" for value in values)) for label, values in rows)
    return Chart(
        key,
        title,
        columns=(heading, *heads),
        rows=cells,
        description="、".join(_said(label, heads, values) for label, values in rows),
        height=top + 12 + ROW * max(len(rows), 1),
        boxes=tuple(boxes),
        strokes=tuple(strokes),
        words=tuple(words),
    )


def _standing(head: str, x: float) -> list[Words]:
    """A heading written downwards, so that many fit beside each other."""
    return [
        Words(x + 12, 14 + LETTER * place, letter.translate(UPRIGHT), anchor="middle", size=13)
        for place, letter in enumerate(head[:SHOWN])
    ]


def _said(label: str, heads: Sequence[str], values: Sequence[int]) -> str:
    told = " ".join(f"{head} {value:,}" for head, value in zip(heads, values, strict=True) if value)
    return f"{label}：{told}" if told else f"{label}：0"
