"""The queue: what has been received, by tab, filter and order."""

from django.core.paginator import Paginator
from django.shortcuts import render

from grants.dossier import kind_of
from grants.forms.queue import QueueFilter
from ibasho.accounts.doors import needs
from ibasho.accounts.permissions import Capability

PAGE = 50


@needs(Capability.READ)
def queue(request):
    filters = QueueFilter(request.GET)
    rows = filters.found()
    tabs = filters.tabs(rows)
    page = Paginator(filters.listed(rows), PAGE).get_page(request.GET.get("page"))
    for application in page:
        application.kind = kind_of(application.state)
    context = {"filters": filters, "tabs": tabs, "page": page}
    return render(request, "grants/staff/queue.html", context)
