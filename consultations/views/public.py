"""Meetings as everybody reads them: what is coming, one meeting, its calendar entry and handouts."""

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from consultations.meetings.calendar import Entry, calendar
from consultations.models import Announcement, Handout
from consultations.views import sheets
from ibasho.accounts.permissions import Capability

# A file of a meeting runs nothing, fetches nothing and is read apart from our pages.
APART = "default-src 'none'; sandbox"


@login_not_required
def meetings(request):
    today = timezone.localdate()
    past = Paginator(Announcement.objects.past(today), 20).get_page(request.GET.get("page"))
    coming = Announcement.objects.coming(today)
    return render(request, "meetings/meetings.html", {"coming": coming, "page": past})


@login_not_required
def public_meeting(request, pk):
    found = get_object_or_404(Announcement.objects.public(), pk=pk)
    context = {
        "announcement": found,
        "rows": sheets.of_announcement(found),
        "open": found.is_open(timezone.localdate()),
        "full": found.is_full(),
        "files": [sheets.of_handout(each) for each in found.meeting.handouts.filter(public=True)],
    }
    return render(request, "meetings/meeting.html", context)


@login_not_required
def meeting_calendar(request, pk):
    found = get_object_or_404(Announcement.objects.public(), pk=pk)
    meeting = found.meeting
    entry = Entry(
        uid=f"{meeting.pk}@ibasho",
        title=found.title,
        about=found.about,
        place=_("、").join(filter(None, [meeting.place, found.address])),
        url=settings.ADDRESS + reverse("public_meeting", args=[pk]),
        on=meeting.held_on,
        starts_at=meeting.starts_at,
        ends_at=meeting.ends_at,
        stamp=timezone.now(),
    )
    headers = {"Content-Disposition": 'attachment; filename="meeting.ics"'}
    return HttpResponse(
        calendar(entry), content_type="text/calendar; charset=utf-8", headers=headers
    )


@login_not_required
def handout(request, pk, file):
    """The file itself: for all what is public, for staff every one."""
    found = get_object_or_404(_readable(request.user, pk), pk=file)
    try:
        content = found.file.open("rb")
    except FileNotFoundError as error:
        raise Http404 from error
    answer = FileResponse(content, filename=found.name, content_type=found.media_type)
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Content-Security-Policy"] = APART
    return answer


def _readable(user, meeting):
    rows = Handout.objects.filter(meeting=meeting)
    if user.is_authenticated and user.may(Capability.READ):
        return rows
    return rows.filter(public=True, meeting__announcement__published=True)
