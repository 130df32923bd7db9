"""People in the report: exchange meetings, voices with consent, and case stories."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext_lazy as _

from consultations import queries as log
from consultations.queries import StoryEntry
from ibasho.dates import FiscalYear
from ibasho.groups.models import Group
from ibasho.reports.definitions import MEETINGS, PEOPLE
from ibasho.reports.figures import COUNTED, Figure


@dataclass(frozen=True)
class MeetingLine:
    """`participants` is the head count, None where nobody knows it; `to_confirm` why it may err."""

    held_on: date
    concept: str
    place: str
    participants: int | None
    to_confirm: str
    summary: str


@dataclass(frozen=True)
class Meetings:
    lines: tuple[MeetingLine, ...]
    count: Figure
    people: Figure

    @property
    def uncertain(self) -> tuple[str, ...]:
        """What is still to be confirmed, each reason once."""
        return tuple(dict.fromkeys(line.to_confirm for line in self.lines if line.to_confirm))


@dataclass(frozen=True)
class VoiceLine:
    words: str
    speaker: str


@dataclass(frozen=True)
class Story:
    """`facts` are the group's basic data, label and value, only those that are known."""

    title: str
    group: str
    facts: tuple[tuple[str, str], ...]
    introduction: str
    afterword: str
    entries: tuple[StoryEntry, ...]

    @property
    def steps(self) -> tuple[StoryEntry, ...]:
        """What stands on the timeline."""
        return tuple(entry for entry in self.entries if entry.month)

    @property
    def episodes(self) -> tuple[str, ...]:
        """What has no place on it."""
        return tuple(entry.what_happened for entry in self.entries if not entry.month)


def meetings(first: FiscalYear, last: FiscalYear) -> Meetings:
    heads = log.head_count(first, last)
    lines = tuple(
        MeetingLine(m.held_on, m.concept, m.place, m.participants, m.to_confirm, m.summary)
        for m in log.meetings(first, last)
    )
    count = Figure(
        MEETINGS,
        value=heads.meetings,
        source=COUNTED,
    )
    uncertain = any(line.to_confirm for line in lines)
    people = Figure(
        PEOPLE,
        value=heads.people if heads.meetings > heads.unknown else None,
        source=COUNTED,
        note=_("要確認の回を含みます") if uncertain else "",
    )
    return Meetings(lines, count, people)


def voices(first: FiscalYear, last: FiscalYear, *, on: date) -> tuple[VoiceLine, ...]:
    """What people said in these years and may be printed on this day."""
    allowed = log.voices_for_report(on=on, first=first, last=last)
    return tuple(VoiceLine(v.words, v.get_speaker_display()) for v in allowed)


def stories(first: FiscalYear, last: FiscalYear, *, on: date) -> tuple[Story, ...]:
    """Stories with consent of which something happened in these years, told whole."""
    return tuple(
        Story(
            title=story.title,
            group=story.group.name,
            facts=_facts(story.group),
            introduction=story.introduction,
            afterword=story.afterword,
            entries=log.story_entries(story),
        )
        for story in log.stories_for_report(on=on, first=first, last=last)
    )


def _facts(group: Group) -> tuple[tuple[str, str], ...]:
    known = (
        (_("運営"), group.operator),
        (_("会場"), group.venue),
        (_("開いている日"), group.schedule),
    )
    return tuple((str(label), value) for label, value in known if value)
