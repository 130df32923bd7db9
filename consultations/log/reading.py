"""Who has read which record: noted with every page that shows one, and asked for after a breach."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.contrib.postgres.aggregates import ArrayAgg
from django.db.models import Count, Max, Min

from consultations.models import Consultation, How, ReadLog
from ibasho.accounts.models import User

PIECE = 1_000  # records whose names are fetched at once


@dataclass(frozen=True)
class Seen:
    """One record before the eyes of an account: how often, how, from when to when.

    `record` is None where the record has been deleted since.
    """

    consultation_id: UUID
    record: Consultation | None
    first: datetime
    last: datetime
    times: int
    ways: tuple[How, ...]

    @property
    def ways_words(self) -> str:
        return "、".join(str(way.label) for way in self.ways)


def note(records: Iterable, *, by: User, at: datetime, how: How, reason: str = "") -> None:
    """Write down that these records (or their ids) stand before somebody's eyes: one insert."""
    ReadLog.objects.bulk_create(
        ReadLog(
            user=by, at=at, consultation_id=getattr(each, "pk", each), how=how, reason=reason[:200]
        )
        for each in records
    )


def scope(user: User, *, since: datetime, until: datetime):
    """The records that this account saw or took out from `since` to `until`, both included.

    One row a record, with first, last, times and ways; the newest last.
    """
    rows = ReadLog.objects.filter(user=user, at__range=(since, until)).order_by()
    told = rows.values("consultation_id").annotate(
        first=Min("at"), last=Max("at"), times=Count("pk"), ways=ArrayAgg("how", distinct=True)
    )
    return told.order_by("first", "consultation_id")


def named(rows: Iterable[dict]) -> Iterator[Seen]:
    """The rows of `scope` with their records, fetched piece by piece."""
    piece: list[dict] = []
    for row in rows:
        piece.append(row)
        if len(piece) == PIECE:
            yield from _named(piece)
            piece = []
    yield from _named(piece)


def _named(piece: Sequence[dict]) -> Iterator[Seen]:
    ids = [row["consultation_id"] for row in piece]
    wanted = ("on", "month_only", "group__name", "idea", "asker", "asker_name")
    found = Consultation.objects.select_related("group").only(*wanted).in_bulk(ids)
    for row in piece:
        ways = tuple(How(way) for way in row["ways"])
        yield Seen(**{**row, "ways": ways}, record=found.get(row["consultation_id"]))
