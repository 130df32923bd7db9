"""What the room of grants tells of the life of one group."""

from django.urls import reverse
from django.utils.translation import gettext as _

from grants.models import StepTaken
from ibasho.dates import day_in_japan
from ibasho.groups.story import Event, Kind

TONES = {"award": "good", "decline": "bad"}


def events_of(group, *, user) -> list[Event]:
    """Every step of every application that has reached the council; all staff may read them."""
    steps = StepTaken.objects.filter(application__group=group)
    related = steps.select_related("application__programme_year__programme", "by")
    return [_taken(step) for step in related]


def _taken(step) -> Event:
    told = {"year": step.application.programme_year, "step": step.get_step_display()}
    return Event(
        kind=Kind.APPLICATION,
        on=day_in_japan(step.at),
        at=step.at,
        title=_("%(year)s：%(step)s") % told,
        text=step.note,
        by=str(step.by),
        url=reverse("application", args=[step.application_id]),
        tone=TONES.get(step.step, ""),
    )
