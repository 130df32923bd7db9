"""The calendar of deadlines: a page, and a file that other calendars read."""

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from grants.days import deadlines as days
from grants.days import icalendar
from ibasho.accounts.doors import needs
from ibasho.accounts.permissions import Capability


def _found(request):
    mine = request.GET.get("mine") == "1"
    worker = request.user if mine else None
    return days.upcoming(on=timezone.localdate(), worker=worker), mine


@needs(Capability.READ)
def deadlines(request):
    found, mine = _found(request)
    today = timezone.localdate()
    context = {
        "late": [one for one in found if one.on < today],
        "months": days.by_month(one for one in found if one.on >= today),
        "mine": mine,
        "may_have": request.user.may(Capability.REVIEW),
        "trail": [{"label": _("期限の一覧"), "url": ""}],
    }
    return render(request, "grants/staff/deadlines.html", context)


@needs(Capability.READ)
def calendar(request):
    found, _mine = _found(request)
    text = icalendar.calendar(found, at=timezone.now(), site=settings.ADDRESS)
    answer = HttpResponse(text, content_type="text/calendar; charset=utf-8")
    answer["Content-Disposition"] = 'attachment; filename="ibasho-deadlines.ics"'
    answer["Cache-Control"] = "private, no-store"
    return answer
