"""Groups in the report: the life of each as stretches of time, and a list with neighbourhoods."""

from collections import Counter
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.translation import gettext_lazy as _

from ibasho.dates import FiscalYear, era, era_month
from ibasho.groups.models import Group, Status
from ibasho.groups.queries import held_by_group
from ibasho.reports.definitions import GRADUATED, GROUPS
from ibasho.reports.figures import COUNTED, Figure

MOST_LISTED = 1_500  # rows on paper, for the same reason as money.MOST_AWARDS
LAST_STATES = frozenset({Status.GRADUATED, Status.ENDED})


@dataclass(frozen=True)
class Stretch:
    """A status from the day `start` to the day `last`, cut to the span of the report."""

    status: Status
    start: date
    last: date

    @property
    def label(self) -> str:
        return str(self.status.label)


@dataclass(frozen=True)
class Turn:
    """A dated change of a life; `shown` is the day or month in wareki."""

    status: Status
    day: date
    shown: str
    reason: str

    @property
    def label(self) -> str:
        return str(self.status.label)


@dataclass(frozen=True)
class Life:
    """`turns` are all changes up to the end of the span; none when nobody noted any.

    `gatherings` were held in the span, `people` came to them, as the diary has it.
    """

    name: str
    neighbourhood: str
    operator: str
    schedule: str
    turns: tuple[Turn, ...]
    stretches: tuple[Stretch, ...]
    gatherings: int = 0
    people: int = 0

    @property
    def told(self) -> str:
        """The whole life in one line of words."""
        words = " → ".join(f"{turn.shown} {turn.label}" for turn in self.turns)
        return words or str(_("時期の記録なし"))

    @property
    def ending(self) -> str:
        """卒業 or 終了, or nothing while it goes on."""
        last = self.turns[-1] if self.turns else None
        return last.label if last and last.status in LAST_STATES else ""


@dataclass(frozen=True)
class Lives:
    """All groups of the span: those with dates first, in the order of their beginning."""

    all: tuple[Life, ...]
    count: Figure
    graduated: Figure

    @property
    def listed(self) -> tuple[Life, ...]:
        """Those that page and paper have room for; the workbook holds all."""
        return self.all[:MOST_LISTED]

    @property
    def unlisted(self) -> int:
        return len(self.all) - len(self.listed)

    @property
    def neighbourhoods(self) -> tuple[tuple[str, int], ...]:
        """Where the groups are: each neighbourhood with how many, the most first."""
        counts = Counter(life.neighbourhood for life in self.all if life.neighbourhood)
        return tuple(sorted(counts.items(), key=lambda each: (-each[1], each[0])))

    @property
    def dated(self) -> tuple[Life, ...]:
        return tuple(life for life in self.all if life.turns)

    @property
    def undated(self) -> tuple[Life, ...]:
        return tuple(life for life in self.all if not life.turns)


def lives(first: FiscalYear, last: FiscalYear) -> Lives:
    groups, held = Group.objects.prefetch_related("changes"), held_by_group(first, last)
    found = [
        _life(group, first, last, held.get(group.pk, (0, 0)))
        for group in groups
        if _belongs(group, first, last)
    ]
    # Without a date, nobody knows which came first: by reading, then by name.
    found.sort(key=lambda life: (not life.turns, life.turns[0].day if life.turns else date.min))
    count = Figure(
        GROUPS,
        value=len(found),
        source=COUNTED,
    )
    return Lives(tuple(found), count, _graduated(found, first))


def _graduated(found: list[Life], first: FiscalYear) -> Figure:
    turns = [turn for life in found for turn in life.turns if turn.day >= first.first]
    return Figure(
        GRADUATED,
        value=sum(turn.status == Status.GRADUATED for turn in turns),
        source=COUNTED,
    )


def _belongs(group: Group, first: FiscalYear, last: FiscalYear) -> bool:
    """Without dates every report has it; else it has begun, and not ended before the span."""
    changes = list(group.changes.all())
    before = [change for change in changes if change.day < first.first]
    if before and before[-1].status in LAST_STATES:
        return any(first.first <= change.day <= last.last for change in changes)
    return not changes or changes[0].day <= last.last


def _life(group: Group, first: FiscalYear, last: FiscalYear, held: tuple[int, int]) -> Life:
    turns = tuple(
        Turn(
            status=Status(change.status),
            day=change.day,
            shown=era_month(change.day) if change.month_only else era(change.day),
            reason=change.reason,
        )
        for change in group.changes.all()
        if change.day <= last.last
    )
    return Life(
        name=group.name,
        neighbourhood=group.neighbourhood,
        operator=group.operator,
        schedule=group.schedule,
        turns=turns,
        stretches=_stretches(turns, first.first, last.last),
        gatherings=held[0],
        people=held[1],
    )


def _stretches(turns: tuple[Turn, ...], begin: date, end: date) -> tuple[Stretch, ...]:
    lasts = [*(turn.day - timedelta(days=1) for turn in turns[1:]), end][: len(turns)]
    cut = (
        Stretch(turn.status, max(turn.day, begin), last)
        for turn, last in zip(turns, lasts, strict=True)
        if turn.status not in LAST_STATES
    )
    return tuple(stretch for stretch in cut if stretch.start <= stretch.last)
