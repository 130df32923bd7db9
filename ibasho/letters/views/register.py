"""The register for staff, one letter, and the paper for those whom it concerns."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from ibasho.accounts.doors import needs
from ibasho.accounts.permissions import Capability
from ibasho.letters import issue, queries
from ibasho.letters.forms import LetterFilter, ReissueForm
from ibasho.letters.models import Letter, Reissue
from ibasho.letters.render import pdf_of


@needs(Capability.READ)
def letters(request):
    filters = LetterFilter(request.GET)
    filters.full_clean()
    found = queries.issued_list(user=request.user, **filters.cleaned_data)
    page = Paginator(found, 50).get_page(request.GET.get("page"))
    return render(request, "letters/letters.html", {"filters": filters, "page": page})


@needs(Capability.READ)
def letter(request, pk):
    return _page(request, _found(request, pk), ReissueForm())


def _found(request, pk):
    seen = Letter.objects.seen_by(request.user).defer("pdf").select_related("group", "issued_by")
    return get_object_or_404(seen, pk=pk)


def _page(request, found, form):
    context = {
        "letter": found,
        "genuine": found.is_genuine(),
        "paragraphs": found.content["paragraphs"],
        "items": found.content["items"],
        "reissues": found.reissues.defer("pdf").select_related("issued_by"),
        "form": form,
        "may_dispatch": request.user.may(Capability.DISPATCH),
    }
    return render(request, "letters/letter_page.html", context)


@require_POST
@needs(Capability.DISPATCH)
def reissue(request, pk):
    found, form, now = _found(request, pk), ReissueForm(request.POST), timezone.now()
    if not form.is_valid():
        return _page(request, found, form)
    issue.reissue(found, by=request.user, at=now, on=timezone.localdate(now), **form.cleaned_data)
    messages.success(request, _("再発行しました。下の表からPDFを開けます。"))
    return redirect("letter", pk=pk)


@require_safe
def letter_pdf(request, pk):
    """Whoever may not see a letter is told what everybody is told of no letter at all: 404."""
    found = get_object_or_404(Letter.objects.seen_by(request.user).light(), pk=pk)
    return paper(pdf_of(found), f"{found.get_kind_display()}_{found.reference}.pdf")


@require_safe
def reissue_pdf(request, pk):
    """Seen by whoever sees the letter."""
    seen = Reissue.objects.filter(letter__in=Letter.objects.seen_by(request.user))
    found = get_object_or_404(seen.defer("pdf").select_related("letter"), pk=pk)
    name = f"{found.letter.get_kind_display()}_{found.letter.reference}_{_('再発行')}.pdf"
    return paper(pdf_of(found), name)


def paper(pdf: bytes, name: str) -> HttpResponse:
    headers = {
        "Content-Disposition": content_disposition_header(True, name),
        "Cache-Control": "private, no-store",
    }
    return HttpResponse(pdf, content_type="application/pdf", headers=headers)
