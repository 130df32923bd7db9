"""The views of the queue that somebody keeps under names of their own."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from grants.forms.queue import QueueFilter
from grants.forms.views import SavedViewForm
from grants.models import SavedView
from ibasho.accounts.doors import needs
from ibasho.accounts.permissions import Capability


@needs(Capability.READ)
def views(request):
    """Those kept so far, and a name for how the address narrows the queue now."""
    filters = QueueFilter(request.GET, user=request.user, today=timezone.localdate())
    query = filters.query()
    form = SavedViewForm(request.POST or None) if query else None
    if form and form.is_valid() and (view := form.save(owner=request.user, query=query)):
        messages.success(request, _("「%s」を保存しました。") % view.name)
        return redirect(f"{reverse('queue')}?{view.query}")
    context = {
        "form": form,
        "query": query,
        "words": filters.words(),
        "views": list(SavedView.objects.filter(owner=request.user)),
        "trail": [
            {"label": _("申請"), "url": reverse("queue")},
            {"label": _("保存したしぼりこみ")},
        ],
    }
    return render(request, "grants/staff/views.html", context)


@require_POST
@needs(Capability.READ)
def delete(request, pk):
    view = get_object_or_404(SavedView, pk=pk, owner=request.user)
    view.delete()
    messages.success(request, _("「%s」を消しました。") % view.name)
    return redirect("queue_views")
