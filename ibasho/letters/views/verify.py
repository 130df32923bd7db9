"""The public check of a letter: number and code together tell that it was issued, and no more."""

from allauth.core import ratelimit
from django.contrib.auth.decorators import login_not_required
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from ibasho.errors import too_many_requests
from ibasho.letters import queries
from ibasho.letters.forms import VerifyForm


@login_not_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def letter_verify(request):
    if request.method != "POST":
        return render(request, "letters/verify.html", {"form": VerifyForm()})
    if not ratelimit.consume(request, action="verify_letter"):
        return too_many_requests(request)
    form = VerifyForm(request.POST)
    context = {"form": form, "asked": form.is_valid()}
    if context["asked"]:
        context["letter"] = queries.genuine(**form.cleaned_data)
    return render(request, "letters/verify.html", context)
