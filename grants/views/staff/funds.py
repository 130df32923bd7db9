"""Where the money is, as a page and as a file."""

from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from grants.money import funds as reckon
from ibasho import spreadsheet
from ibasho.accounts.doors import needs
from ibasho.accounts.models import ExportLog
from ibasho.accounts.permissions import Capability


@needs(Capability.READ)
def funds(request):
    today = timezone.localdate()
    trail = [
        {"label": _("助成事業と予算"), "url": reverse("programmes")},
        {"label": _("お金のゆくえ")},
    ]
    context = {"years": reckon.funds(on=today), "today": today, "trail": trail}
    return render(request, "grants/staff/funds.html", context)


@needs(Capability.READ)
def export(request):
    """The same figures; `format` is xlsx or csv. Noted before it leaves."""
    now = timezone.now()
    today = timezone.localdate(now)
    rows = [reckon.row(each) for each in reckon.funds(on=today)]
    ExportLog.objects.create(user=request.user, at=now, what=_("お金のゆくえ"), rows=len(rows))
    kind = "xlsx" if request.GET.get("format") == "xlsx" else "csv"
    return spreadsheet.response(kind, reckon.HEADS, rows, name=f"funds-{today:%Y%m%d}")
