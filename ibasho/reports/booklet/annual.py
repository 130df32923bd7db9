"""The annual report: one frozen object for any span of fiscal years, built from every room."""

from dataclasses import dataclass
from datetime import date

from ibasho.dates import FiscalYear
from ibasho.reports.booklet.chapters import Arrangement
from ibasho.reports.figures import Figure, span_of
from ibasho.reports.parts.areas import AreaLine, Talks, areas, talks
from ibasho.reports.parts.diary import Diary, diary
from ibasho.reports.parts.facets import Facet, facets
from ibasho.reports.parts.listening import Listening, listening
from ibasho.reports.parts.lives import Lives, lives
from ibasho.reports.parts.money import Money, money
from ibasho.reports.parts.people import Meetings, Story, VoiceLine, meetings, stories, voices

LONGEST_SPAN = 30


class SpanError(ValueError):
    """Fiscal years in the wrong order, or too many of them."""


@dataclass(frozen=True)
class AnnualReport:
    """What page, PDF and workbook all show; `on` is the day on which it was made."""

    first: FiscalYear
    last: FiscalYear
    on: date
    listening: Listening
    facets: tuple[Facet, ...]
    areas: tuple[AreaLine, ...]
    diary: Diary
    lives: Lives
    money: Money
    meetings: Meetings
    voices: tuple[VoiceLine, ...]
    stories: tuple[Story, ...]
    talks: Talks = Talks()

    @property
    def span(self) -> str:
        return span_of(self.first, self.last)

    @property
    def figures(self) -> tuple[Figure, ...]:
        """The years in eight figures."""
        return _eight(self.listening, self.lives, self.meetings, self.money)

    @property
    def every_figure(self) -> tuple[Figure, ...]:
        """Those and all others of the report, as the notes and the workbook define them."""
        return (*self.figures, self.money.settled, self.diary.count, self.diary.people)


@dataclass(frozen=True)
class Booklet:
    """What is printed: the report, as one edition arranges it.

    `label` names the edition (第2版), `changes` are sentences against the one before it.
    """

    report: AnnualReport
    arrangement: Arrangement = Arrangement()
    label: str = ""
    changes: tuple[str, ...] = ()


def eight_figures(first: FiscalYear, last: FiscalYear) -> tuple[Figure, ...]:
    """The years in eight figures, for a page that shows no more of the report."""
    return _eight(
        listening(first, last), lives(first, last), meetings(first, last), money(first, last)
    )


def _eight(talks: Listening, groups: Lives, held: Meetings, grants: Money) -> tuple[Figure, ...]:
    return (
        talks.total,
        talks.outreach,
        groups.count,
        groups.graduated,
        held.count,
        held.people,
        grants.count,
        grants.amount,
    )


def build(first: FiscalYear, last: FiscalYear, *, on: date) -> AnnualReport:
    """Read every room once for these fiscal years, both included."""
    if not first <= last or last.year - first.year >= LONGEST_SPAN:
        raise SpanError(f"{first} – {last}")
    grants = money(first, last)
    return AnnualReport(
        first=first,
        last=last,
        on=on,
        listening=listening(first, last),
        facets=facets(first, last, any_grant=bool(grants.count.value)),
        areas=areas(),
        diary=diary(first, last),
        lives=lives(first, last),
        money=grants,
        meetings=meetings(first, last),
        voices=voices(first, last, on=on),
        stories=stories(first, last, on=on),
        talks=talks(first, last),
    )
