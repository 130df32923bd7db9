"""After a breach: whose records did an account see or take out, between two days."""

from django.core.paginator import Paginator
from django.shortcuts import render
from django.utils import timezone

from consultations.forms.readings import ScopeForm
from consultations.log import reading, scope_file
from consultations.models import How
from consultations.views.pages import PAGE
from ibasho import spreadsheet
from ibasho.accounts.doors import needs
from ibasho.accounts.models import ExportLog
from ibasho.accounts.permissions import Capability


@needs(Capability.AUDIT)
def readings(request):
    form = ScopeForm(request.GET or None)
    if not form.is_valid():
        return render(request, "consultations/readings.html", {"form": form})
    since, until = form.span
    rows = reading.scope(form.cleaned_data["account"], since=since, until=until)
    if request.GET.get("format") == "csv":
        return _file(request, rows)
    page = Paginator(rows, PAGE).get_page(request.GET.get("page"))
    seen = list(reading.named(page))
    shown = [row.record for row in seen if row.record]
    reading.note(shown, by=request.user, at=timezone.now(), how=How.LIST)
    context = {"form": form, "page": page, "seen": seen}
    return render(request, "consultations/readings.html", context)


def _file(request, rows):
    now = timezone.now()
    told = {"what": scope_file.TITLE, "query": request.GET.urlencode(), "rows": rows.count()}
    ExportLog.objects.create(user=request.user, at=now, **told)
    name = f"readings-{timezone.localdate(now):%Y%m%d}"
    found = scope_file.rows(reading.named(rows.iterator()))
    return spreadsheet.response("csv", scope_file.HEADS, found, name=name)
