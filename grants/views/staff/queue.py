"""The queue: what has been received, by tab, filter and order, on a page or as a file."""

from django.core.paginator import Paginator
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from grants.forms.queue import QueueFilter
from grants.models import SavedView
from grants.reviewing import export as rows_of
from grants.reviewing import unread
from grants.reviewing.standing import kind_of
from ibasho import spreadsheet
from ibasho.accounts.doors import needs
from ibasho.accounts.models import ExportLog
from ibasho.accounts.permissions import Capability

PAGE = 50


@needs(Capability.READ)
def queue(request):
    filters = QueueFilter(request.GET, user=request.user, today=timezone.localdate())
    rows = filters.found()
    tabs = filters.tabs(rows)
    page = Paginator(filters.listed(rows), PAGE).get_page(request.GET.get("page"))
    new_messages = unread.counts([row.pk for row in page], request.user)
    for application in page:
        application.kind = kind_of(application.state)
        application.unread = new_messages.get(application.pk, 0)
    context = {
        "filters": filters,
        "query": filters.query(),
        "tabs": tabs,
        "page": page,
        "views": list(SavedView.objects.filter(owner=request.user)),
        "may_assign": request.user.may(Capability.REVIEW),
        "may_award": request.user.may(Capability.DECIDE),
        "ticked": request.GET.get("ticked") == "page",
    }
    return render(request, "grants/staff/queue.html", context)


@needs(Capability.READ)
def export(request):
    """Every row of the tab and the filters, in the order of the page; noted before it leaves."""
    now = timezone.now()
    filters = QueueFilter(request.GET, user=request.user, today=timezone.localdate(now))
    count, rows = rows_of.counted(filters.chosen())
    ExportLog.objects.create(
        user=request.user, at=now, what=_("申請"), query=filters.query(), rows=count
    )
    kind = "xlsx" if request.GET.get("format") == "xlsx" else "csv"
    name = f"applications-{timezone.localdate(now):%Y%m%d}"
    return spreadsheet.response(kind, rows_of.HEADS, rows, name=name)
