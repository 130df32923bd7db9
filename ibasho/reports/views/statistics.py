"""The statistics: figures, the records behind each of them, and every definition."""

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from consultations.figures.dimensions import dimensions
from consultations.figures.statistics import Statistics
from consultations.log import reading
from consultations.models import CountingRule, How
from ibasho.accounts.doors import needs
from ibasho.accounts.permissions import Capability
from ibasho.dates import FiscalYear
from ibasho.reports.counting import statements
from ibasho.reports.counting.asking import StatisticsForm, address, filled
from ibasho.reports.counting.statistics import statement
from ibasho.reports.dashboard.definitions import DAILY
from ibasho.reports.definitions import DEFINITIONS
from ibasho.reports.forms import SpanForm
from ibasho.reports.parts.listening import granted
from ibasho.reports.views.pages import XLSX

PAGE = 50


def _form(query, today) -> StatisticsForm:
    """The form over the span that was asked for; years that cannot be read have no dimensions."""
    told = filled(query, today)
    span = SpanForm(told)
    here = FiscalYear.of(today)
    first, last = span.span if span.is_valid() else (here, here)
    return StatisticsForm(told, dimensions=dimensions(first, last))


def _trail(*more):
    here = [{"label": _("統計と報告書"), "url": reverse("reports")}]
    return [*here, *more]


@needs(Capability.READ)
def consultation_statistics(request):
    form = _form(request.GET, timezone.localdate())
    context = {"form": form, "trail": _trail({"label": _("相談の統計")})}
    if not form.is_valid():
        return render(request, "reports/statistics.html", context)
    made = statement(_counting(form), *form.crossed)
    if request.GET.get("format") == "xlsx":
        name = f"ibasho-statistics-{made.asked.first.year}-{made.asked.last.year}.xlsx"
        headers = {"Content-Disposition": f'attachment; filename="{name}"'}
        return HttpResponse(statements.as_xlsx(made), content_type=XLSX, headers=headers)
    context |= {"made": made, "charts": statements.drawings(made)}
    return render(request, "reports/statistics.html", context)


@needs(Capability.READ)
def statistics_records(request):
    """The records that one figure counts: as many as it says."""
    form = _form(request.GET, timezone.localdate())
    if not form.is_valid():
        return render(request, "reports/statistics.html", {"form": form, "trail": _trail()})
    counting = _counting(form)
    found = counting.records().select_related("group", "area").prefetch_related("workers")
    found = found.order_by("-on", "-at_time", "-written_at", "id")
    page = Paginator(found, PAGE).get_page(request.GET.get("page"))
    reading.note(page, by=request.user, at=timezone.now(), how=How.LIST)
    back = f"{reverse('statistics')}?{address(counting.asked)}"
    context = {
        "page": page,
        "conditions": _conditions(counting),
        "trail": _trail({"label": _("相談の統計"), "url": back}, {"label": _("数えた記録")}),
    }
    return render(request, "reports/records.html", context)


def _counting(form) -> Statistics:
    return Statistics(form.asked, granted=granted(), dimensions=form.dimensions)


def _conditions(counting) -> list:
    """What narrows the list, in words."""
    asked = counting.asked
    span = _("%(first)sから%(last)sまで") % {"first": asked.first, "last": asked.last}
    rule = [_("年度ごとの数え方に合うもの")] if asked.by_rule else []
    values = [
        f"{counting.dimensions[key].title}：{counting.dimensions[key].label(value)}"
        for key, value in asked.values.items()
    ]
    return [span, *rule, *values]


@needs(Capability.READ)
def definitions(request):
    """How every figure is counted, and since when."""
    here = FiscalYear.of(timezone.localdate())
    context = {
        "definitions": DEFINITIONS + DAILY,
        "dimensions": dimensions(here, here).values(),
        "rules": CountingRule,
        "trail": _trail({"label": _("数字の数え方")}),
    }
    return render(request, "reports/definitions.html", context)
