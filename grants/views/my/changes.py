"""Another plan, or the end of the activity: written, read over and sent by the group."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from grants import workflow
from grants.applying import planning
from grants.awarded import replanning, reporting
from grants.awarded.replanning import PLAN_ITEMS, VENUE_ITEMS
from grants.forms.change import ChangeKindForm, StopForm, WhyForm
from grants.models.change import Stage
from grants.states import GRANTED, State
from grants.views.my.loading import own, trail
from ibasho import errors


def change(request, pk):
    """What is open of a change, or the question what to change."""
    application = own(request, pk)
    if application.state not in GRANTED:
        raise Http404
    found = planning.open_change(application)
    if found is None:
        return _ask_kind(request, application)
    if found.stage != Stage.DRAFT:
        return _waiting(request, application, found)
    page = _stop_page if found.is_stop else _plan_page
    return page(request, application, found)


def _ask_kind(request, application):
    if application.state != State.AWARDED:
        raise Http404
    form = ChangeKindForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        told = {"by": request.user, "at": timezone.now(), **form.cleaned_data}
        try:
            workflow.start_change(application, **told)
        except workflow.NotAllowed as error:
            return _conflict(request, application, error)
        return redirect(application.door.address("change"))
    context = {
        "application": application,
        "trail": trail(application, _("変更・中止の申請")),
        "form": form,
        "past": list(application.changes.select_related("letter").exclude(decided_at=None)),
    }
    return render(request, "grants/my/change.html", context)


def _plan_page(request, application, found):
    plan = planning.in_force(application)
    typed, why = found.typed, found.reason
    if request.method == "POST":
        typed, why = _typed(application, plan, request.POST), request.POST.get("reason", "")
    sheets = planning.sheets(application, plan, typed)
    form = WhyForm({"reason": why}) if request.method == "POST" or why else WhyForm()
    if request.method == "POST":
        reason = form.cleaned_data["reason"] if form.is_valid() else ""
        kept = {"typed": typed, "reason": reason}
        if answer := _keep(
            request, application, found, kept, form.is_valid() and replanning.readable(sheets)
        ):
            return answer
    context = {
        "application": application,
        "trail": trail(application, _("計画の変更")),
        "form": form,
        "change": found,
        "plan": [sheets["plan"][name] for name in PLAN_ITEMS],
        "venue": [sheets["venue"][name] for name in VENUE_ITEMS],
        "day_fees": sheets["venue"].day_fees(),
        "problems": _problems(sheets),
        "comparison": replanning.of_sheets(application, sheets)
        if replanning.readable(sheets)
        else None,
    }
    return render(request, "grants/my/change_plan.html", context)


def _typed(application, plan, post) -> dict[str, str]:
    """What differs from the plan in force, as it was typed."""
    sheets = planning.sheets(application, plan, {"days": post.get("days", "")})
    told = {**sheets["plan"].typed_in(post), **sheets["venue"].typed_in(post)}
    touched = {name for name in told if name in PLAN_ITEMS or name in sheets["venue"].fields}
    return {name: told[name] for name in sorted(touched)}


def _problems(sheets) -> list:
    """The fields that must be mended, for the summary on top."""
    return [field for sheet in (sheets["plan"], sheets["venue"]) for field in sheet if field.errors]


def _keep(request, application, found, kept, ready: bool):
    """Keep what is typed; the answer where it was sent or could not be, else None."""
    try:
        workflow.write_change(found, by=request.user, **kept)
        if not ready or "send" not in request.POST:
            return None
        workflow.ask_change(found, by=request.user, at=timezone.now())
    except workflow.NotAllowed as error:
        return _conflict(request, application, error, kept)
    messages.success(request, _("変更の申請を出しました。結果が出たらお知らせします。"))
    return redirect(application.door.address("change"))


def _stop_page(request, application, found):
    year = application.programme_year.year
    known = {"stop_on": found.stop_on, "reason": found.reason}
    form = StopForm(request.POST if request.method == "POST" else None, initial=known, year=year)
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        kept = {"typed": {}, "reason": told["reason"], "stop_on": told["stop_on"]}
        if answer := _keep(request, application, found, kept, True):
            return answer
        found.stop_on = told["stop_on"]
    context = {
        "application": application,
        "trail": trail(application, _("活動の中止")),
        "form": form,
        "change": found,
        "estimate": _estimate(application, found.stop_on),
    }
    return render(request, "grants/my/change_stop.html", context)


def _estimate(application, stop_on):
    """What the days held until then come to; None before a day is told."""
    if stop_on is None:
        return None
    plan = planning.in_force(application)
    return reporting.of_held(plan, reporting.held(application, until=stop_on), {}).breakdown


def _waiting(request, application, found):
    before = planning.in_force(application)
    context = {
        "application": application,
        "trail": trail(application, _("変更・中止の申請")),
        "change": found,
        "comparison": replanning.of_request(found, before),
    }
    return render(request, "grants/my/change_sent.html", context)


@require_POST
def withdraw(request, pk):
    """The group goes on as it was."""
    application = own(request, pk)
    found = planning.open_change(application)
    if found is None:
        raise Http404
    try:
        workflow.withdraw_change(found, by=request.user)
    except workflow.NotAllowed as error:
        return _conflict(request, application, error)
    messages.success(request, _("変更の申請を取りやめました。いまの計画のままです。"))
    return redirect(application.door.address("task_list"))


def _conflict(request, application, error, kept=None):
    told = {_("わけ"): kept["reason"]} if kept else {}
    back = application.door.address("change")
    return errors.conflict(request, message=str(error), kept=told, back=back)
