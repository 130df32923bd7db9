"""The lives of groups as bars over time: begun, paused, gone on, graduated or closed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from math import ceil

from ibasho.dates import FiscalYear, era_month
from ibasho.reports.kit.drawing import legend, name_width, spoken, trimmed
from ibasho.reports.kit.shapes import (
    ACCENT,
    GREYS,
    INK,
    LEFT,
    LIGHT,
    PAPER,
    RIGHT,
    SOFT,
    WIDTH,
    Box,
    Chart,
    Stroke,
    Words,
)

HEAD, LINE = 74, 28  # room for legend and years; height of a life
LOOKS = {
    "active": ("活動中", ACCENT, "none", "none"),
    "preparing": ("準備中", GREYS[1], SOFT, "none"),
    "paused": ("休止中", PAPER, INK, "3 3"),
}


@dataclass(frozen=True)
class Span:
    """A stretch of a life: kind is active, preparing or paused; no last day means until now."""

    kind: str
    first: date
    last: date | None = None


@dataclass(frozen=True)
class Life:
    """A group and its stretches in order; `end` is how it ended (卒業, 終了), or nothing.

    Without a span, `end` stands in the empty row: what is known instead.
    """

    label: str
    spans: tuple[Span, ...]
    end: str = ""


@dataclass(frozen=True)
class Moment:
    """Something that touched every group on a day."""

    on: date
    label: str

    @property
    def told(self) -> str:
        return f"{era_month(self.on)} {self.label}"


def lifelines(
    key: str,
    lives: Sequence[Life],
    *,
    title: str,
    first: FiscalYear,
    last: FiscalYear,
    moments: Sequence[Moment] = (),
) -> Chart:
    """One row a group, one column a fiscal year; what lies outside the years is cut off."""
    axis = _Axis(first.first, last.last, LEFT + name_width(life.label for life in lives))
    height = HEAD + max(len(lives), 1) * LINE + 12
    boxes, words = [], []
    for index, life in enumerate(lives):
        y = HEAD + index * LINE
        row = [box for span in life.spans if (box := axis.box(span, y))]
        boxes += row
        words.append(Words(axis.left - 10, y + 18, trimmed(life.label), anchor="end"))
        words += [_end(row[-1] if row else None, life.end, axis.left, y)] if life.end else []
    keys, key_words = legend(
        [look[0] for look in LOOKS.values()], fills=[look[1] for look in LOOKS.values()]
    )
    lines, years = axis.years(first, last, height)
    marks, notes = axis.moments(moments, height)
    rows = tuple((life.label, _told(life), life.end or "つづいている") for life in lives)
    return Chart(
        key=key,
        title=title,
        description="。".join([spoken(rows), *(moment.told for moment in moments)]),
        height=height,
        boxes=(*boxes, *keys),
        strokes=(*lines, *marks),
        words=(*years, *words, *notes, *key_words),
        columns=("団体", "あゆみ", "いま"),
        rows=rows,
        numeric=False,
    )


@dataclass(frozen=True)
class _Axis:
    """Days to places between the names on the left and the right edge."""

    first: date
    last: date
    left: float

    def x(self, day: date) -> float:
        share = (day - self.first).days / ((self.last - self.first).days + 1)
        return self.left + (WIDTH - RIGHT - self.left) * min(max(share, 0), 1)

    def box(self, span: Span, y: float) -> Box | None:
        begin, end = self.x(span.first), self.x((span.last or self.last) + timedelta(days=1))
        if end <= begin:
            return None
        _name, fill, stroke, dash = LOOKS[span.kind]
        return Box(begin, y + 4, end - begin, LINE - 10, fill, stroke=stroke, dash=dash)

    def years(self, first: FiscalYear, last: FiscalYear, height: float):
        lines, words, year = [], [], first
        every = ceil(30 / (self.x(first.next.first) - self.x(first.first)))
        while year <= last:
            begin, middle = self.x(year.first), (self.x(year.first) + self.x(year.next.first)) / 2
            lines.append(Stroke(begin, HEAD - 18, begin, height - 8, LIGHT))
            if (year.year - first.year) % every == 0:
                words.append(
                    Words(middle, HEAD - 6, year.short, anchor="middle", size=13, fill=SOFT)
                )
            year = year.next
        return lines, words

    def moments(self, moments: Sequence[Moment], height: float):
        lines, words = [], []
        for moment in moments:
            x = self.x(moment.on)
            lines.append(Stroke(x, 44, x, height - 8, INK, 1.5, dash="5 4"))
            words.append(Words(x - 6, 46, moment.label, anchor="end", size=13))
        return lines, words


def _end(box: Box | None, end: str, left: float, y: float) -> Words:
    """How the life ended, behind its last bar, or before its end where no room is left.

    A life without a bar says it in its empty row.
    """
    if box is None:
        return Words(left + 8, y + 18, end, size=13, fill=SOFT)
    tip = box.x + box.width
    if tip > WIDTH - RIGHT - 40:
        ink = PAPER if box.fill == ACCENT else INK
        return Words(tip - 6, box.y + 14, end, anchor="end", size=13, weight=700, fill=ink)
    return Words(tip + 6, box.y + 14, end, size=13, weight=700)


def _told(life: Life) -> str:
    return "、".join(
        f"{era_month(span.first)}から{era_month(span.last) + 'まで' if span.last else ''}"
        f"{LOOKS[span.kind][0]}"
        for span in life.spans
    )
