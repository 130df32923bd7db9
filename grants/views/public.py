"""The pre-check that everybody may use without signing in; nothing that is typed is stored,
unless somebody asks to go on with it: then the session carries it to the new draft."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from grants.applying import assessment
from grants.forms.public import CheckForm
from grants.models import ProgrammeYear
from grants.programmes import exclusion
from grants.rules.eligibility import Verdict
from grants.sheets import asked_by

ANSWERS = {
    Verdict.MET: _("申請できそうです"),
    Verdict.TO_BE_JUDGED: _("申請できるかもしれません。お話を聞かせてください"),
    Verdict.NOT_MET: _("このままでは申請がむずかしそうです。一度お電話ください"),
}

SIGN_IN = _(
    "ログインすると、いま調べた答えを申請書に写します。"
    "はじめての方は、下の「はじめての方は、登録へ」から登録してください。"
)


@csrf_exempt  # nothing is stored and nobody is known, so there is nothing to forge
@login_not_required
def check(request):
    years = ProgrammeYear.objects.for_check(timezone.localdate())
    typed = request.POST if request.method == "POST" else request.GET
    form = CheckForm(typed or None, asks=[_asks(year) for year in years])
    told = form.cleaned_data if form.is_valid() else None
    return render(
        request,
        "grants/public/check.html",
        {
            "form": form,
            "years": years,
            "results": [_result(year, told) for year in years] if told else [],
            "told": form.as_answers() if told else {},
            "excluded": [exclusion.said(one) for one in exclusion.between(years)],
        },
    )


def _asks(year: ProgrammeYear):
    return asked_by(year.terms, year.fiscal_year)


def _result(year, told) -> dict:
    found = assessment.of_check(year, told)
    return {
        "year": year,
        "assessment": found,
        "kind": assessment.COLOURS[found.overall],
        "answer": ANSWERS[found.overall],
    }


@login_not_required
@require_POST
def begin(request):
    """「この答えで申請を始める」: the answers wait in the session until a draft is begun."""
    years = ProgrammeYear.objects.for_check(timezone.localdate())
    form = CheckForm(request.POST, asks=[_asks(year) for year in years])
    if not form.is_valid():
        return redirect("check")
    year = request.POST.get("programme_year", "")
    request.session["check"] = {"answers": form.for_draft(), "programme_year": year}
    if not request.user.is_authenticated:
        messages.info(request, SIGN_IN)
    return redirect("my_application_new")
