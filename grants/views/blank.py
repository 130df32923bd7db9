"""The application form to print and to write on by hand, for everybody."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from grants.applying import printing
from grants.models import ProgrammeYear


@require_safe
@login_not_required
def forms(request):
    years = ProgrammeYear.objects.open_on(timezone.localdate()).select_related("programme")
    return render(request, "grants/public/papers.html", {"years": years})


@require_safe
@login_not_required
def form(request, slug, fiscal_year):
    years = ProgrammeYear.objects.filter(published=True).select_related("programme")
    year = get_object_or_404(years, programme__slug=slug, fiscal_year=fiscal_year)
    answer = HttpResponse(printing.blank(year), content_type="application/pdf")
    answer["Content-Disposition"] = f'inline; filename="ibasho-{slug}-{fiscal_year}.pdf"'
    return answer
