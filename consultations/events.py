"""What the room of consultations tells of the life of one group: facts, never a reflection."""

from django.urls import reverse
from django.utils.translation import gettext as _

from consultations.models import Consultation, Introduction, Meeting
from ibasho.groups.story import Event, Kind, moment

GIST = 160  # letters of a record in a story
# Only these are fetched: what is not asked for cannot slip onto a page.
SHOWN = ("id", "on", "month_only", "at_time", "channel", "place", "out_of_office", "what_happened")


def events_of(group, *, user) -> list[Event]:
    """Talks, introductions and meetings of the group; all staff may read these parts."""
    talks = Consultation.objects.filter(group=group).only(*SHOWN, "written_by__name")
    introduced = Introduction.objects.filter(consultation__group=group).select_related(None)
    days = introduced.values(
        "name", "role", "consultation", "consultation__on", "consultation__month_only"
    )
    meetings = Meeting.objects.filter(groups=group)
    return [
        *map(_talked, talks.select_related("written_by")),
        *map(_introduced, days),
        *map(_met, meetings),
    ]


def _talked(record) -> Event:
    where = record.place or (_("出向いた先で") if record.out_of_office else "")
    told = " ".join(record.what_happened.split())
    return Event(
        kind=Kind.TALK,
        on=record.on,
        month_only=record.month_only,
        at=moment(record.on, record.at_time),
        title=f"{record.get_channel_display()}　{where}".strip(),
        text=told if len(told) <= GIST else f"{told[: GIST - 1]}…",
        by=str(record.written_by or ""),
        url=reverse("consultation", args=[record.pk]),
        talk=record.pk,
    )


def _introduced(row) -> Event:
    who = f"{row['name']}（{row['role']}）" if row["role"] else row["name"]
    return Event(
        kind=Kind.INTRODUCTION,
        on=row["consultation__on"],
        month_only=row["consultation__month_only"],
        title=_("%sを紹介") % who,
        url=reverse("consultation", args=[row["consultation"]]),
        talk=row["consultation"],
    )


def _met(meeting) -> Event:
    return Event(
        kind=Kind.MEETING,
        on=meeting.held_on,
        at=moment(meeting.held_on, meeting.starts_at),
        title=meeting.concept,
        text=meeting.place,
        url=meeting.get_absolute_url(),
    )
