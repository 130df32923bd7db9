"""The plan against the diary: each planned day one tap away from being written down."""

from urllib.parse import urlencode

from django.http import Http404
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from grants.awarded import reporting
from grants.states import GRANTED
from grants.views.my.loading import own, trail
from ibasho.groups import queries


def diary(request, pk):
    application = own(request, pk)
    if application.state not in GRANTED:
        raise Http404
    today = timezone.localdate()
    gatherings = reporting.held(application)
    days = reporting.side_by_side(application.planned.all(), gatherings, today)
    back = application.door.address("diary")
    context = {
        "application": application,
        "trail": trail(application, _("開催の記録")),
        "days": [(day, address(application, day, back, side(application))) for day in days],
        "counts": counts(days),
        "totals": queries.totals(gatherings),
        "new_url": _page(application, side(application), "diary_new", back=back),
        "back": application.door.address("task_list"),
    }
    return render(request, "grants/my/diary.html", context)


def counts(days) -> dict[str, int]:
    """How many days were planned, held, and passed without a word."""
    return {
        "planned": sum(day.planned is not None for day in days),
        "held": sum(day.held is not None for day in days),
        "unrecorded": sum(not (day.held or day.ahead) for day in days),
    }


def side(application) -> str:
    """Behind which door of the group's diary this person stands."""
    return "staff" if application.door.for_staff else "my"


def _page(application, door: str, name: str, *more, **told) -> str:
    page = reverse(f"{door}_{name}", args=[application.group_id, *more])
    return f"{page}?{urlencode(told)}"


def address(application, day, back: str, door: str) -> str:
    """Where the day is written down, or put right; empty for what lies ahead."""
    if day.held:
        return _page(application, door, "diary_one", day.held.pk, back=back)
    if day.ahead:
        return ""
    plan = day.planned
    told = {"on": day.on.isoformat(), "venue_fee": plan.venue_fee, "back": back}
    times = {"starts_at": f"{plan.starts_at:%H:%M}", "ends_at": f"{plan.ends_at:%H:%M}"}
    return _page(application, door, "diary_new", **times, **told)
