"""What one worker has open in this room, and its passing to another."""

from dataclasses import dataclass
from datetime import date

from consultations.models import Announcement, Consultation


@dataclass(frozen=True)
class Open:
    """Calls that are still to be made, and meetings that are still to be held."""

    calls: tuple[Consultation, ...]
    meetings: tuple[Announcement, ...]


def open_of(worker, *, on: date) -> Open:
    """In two queries; the words of a conversation are not fetched."""
    planned = Consultation.objects.filter(follow_up_on__isnull=False, followed_up=False)
    shown = ("id", "group__name", "idea", "asker", "asker_name", "follow_up_on")
    calls = planned.to_be_called_by(worker).select_related("group").only(*shown)
    meetings = Announcement.objects.filter(host=worker, meeting__held_on__gte=on)
    return Open(
        calls=tuple(calls.order_by("follow_up_on", "id")),
        meetings=tuple(meetings.select_related("meeting").order_by("meeting__held_on", "pk")),
    )


def pass_on(found: Open, *, to) -> None:
    """Within the caller's transaction: from now on these are `to`'s. Who was there stays noted."""
    calls = Consultation.objects.filter(pk__in=[record.pk for record in found.calls])
    calls.update(follow_up_by=to, reminded_on=None)
    Announcement.objects.filter(pk__in=[each.pk for each in found.meetings]).update(host=to)
