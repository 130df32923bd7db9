"""The queue: what has been received, by tab, filter and order."""

from django.core.paginator import Paginator
from django.shortcuts import render

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
    context = {"filters": filters, "tabs": tabs, "page": page}
    return render(request, "grants/staff/queue.html", context)
