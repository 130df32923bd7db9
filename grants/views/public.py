"""The pre-check that everybody may use without signing in; nothing that is typed is stored."""

from django.contrib.auth.decorators import login_not_required
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.csrf import csrf_exempt

from grants import assessment
from grants.forms.public import CheckForm
from grants.models import ProgrammeYear
from grants.rules.eligibility import Verdict

ANSWERS = {
    Verdict.MET: _("申請できそうです"),
    Verdict.TO_BE_JUDGED: _("申請できるかもしれません。お話を聞かせてください"),
    Verdict.NOT_MET: _("このままでは申請がむずかしそうです。一度お電話ください"),
}


@csrf_exempt  # nothing is stored and nobody is known, so there is nothing to forge
@login_not_required
def check(request):
    year = ProgrammeYear.objects.for_check(timezone.localdate())
    typed = request.POST if request.method == "POST" else request.GET
    form = CheckForm(typed or None)
    found = assessment.of_check(year, form.cleaned_data) if year and form.is_valid() else None
    return render(
        request,
        "grants/public/check.html",
        {
            "form": form,
            "year": year,
            "assessment": found,
            "answer": ANSWERS[found.overall] if found else "",
        },
    )
