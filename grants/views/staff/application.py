"""One application before the staff: the page, the findings, and the steps that lead on."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from grants import workflow
from grants.applying import assessment
from grants.forms.review import FindingForm
from grants.forms.steps import form_for
from grants.permissions import why_no_finding, why_not
from grants.reviewing import dossier, unread
from grants.reviewing.declaring import ACTS, take
from grants.states import STEPS
from ibasho.accounts.doors import needs
from ibasho.accounts.permissions import Capability
from ibasho.errors import conflict

FORWARD = {"receive", "recommend", "award", "check_report", "settle", "close"}


@needs(Capability.READ)
def application(request, pk):
    return _page(request, dossier.received(pk))


def _page(request, found, *, step="", wrong=None, finding=None):
    """The page; `wrong` is the form of `step`, `finding` that of a criterion, to be mended."""
    context = dossier.page(found, request.user)
    context["unread"] = unread.of(found, request.user)
    today = timezone.localdate()
    ways = sorted(ACTS.keys() & set(context["steps"]), key=list(ACTS).index)
    context["actions"] = [
        {
            "label": STEPS[way].label,
            "kind": "primary" if way in FORWARD else "outline-secondary",
            "url": reverse(f"application_{way}", args=[found.pk]),
            "form": wrong if way == step else form_for(way, found, by=request.user, today=today),
        }
        for way in ways
    ]
    may_judge = not why_no_finding(request.user, found)
    context["criteria"] = [
        (row, _finding_form(row, finding) if may_judge else None) for row in context["criteria"]
    ]
    context["form"] = wrong or finding
    return render(request, "grants/staff/application.html", context)


def _finding_form(row, wrong) -> FindingForm:
    if wrong is not None and wrong.found.criterion == row.machine.criterion:
        return wrong
    known = row.judged
    verdict = known.verdict if known else ("" if row.waits else row.machine.verdict.value)
    initial = {"verdict": verdict, "reason": known.reason if known else ""}
    return FindingForm(found=row.machine, initial=initial)


@require_POST
def step(request, pk, name):
    """Take one step of the table; what was typed is never lost on the way."""
    if not request.user.may(STEPS[name].capability):
        raise PermissionDenied
    found = dossier.received(pk)
    form = form_for(name, found, request.POST, by=request.user, today=timezone.localdate())
    if reason := why_not(request.user, found, name):
        return _too_late(request, found, form, reason)
    if form is not None and not form.is_valid():
        return _page(request, found, step=name, wrong=form)
    words = form.cleaned_data if form is not None else {}
    try:
        take(name, found, by=request.user, at=timezone.now(), words=words)
    except workflow.NotAllowed as refusal:
        return _too_late(request, found, form, str(refusal))
    messages.success(request, _("「%s」の手続きをしました。") % STEPS[name].label)
    return redirect("application", pk=pk)


def _too_late(request, found, form, reason: str):
    """409: why it could not be done, with what this person had typed."""
    kept = {str(field.label): _in_words(field) for field in form or ()}
    back = reverse("application", args=[found.pk])
    return conflict(request, message=reason, kept=kept, back=back)


def _in_words(field) -> str:
    """What was typed; of a choice the words that were read, not the key behind them."""
    typed = field.data or ""
    return str(dict(getattr(field.field, "choices", ())).get(typed, typed))


@require_POST
@needs(Capability.REVIEW)
def finding(request, pk):
    """Keep the worker's verdict on one criterion."""
    found = dossier.received(pk)
    verdict = assessment.latest(found)
    machine = next(
        (f for f in verdict.findings if f.criterion == request.POST.get("criterion")), None
    )
    if machine is None:
        raise Http404
    form = FindingForm(request.POST, found=machine)
    if reason := why_no_finding(request.user, found):
        return _too_late(request, found, form, reason)
    if not form.is_valid():
        return _page(request, found, finding=form)
    try:
        workflow.find(found, by=request.user, at=timezone.now(), **form.told())
    except workflow.NotAllowed as refusal:
        return _too_late(request, found, form, str(refusal))
    messages.success(request, _("「%s」の所見を保存しました。") % machine.title)
    return redirect(reverse("application", args=[pk]) + f"#criterion-{machine.criterion}")
