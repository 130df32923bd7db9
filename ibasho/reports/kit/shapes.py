"""The shapes that a chart is made of: frozen, placed, coloured; nothing left to compute."""

from __future__ import annotations

from dataclasses import dataclass

WIDTH, SIZE, ROW = 720, 15, 34
BESIDE = 490  # the width of a sheet that has its table beside it
LEFT, RIGHT = 16, 16
# One accent (orange-800 of the tokens), greys that differ in lightness too, for print in black.
ACCENT, GREYS = "#c74700", ("#999999", "#e6e6e6", "#4d4d4d")
INK, SOFT, LIGHT, PAPER = "#1a1a1a", "#4d4d4d", "#d9d2c9", "#ffffff"


@dataclass(frozen=True)
class Box:
    x: float
    y: float
    width: float
    height: float
    fill: str
    stroke: str = "none"
    dash: str = "none"


@dataclass(frozen=True)
class Stroke:
    x1: float
    y1: float
    x2: float
    y2: float
    colour: str
    width: float = 1
    dash: str = "none"


@dataclass(frozen=True)
class Dot:
    x: float
    y: float
    radius: float = 6
    fill: str = ACCENT


@dataclass(frozen=True)
class Words:
    x: float
    y: float
    text: str
    anchor: str = "start"
    size: int = SIZE
    weight: int = 400
    fill: str = INK


@dataclass(frozen=True)
class Chart:
    """A drawing and its table twin: `rows` say in words all that the shapes show."""

    key: str
    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    description: str = ""
    height: float = 0
    boxes: tuple[Box, ...] = ()
    strokes: tuple[Stroke, ...] = ()
    dots: tuple[Dot, ...] = ()
    words: tuple[Words, ...] = ()
    width: float = WIDTH
    numeric: bool = True
