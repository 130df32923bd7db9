"""The desk, the statistics and the annual report; all of them only read."""

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ibasho.accounts.doors import needs
from ibasho.accounts.permissions import Capability
from ibasho.dates import FiscalYear
from ibasho.reports import annual, pages, sheets
from ibasho.reports.desk import desk as desk_of
from ibasho.reports.forms import SpanForm

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
FILES = {"pdf": (pages.as_pdf, "application/pdf"), "xlsx": (sheets.as_xlsx, XLSX)}


@needs(Capability.READ)
def desk(request):
    today = timezone.localdate()
    return render(request, "reports/desk.html", {"desk": desk_of(request.user, on=today)})


@needs(Capability.READ)
def reports(request):
    today = timezone.localdate()
    year = FiscalYear.of(today)
    context = {
        "report": annual.build(year, year, on=today),
        "form": SpanForm(initial={"from": str(year.previous), "to": str(year)}),
    }
    return render(request, "reports/reports.html", context)


@needs(Capability.READ)
def annual_report(request):
    today = timezone.localdate()
    form = SpanForm(_asked(request.GET, today))
    if not form.is_valid():
        return render(request, "reports/annual.html", {"form": form, "trail": _trail()})
    booklet = annual.Booklet(annual.build(*form.span, on=today))
    if file := FILES.get(request.GET.get("format")):
        return _file(booklet, request.GET["format"], *file)
    context = {"form": form, "trail": _trail(), **pages.context(booklet)}
    return render(request, "reports/annual.html", context)


def _asked(query, today):
    """What the address asks for; an address without years means this one."""
    year = str(FiscalYear.of(today).year)
    return query if "from" in query or "to" in query else {"from": year, "to": year}


def _file(booklet, ending, make, content_type):
    report = booklet.report
    name = f"ibasho-{report.first.year}-{report.last.year}.{ending}"
    kind = "inline" if ending == "pdf" else "attachment"
    headers = {"Content-Disposition": f'{kind}; filename="{name}"'}
    return HttpResponse(make(booklet), content_type=content_type, headers=headers)


def _trail():
    return [{"label": _("統計と報告書"), "url": reverse("reports")}, {"label": _("年次報告書")}]
