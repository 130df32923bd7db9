"""The desk, the record of a group, statistics and reports; they only read, and note who has read."""

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from consultations.log import reading
from consultations.models import How, Person
from consultations.people import bonds as bonds_of
from ibasho.accounts.doors import needs
from ibasho.accounts.permissions import Capability
from ibasho.dates import FiscalYear
from ibasho.groups import queries as groups
from ibasho.groups.models import Group
from ibasho.groups.record import register
from ibasho.groups.views.life import status_form
from ibasho.reports import missing
from ibasho.reports.booklet import annual, pages, sheets, tables
from ibasho.reports.desk import desk as desk_of
from ibasho.reports.forms import SpanForm, StoryFilter
from ibasho.reports.kit import bonds
from ibasho.reports.record import story_of
from ibasho.spreadsheet import XLSX

EVENTS = 30  # of a group's story on one page
FILES = {"pdf": (pages.as_pdf, "application/pdf"), "xlsx": (sheets.as_xlsx, XLSX)}


@needs(Capability.READ)
def desk(request):
    now = timezone.now()
    found = desk_of(request.user, on=timezone.localdate(now))
    reading.note(found.calls, by=request.user, at=now, how=How.DESK)
    return render(request, "reports/desk.html", {"desk": found})


@needs(Capability.READ)
def missing_groups(request, what):
    """The groups of one row of 「足りないこと」 on the desk."""
    if what not in missing.GROUP_LISTS:
        raise Http404
    found = missing.groups(request.user, what, on=timezone.localdate())
    context = {
        "title": missing.GROUP_LISTS[what],
        "page": Paginator(found, 50).get_page(request.GET.get("page")),
        "may_tend": request.user.may(Capability.TEND_GROUPS),
        "trail": [{"label": _("今日の仕事"), "url": reverse("desk")}, {"label": _("足りないこと")}],
    }
    return render(request, "reports/missing.html", context)


def _circle(request, group):
    """The drawing of the people around a group, noted as read; None where nobody was introduced."""
    found = bonds_of.of_group(group)
    ids = {bond.record_id for bond in found}
    reading.note(ids, by=request.user, at=timezone.now(), how=How.PERSON)
    return bonds.around(group.name, found) if found else None


@needs(Capability.READ)
def group_bonds(request, pk):
    """The people around one group, drawn and as a table."""
    group = get_object_or_404(Group, pk=pk)
    here = {"label": group.name, "url": reverse("staff_group", args=[pk])}
    context = {
        "group": group,
        "chart": _circle(request, group),
        "people": Person.objects.filter(introductions__consultation__group=group).distinct(),
        "trail": [
            {"label": _("団体"), "url": reverse("staff_groups")},
            here,
            {"label": _("つながり")},
        ],
    }
    return render(request, "reports/bonds.html", context)


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
    context["sections"] = tables.beside(context["sections"], booklet.report)
    return render(request, "reports/annual.html", context)


@needs(Capability.READ)
def annual_table(request, number):
    """One table of the report as a workbook of its own."""
    today = timezone.localdate()
    form = SpanForm(_asked(request.GET, today))
    if not form.is_valid():
        return render(request, "reports/annual.html", {"form": form, "trail": _trail()})
    first, last = form.span
    if not 0 < number <= tables.COUNT:
        raise Http404
    table = tables.numbered(annual.build(first, last, on=today), number)
    return tables.response(table, name=f"ibasho-{first.year}-{last.year}-{number}")


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


@needs(Capability.READ)
def group_record(request, pk):
    """One group on one page: its register, its people, and its whole story."""
    group = get_object_or_404(groups.records(), pk=pk)
    story = story_of(group, user=request.user)
    filters = StoryFilter(request.GET, story=story)
    filters.full_clean()
    told = story.told(**filters.cleaned_data)
    page = Paginator(told, EVENTS).get_page(request.GET.get("page"))
    shown = {event.talk for event in page if event.talk}
    reading.note(shown, by=request.user, at=timezone.now(), how=How.TIMELINE)
    may_tend = request.user.may(Capability.TEND_GROUPS)
    context = {
        "group": group,
        "rows": register(group),
        "people": group.memberships.all(),
        "filters": filters,
        "page": page,
        "bonds": _circle(request, group),
        "may_tend": may_tend,
        "form": status_form(group) if may_tend else None,
    }
    return render(request, "reports/group.html", context)
