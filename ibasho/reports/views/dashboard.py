"""The dashboards, the records behind each of their figures, and the awards as open data."""

from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from consultations.log import reading
from consultations.models import How
from ibasho import spreadsheet
from ibasho.accounts.doors import needs
from ibasho.accounts.models import ExportLog
from ibasho.accounts.permissions import Capability
from ibasho.dates import FiscalYear
from ibasho.reports import open_awards
from ibasho.reports.booklet import annual, tables
from ibasho.reports.dashboard import rows
from ibasho.reports.dashboard.asking import DashboardFilter, RecordsFilter
from ibasho.reports.dashboard.counted import EVERY
from ibasho.reports.dashboard.views import VIEWS
from ibasho.reports.figures import COUNTED, Figure
from ibasho.reports.forms import SpanForm

PAGE = 50


@needs(Capability.READ)
def reports(request):
    """The dashboard that fits the role, or the one that was asked for; one table of it as a file."""
    filters = DashboardFilter(request.GET, today=timezone.localdate(), role=request.user.role)
    scope, name = filters.scope, filters.view_name
    board = VIEWS[name][1](scope)
    if key := request.GET.get("table"):
        return _table(board, key, name=f"ibasho-{name}-{scope.year.year}")
    return render(request, "reports/reports.html", _context(request, filters, board))


def _context(request, filters, board) -> dict:
    year = board.scope.year
    return {
        "board": board,
        "filters": filters,
        "views": [
            {"key": key, "name": name, "current": key == filters.view_name}
            for key, (name, _made) in VIEWS.items()
        ],
        "figures": annual.eight_figures(year, year),
        "may_import": request.user.may(Capability.LISTEN),
        "form": SpanForm(initial={"from": str(year.previous), "to": str(year)}),
    }


def _table(board, key, *, name):
    if table := board.table(key):
        return tables.response(table, name=f"{name}-{key}")
    raise Http404


@needs(Capability.READ)
def figure_records(request, key):
    """The records that one figure of a dashboard counts: as many as it says, as much as it says."""
    if key not in EVERY:
        raise Http404
    now = timezone.now()
    counted, filters = EVERY[key], RecordsFilter(request.GET, today=timezone.localdate(now))
    found, heads, row = _listed(counted, filters.scope)
    page = Paginator(found, PAGE).get_page(request.GET.get("page"))
    if counted.kind == "talks":
        reading.note(page, by=request.user, at=now, how=How.LIST)
    value = counted.value(filters.scope)
    context = {
        "figure": Figure(counted.definition, value, COUNTED),
        "scope": filters.scope,
        "conditions": filters.words(),
        "page": page,
        "heads": heads,
        "rows": [row(one) for one in page] if row else None,
        "trail": [
            {"label": _("統計と報告書"), "url": reverse("reports")},
            {"label": _("数えた記録")},
        ],
    }
    return render(request, "reports/figure_records.html", context)


def _listed(counted, scope):
    """The records in order, and how they are shown; consultations have a table of their own."""
    found = counted.records(scope)
    if counted.kind == "talks":
        return rows.talks(found), (), None
    how = rows.LISTINGS[counted.kind]
    return how.ordered(found), how.heads, how.row


@needs(Capability.READ)
def open_data(request):
    """The awards of a span as csv for everybody's use; noted before it leaves."""
    now = timezone.now()
    year = str(FiscalYear.of(timezone.localdate(now)).year)
    asked = request.GET if {"from", "to"} & set(request.GET) else {"from": year, "to": year}
    form = SpanForm(asked)
    if not form.is_valid():
        trail = [
            {"label": _("統計と報告書"), "url": reverse("reports")},
            {"label": _("公開データ")},
        ]
        return render(request, "reports/open_data.html", {"form": form, "trail": trail})
    first, last = form.span
    lines = open_awards.lines(first, last)
    query = f"from={first.year}&to={last.year}"
    what = {"what": _("公開データ（交付決定）"), "query": query, "rows": len(lines)}
    ExportLog.objects.create(user=request.user, at=now, **what)
    name = f"ibasho-awards-{first.year}-{last.year}"
    return spreadsheet.response("csv", open_awards.HEADS, lines, name=name)
