"""What charts share: scales, slots, legends, names that fit, the mark of a changed rule."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from math import ceil

from ibasho.reports.kit.shapes import (
    ACCENT,
    GREYS,
    INK,
    LEFT,
    RIGHT,
    SIZE,
    SOFT,
    WIDTH,
    Box,
    Chart,
    Stroke,
    Words,
)

TOP, BOTTOM, PLOT = 46, 34, 220
GROUND = TOP + PLOT
SMALL = 13  # letters below the bars of a narrow sheet
FILLS = (ACCENT, *GREYS)


@dataclass(frozen=True)
class Break:
    """The rule of counting changed before the bar with this index (0 is the first)."""

    before: int
    label: str


def name_width(labels: Iterable[str]) -> float:
    """Room for the longest name, in full-width letters, at most sixteen."""
    return min(max((len(label) for label in labels), default=0), 16) * SIZE + 14


def _wide(label: str, size: int) -> float:
    """How wide a word is about: a figure or a Latin letter takes little more than half a kanji."""
    return sum(size if letter > "\xff" else size * 0.6 for letter in label)


def trimmed(label: str) -> str:
    """A name that fits its room; the table beside the chart holds it whole."""
    return label if len(label) <= 16 else f"{label[:15]}…"


def spoken(rows: Iterable[Sequence[str]]) -> str:
    """What a screen reader says of the chart: every row, in order."""
    return "、".join(" ".join(row) for row in rows)


def scale_of(values: Iterable[int]) -> float:
    """Height of one unit, so that the highest value fills the plot."""
    most = max(values, default=0)
    return PLOT / most if most else 0


def slots(count: int, wide: float = WIDTH) -> list[tuple[float, float]]:
    """Middle and width of each bar on a sheet that is so wide."""
    slot = (wide - LEFT - RIGHT) / max(count, 1)
    return [(LEFT + slot * (index + 0.5), min(slot * 0.62, 84)) for index in range(count)]


def above(x: float, top: float, value: int) -> Words:
    """A value, written over its bar or its dot."""
    return Words(x, top - 8, f"{value:,}", anchor="middle", weight=700)


def legend(labels: Sequence[str], *, fills: Sequence[str] = FILLS) -> tuple[list[Box], list[Words]]:
    """Squares and their meaning, side by side from the left."""
    boxes, words, x = [], [], float(LEFT)
    for fill, label in zip(fills, labels, strict=False):
        boxes.append(Box(x, 6, 14, 14, fill, stroke=SOFT))
        words.append(Words(x + 20, 18, label, size=13))
        x += 40 + 13 * len(label)
    return boxes, words


def upright(
    bare: Chart, *, labels: Sequence[str], unit: str, rule_change: Break | None = None
) -> Chart:
    """Give bars or lines what surrounds them: ground line, labels, unit, mark of a rule change."""
    # Where the names would run into each other only every second, third … is written.
    wide = bare.width
    room = (wide - LEFT - RIGHT) / max(len(labels), 1)
    size = SIZE if wide == WIDTH else SMALL
    every = ceil(max((_wide(label, size) + 4 for label in labels), default=0) / room) or 1
    below = [
        Words(middle, GROUND + 24, label, anchor="middle", size=size)
        for index, ((middle, _width), label) in enumerate(
            zip(slots(len(labels), wide), labels, strict=True)
        )
        if index % every == 0
    ]
    marks, notes = _mark(rule_change, len(labels), wide)
    measure = Words(wide - RIGHT, 18, f"単位：{unit}", anchor="end", fill=SOFT, size=13)
    return replace(
        bare,
        description=spoken(bare.rows) + (f"。{rule_change.label}" if rule_change else ""),
        height=GROUND + BOTTOM,
        strokes=(Stroke(LEFT, GROUND, wide - RIGHT, GROUND, SOFT), *bare.strokes, *marks),
        words=(*below, *bare.words, *notes, measure),
    )


def _mark(change: Break | None, count: int, wide: float) -> tuple[list[Stroke], list[Words]]:
    """A dashed line between two bars, with the words that say what changed."""
    if change is None:
        return [], []
    x = LEFT + (wide - LEFT - RIGHT) / max(count, 1) * change.before
    late = x > wide / 2
    note = Words(
        x - 8 if late else x + 8, 38, change.label, anchor="end" if late else "start", size=13
    )
    return [Stroke(x, 26, x, GROUND + 30, INK, 1.5, dash="5 4")], [note]
