"""The ledger of other funding: looked through, written, mended."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from grants.forms.funding import FundingForm, FundingSearch
from grants.models import OtherFunding
from grants.views.staff.terms import under_programmes
from ibasho.accounts.doors import needs
from ibasho.accounts.permissions import Capability

A_PAGE = 50


@needs(Capability.READ)
def ledger(request):
    form = FundingSearch(request.GET)
    rows = OtherFunding.objects.select_related("group", "by")
    if form.is_valid():
        rows = rows.matching(form.cleaned_data["q"])
        if year := form.cleaned_data["fiscal_year"]:
            rows = rows.filter(fiscal_year=year.year)
    page = Paginator(rows, A_PAGE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "filters": form,
        "may_write": request.user.may(Capability.REVIEW),
        "trail": under_programmes(_("ほかの助成の台帳")),
    }
    return render(request, "grants/funding/ledger.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Capability.REVIEW)
def new(request):
    return _write(request, OtherFunding(by=request.user))


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Capability.READ)
def one(request, pk):
    entry = get_object_or_404(OtherFunding.objects.select_related("group", "by"), pk=pk)
    return _write(request, entry)


def _write(request, entry):
    may_write = request.user.may(Capability.REVIEW)
    known = {name: getattr(entry, name) for name in FundingForm.base_fields}
    known["fiscal_year"] = str(entry.fiscal_year or timezone.localdate().year)
    posted = request.method == "POST" and may_write
    form = FundingForm(request.POST if posted else None, initial=known)
    if posted and form.is_valid():
        for name, value in form.cleaned_data.items():
            setattr(entry, name, value)
        entry.at, entry.by = timezone.now(), request.user
        entry.save()
        messages.success(request, _("台帳に書きました。"))
        return redirect("other_funding")
    context = {
        "form": form,
        "entry": None if entry._state.adding else entry,
        "may_write": may_write,
        "trail": [
            under_programmes("")[0],
            {"label": _("ほかの助成の台帳"), "url": reverse("other_funding")},
            {"label": entry.name or _("新しい記入"), "url": ""},
        ],
    }
    return render(request, "grants/funding/entry.html", context)
