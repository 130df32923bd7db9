"""Pages of letters: the register for staff, the paper itself for those whom it concerns."""

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from ibasho.accounts.doors import needs
from ibasho.accounts.permissions import Capability
from ibasho.letters import queries
from ibasho.letters.forms import LetterFilter
from ibasho.letters.models import Letter
from ibasho.letters.render import pdf_of


@needs(Capability.READ)
def letters(request):
    filters = LetterFilter(request.GET)
    filters.full_clean()
    found = queries.issued_list(user=request.user, **filters.cleaned_data)
    page = Paginator(found, 50).get_page(request.GET.get("page"))
    return render(request, "letters/letters.html", {"filters": filters, "page": page})


@require_safe
def letter_pdf(request, pk):
    """Whoever may not see a letter is told what everybody is told of no letter at all: 404."""
    letter = get_object_or_404(Letter.objects.seen_by(request.user).light(), pk=pk)
    name = f"{letter.get_kind_display()}_{letter.reference}.pdf"
    headers = {
        "Content-Disposition": content_disposition_header(True, name),
        "Cache-Control": "private, no-store",
    }
    return HttpResponse(pdf_of(letter), content_type="application/pdf", headers=headers)
