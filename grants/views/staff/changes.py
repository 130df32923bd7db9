"""A change before the staff: what was asked for, the proposal, and the decision of another."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from grants import workflow
from grants.applying import correcting, planning
from grants.awarded import replanning, reporting
from grants.forms.change import ApproveChangeForm, PrepareChangeForm, RefuseChangeForm
from grants.models import Application, Stage
from grants.permissions import why_no_change_decision
from grants.reviewing import dossier
from grants.views.my.diary import address, counts
from ibasho.accounts.doors import needs
from ibasho.accounts.permissions import Capability
from ibasho.errors import conflict
from ibasho.groups import queries

ACTS = {
    "prepare": (Capability.RECOMMEND, workflow.prepare_change, gettext_lazy("変更を起案する")),
    "approve": (Capability.DECIDE, workflow.approve_change, gettext_lazy("変更を承認する")),
    "refuse": (Capability.DECIDE, workflow.refuse_change, gettext_lazy("変更を承認しない")),
}
FROM = {"prepare": Stage.ASKED, "approve": Stage.PREPARED, "refuse": Stage.PREPARED}


def _form(name, change, data=None, *, by):
    alone = change.prepared_by_id == by.pk
    kwargs = {"auto_id": f"id_{name}_%s"}
    if name == "refuse":
        return RefuseChangeForm(data, alone=alone, **kwargs)
    kwargs |= {"most": change.amount, "fixed": change.is_stop}
    if name == "prepare":
        return PrepareChangeForm(data, initial={"amount": change.amount}, **kwargs)
    known = {"amount": change.prepared_amount}
    return ApproveChangeForm(data, alone=alone, initial=known, **kwargs)


def _sent(pk):
    """The application and what was asked to be changed; 404 where nothing was sent."""
    application = dossier.received(pk)
    change = planning.open_change(application)
    if change is None or change.stage == Stage.DRAFT:
        raise Http404
    change.application = application
    return change


@needs(Capability.READ)
def change(request, pk):
    return _page(request, _sent(pk))


def _page(request, change, *, name="", wrong=None):
    application, before = change.application, planning.in_force(change.application)
    year = application.programme_year.year
    actions = [
        {
            "label": label,
            "kind": "outline-secondary" if way == "refuse" else "primary",
            "url": reverse(f"application_change_{way}", args=[application.pk]),
            "form": wrong if way == name else _form(way, change, by=request.user),
        }
        for way, (_capability, _act, label) in ACTS.items()
        if change.stage == FROM[way] and not _why_not(request.user, change, way)
    ]
    context = {
        "application": application,
        "change": change,
        "comparison": replanning.of_request(change, before),
        "differences": correcting.changes(before.answers, change.answers, year, terms=before.terms),
        "actions": actions,
        "waits_for": _waits_for(request.user, change),
        "form": wrong,
        "trail": _trail(application, change.get_kind_display()),
    }
    return render(request, "grants/staff/change.html", context)


def _why_not(user, change, way) -> str:
    return why_no_change_decision(user, change, decides=way != "prepare")


def _waits_for(user, change) -> str:
    if change.stage == Stage.ASKED:
        return _("担当の起案を待っています。")
    if user.may(Capability.DECIDE) and (reason := _why_not(user, change, "approve")):
        return reason
    return _("決裁を待っています。")


@require_POST
def act(request, pk, name):
    """Propose or decide; what was typed is never lost on the way."""
    capability, do, label = ACTS[name]
    if not request.user.may(capability):
        raise PermissionDenied
    found = _last_sent(pk)
    form = _form(name, found, request.POST, by=request.user)
    if found.is_open and not form.is_valid():
        return _page(request, _sent(pk), name=name, wrong=form)
    try:
        do(found, by=request.user, at=timezone.now(), **_told(found, name, form))
    except workflow.NotAllowed as refusal:
        kept = {str(field.label): field.data or "" for field in form}
        back = reverse("application", args=[pk])
        return conflict(request, message=str(refusal), kept=kept, back=back)
    messages.success(request, _("「%s」の手続きをしました。") % label)
    return redirect("application", pk=pk)


def _last_sent(pk):
    """What was sent last, also when somebody has just answered it; else 404."""
    application = get_object_or_404(Application.objects.received(), pk=pk)
    found = application.changes.exclude(asked_at=None).order_by("asked_at").last()
    if found is None:
        raise Http404
    return found


def _told(change, name, form) -> dict:
    """The words of the form; of a stop the amount stays what it was."""
    fixed = {"amount": change.before} if change.is_stop and name != "refuse" else {}
    # A form that was overtaken may be wrong as well: the workflow refuses before it reads this.
    blank = {"reason": ""} if name == "refuse" else {"reason": "", "amount": 0}
    return {**blank, **(form.cleaned_data if form.is_valid() else {}), **fixed}


@needs(Capability.READ)
def diary(request, pk):
    """The plan against the diary, as the staff read it, and write it for a group on the phone."""
    application = dossier.received(pk)
    gatherings = reporting.held(application)
    days = reporting.side_by_side(application.planned.all(), gatherings, timezone.localdate())
    may_write = request.user.may(Capability.TEND_GROUPS)
    back = reverse("application_diary", args=[pk])
    context = {
        "application": application,
        "days": [
            (day, address(application, day, back, "staff") if may_write else "") for day in days
        ],
        "counts": counts(days),
        "totals": queries.totals(gatherings),
        "trail": _trail(application, _("開催の記録")),
    }
    return render(request, "grants/staff/diary.html", context)


def _trail(application, label) -> list[dict]:
    return [
        {"label": _("申請"), "url": reverse("queue")},
        {
            "label": application.receipt_number,
            "url": reverse("application", args=[application.pk]),
        },
        {"label": label, "url": ""},
    ]
