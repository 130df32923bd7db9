"""The people around one group as a drawing: whom it met, and through whom."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext as _

from consultations.people.bonds import Bond
from ibasho.dates import western
from ibasho.reports.kit.drawing import spoken, trimmed
from ibasho.reports.kit.shapes import (
    ACCENT,
    INK,
    LEFT,
    PAPER,
    ROW,
    SIZE,
    SOFT,
    Box,
    Chart,
    Dot,
    Stroke,
    Words,
)

EGO, PEOPLE, THROUGH = 230, 290, 590  # right edge of the group's box, columns of the people
SHOWN = 20  # people in the drawing; the table holds all


def around(name: str, bonds: Sequence[Bond]) -> Chart:
    """One row a person: a line to the group, a dashed one to whoever introduced them."""
    rows = tuple(
        (
            bond.person.tag,
            bond.introducer.name if bond.introducer else _("職員"),
            bond.met,
            western(bond.on),
        )
        for bond in bonds
    )
    people = _people(bonds)
    height = max(len(people), 1) * ROW + 24
    middle = height / 2
    strokes, dots, words = [], [], [_ego(name, middle)]
    for index, (person, through) in enumerate(people.items()):
        y = 12 + index * ROW + ROW / 2
        strokes.append(Stroke(EGO, middle, PEOPLE - 6, y, SOFT, 1.5))
        dots.append(Dot(PEOPLE, y))
        words.append(Words(PEOPLE + 12, y + 5, trimmed(person.tag)))
        if through:
            end = PEOPLE + 20 + SIZE * len(trimmed(person.tag))
            strokes.append(Stroke(end, y, THROUGH - 8, y, SOFT, 1.5, "4 4"))
            dots.append(Dot(THROUGH, y, fill=INK))
            words.append(Words(THROUGH + 12, y + 5, trimmed("、".join(through)), size=13))
    return Chart(
        key="bonds",
        title=_("「%(name)s」のまわりの人") % {"name": name},
        columns=(_("紹介した人"), _("だれの紹介で"), _("だれに"), _("日付")),
        rows=rows,
        description=spoken(rows),
        height=height,
        boxes=(Box(LEFT, middle - 20, EGO - LEFT, 40, ACCENT),),
        strokes=tuple(strokes),
        dots=tuple(dots),
        words=tuple(words),
        numeric=False,
    )


def _ego(name: str, middle: float) -> Words:
    short = name if len(name) <= 13 else f"{name[:12]}…"
    return Words((LEFT + EGO) / 2, middle + 5, short, anchor="middle", weight=700, fill=PAPER)


def _people(bonds: Sequence[Bond]) -> dict:
    """Whom the group met, in the order of the first time, with the names of those between."""
    found: dict = {}
    for bond in bonds:
        between = found.setdefault(bond.person, [])
        if bond.introducer and bond.introducer.name not in between:
            between.append(bond.introducer.name)
    return dict(list(found.items())[:SHOWN])
