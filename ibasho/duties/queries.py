"""What one worker has open in every room; in a fixed number of queries."""

import hashlib
from dataclasses import dataclass
from datetime import date

from consultations.log import succession
from grants.models import Application
from grants.states import TENDED
from ibasho.accounts.models import User
from ibasho.duties.models import HandOver
from ibasho.groups.models import Area, Group


@dataclass(frozen=True)
class Duties:
    """The areas one looks after with their groups, applications on their way, calls, coming meetings."""

    areas: tuple[Area, ...]
    groups: tuple[Group, ...]
    applications: tuple[Application, ...]
    listening: succession.Open

    @property
    def told(self) -> dict[str, list[str]]:
        """What passes, as the history keeps it."""
        return {
            "areas": [area.name for area in self.areas],
            "applications": [str(each.pk) for each in self.applications],
            "calls": [str(each.pk) for each in self.listening.calls],
            "meetings": [str(each.pk) for each in self.listening.meetings],
        }

    @property
    def mark(self) -> str:
        """The same for the same things: whether somebody still sees what there is."""
        return hashlib.sha256(repr(sorted(self.told.items())).encode()).hexdigest()[:32]

    @property
    def empty(self) -> bool:
        return not any(self.told.values())


def duties_of(worker: User, *, on: date) -> Duties:
    areas = tuple(Area.objects.filter(charges__user=worker))
    groups = Group.objects.with_status().filter(area__in=areas).select_related("area")
    applications = Application.objects.filter(worker=worker, state__in=TENDED)
    return Duties(
        areas=areas,
        groups=tuple(groups),
        applications=tuple(applications.select_related("group").order_by("submitted_at", "id")),
        listening=succession.open_of(worker, on=on),
    )


def history():
    """What passed between workers, the newest first."""
    return HandOver.objects.select_related("giver", "taker", "by")
