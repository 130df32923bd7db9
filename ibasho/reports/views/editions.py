"""Editions of the annual report: the list, one to write or to look at, its files."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST

from ibasho.accounts.doors import needs
from ibasho.accounts.permissions import Capability
from ibasho.errors import conflict
from ibasho.reports import editions
from ibasho.reports.booklet import booklets, pages
from ibasho.reports.forms import EditionForm, SpanForm
from ibasho.reports.models import Edition, EditionFile, FileState, Format
from ibasho.spreadsheet import XLSX

FREEZING = [
    _("確定した版のことばと数字は、だれも変えられません。"),
    _("あとで記録を直したときは、次の版を作ります。前の版との違いが、次の版に載ります。"),
    _("PDFと表計算のファイルを作り始めます。"),
]


@needs(Capability.READ)
def edition_list(request):
    return _list(request, SpanForm())


def _list(request, form):
    context = {
        "editions": Edition.objects.light().select_related("frozen_by", "written_by"),
        "form": form,
        "may_write": request.user.may(Capability.WRITE_REPORTS),
        "trail": _trail(),
    }
    return render(request, "reports/editions.html", context)


@require_POST
@needs(Capability.WRITE_REPORTS)
def begin(request):
    form = SpanForm(request.POST)
    if not form.is_valid():
        return _list(request, form)
    first, last = form.span
    edition = editions.begin(first=first, last=last, by=request.user, at=timezone.now())
    return redirect("edition", pk=edition.pk)


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Capability.READ)
def edition(request, pk):
    """To be written while it is open, to be read and fetched once it is frozen."""
    known = _edition(pk)
    if known.frozen or not request.user.may(Capability.WRITE_REPORTS):
        return _show(request, known)
    arrangement = booklets.arrangement(known)
    if request.method != "POST":
        form = EditionForm(arrangement=arrangement, initial={"seen": known.version})
        return _page(request, known, form)
    form = EditionForm(request.POST, arrangement=arrangement)
    return _write(request, known, form) if form.is_valid() else _page(request, known, form)


def _write(request, known, form):
    facts = {"arrangement": form.arrangement(), "seen": form.cleaned_data["seen"]}
    try:
        editions.write(known, by=request.user, at=timezone.now(), **facts)
    except editions.ChangedMeanwhile as first:
        return _too_late(request, known, form, first.edition)
    messages.success(request, _("保存しました。"))
    return redirect("edition", pk=known.pk)


def _too_late(request, known, form, newest):
    kept = {str(field.label): field.data or "" for field in form if not field.is_hidden}
    message = _("%sさんが、先に保存しました。") % newest.written_by.name
    return conflict(request, message=message, kept=kept, back=reverse("edition", args=[known.pk]))


def _page(request, known, form):
    context = {
        "edition": known,
        "form": form,
        "may_freeze": request.user.may(Capability.FREEZE_REPORTS),
        "trail": _trail(known),
    }
    return render(request, "reports/edition_form.html", context)


def _show(request, known):
    files = list(known.files.defer("content"))
    context = {
        "edition": known,
        "files": files,
        "busy": any(file.busy for file in files),
        "may_archive": request.user.may(Capability.WRITE_REPORTS)
        and known.frozen
        and Format.ARCHIVE not in [file.format for file in files],
        "trail": _trail(known),
    }
    template = "_edition_files.html" if request.htmx else "edition.html"
    return render(request, f"reports/{template}", context)


@needs(Capability.READ)
def edition_preview(request, pk):
    """The edition as a page, as it would be or was printed."""
    known = _edition(pk)
    booklet = booklets.of(known, on=timezone.localdate())
    context = {**pages.context(booklet), "edition": known, "trail": _trail(known, inside=True)}
    return render(request, "reports/edition_preview.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Capability.FREEZE_REPORTS)
def freeze(request, pk):
    """A page that asks once more, since a frozen edition does not change any more."""
    known = _edition(pk)
    if known.frozen:
        return redirect("edition", pk=pk)
    if request.method != "POST":
        context = {"edition": known, "consequences": FREEZING, "trail": _trail(known)}
        return render(request, "reports/freeze.html", context)
    try:
        editions.freeze(known, by=request.user, at=timezone.now(), on=timezone.localdate())
    except editions.AlreadyFrozen:
        return redirect("edition", pk=pk)
    messages.success(request, _("確定しました。ファイルを作っています。"))
    return redirect("edition", pk=pk)


@require_POST
@needs(Capability.WRITE_REPORTS)
def ask(request, pk):
    """Have a file made, or made again where it failed."""
    known = get_object_or_404(Edition.objects.frozen(), pk=pk)
    kind = request.POST.get("format")
    if kind not in Format.values:
        raise Http404
    editions.ask(known, Format(kind), at=timezone.now())
    return redirect("edition", pk=pk)


@needs(Capability.READ)
def edition_file(request, pk, file):
    made = EditionFile.objects.filter(state=FileState.MADE).select_related("edition")
    kept = get_object_or_404(made, edition=pk, pk=file)
    content_type = XLSX if kept.format == Format.XLSX else "application/pdf"
    headers = {"Content-Disposition": f'attachment; filename="{kept.name}"'}
    return HttpResponse(bytes(kept.content), content_type=content_type, headers=headers)


def _edition(pk) -> Edition:
    return get_object_or_404(Edition.objects.select_related("frozen_by", "written_by"), pk=pk)


def _trail(known=None, *, inside=False):
    trail = [
        {"label": _("統計と報告書"), "url": reverse("reports")},
        {"label": _("報告書の版"), "url": reverse("editions") if known else ""},
    ]
    if known:
        trail.append(
            {"label": str(known), "url": reverse("edition", args=[known.pk]) if inside else ""}
        )
    return trail + ([{"label": _("見る"), "url": ""}] if inside else [])
