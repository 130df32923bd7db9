"""Which programmes exclude each other in a fiscal year."""

from django.contrib import messages
from django.db import IntegrityError, transaction
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from grants.forms.programmes import ExclusionForm
from grants.models import Exclusion
from grants.programmes import exclusion
from grants.views.staff.terms import under_programmes
from ibasho.accounts.doors import needs
from ibasho.accounts.permissions import Capability
from ibasho.dates import FiscalYear


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Capability.KEEP_PROGRAMMES)
def exclusions(request):
    form = ExclusionForm(request.POST or None)
    if request.method == "POST" and form.is_valid() and _add(request, form):
        return redirect("exclusions")
    rows = [
        {"row": row, "first": FiscalYear(row.from_year), "last": _year(row.to_year)}
        for row in Exclusion.objects.select_related("first", "second")
    ]
    context = {
        "form": form,
        "rows": rows,
        "trail": under_programmes(_("いっしょに受けられない助成")),
    }
    return render(request, "grants/programmes/exclusions.html", context)


def _year(year: int | None) -> FiscalYear | None:
    return FiscalYear(year) if year else None


def _add(request, form) -> bool:
    try:
        with transaction.atomic():
            row = exclusion.add(**form.cleaned_data)
    except IntegrityError:  # exclusion_once
        form.add_error("second", _("この2つは、その年度からの決まりがもうあります。"))
        return False
    messages.success(request, exclusion.said(row))
    if both := exclusion.standing_against(row):
        messages.warning(
            request,
            _("もう両方の交付が決まっている団体が%s件あります。決定は変わりません。") % both,
        )
    return True


@require_POST
@needs(Capability.KEEP_PROGRAMMES)
def remove(request, pk):
    get_object_or_404(Exclusion, pk=pk).delete()
    messages.success(request, _("決まりを消しました。"))
    return redirect("exclusions")
