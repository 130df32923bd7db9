"""The report (実績報告): built from the diary, read over, and sent."""

from dataclasses import dataclass

from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from grants import progress, workflow
from grants.applying import correcting, drafts, planning
from grants.applying.planning import Plan
from grants.awarded import reporting
from grants.awarded.statement import of_report, of_year
from grants.forms.report import ReportDeclarationForm, ReportForm
from grants.rules.needs import Needs
from grants.sheets import asked_by
from grants.states import GRANTED, State
from grants.views.my.diary import address, counts, side
from grants.views.my.loading import own, own_with_story, trail
from ibasho import errors
from ibasho.accounts.unsent import keeps_typing, typed_before_sign_in
from ibasho.groups.models import Gathering


@keeps_typing
def report(request, pk):
    """The sheet of the report while it can be written, afterwards what was sent."""
    application = own_with_story(request, pk)
    if application.state not in GRANTED:
        raise Http404
    if application.state != State.AWARDED:
        return _sent(request, application)
    if request.method == "POST":
        return _save(request, application, request.POST)
    if typed := typed_before_sign_in(request):
        return _save(request, application, typed)
    basis = _basis(application)
    return _page(request, application, basis, _draft(application, basis))


@dataclass(frozen=True)
class Basis:
    """What a report is made on: the plan in force and the diary."""

    plan: Plan
    gatherings: list[Gathering]
    asks: Needs

    def form(self, typed=None) -> ReportForm:
        days = [each.on for each in self.gatherings]
        return ReportForm(typed, asks=self.asks, days=days, plan=self.plan.facts)


def _basis(application) -> Basis:
    plan = planning.in_force(application)
    asks = asked_by(plan.terms, application.programme_year.fiscal_year)
    return Basis(plan, reporting.held(application), asks)


def _draft(application, basis) -> ReportForm:
    """What is typed so far; a page that nobody has touched complains of nothing."""
    return basis.form(drafts.report_typed(application) or None)


def _save(request, application, post):
    basis = _basis(application)
    form = basis.form(post)
    try:
        drafts.keep_report(application, form.typed(), by=request.user, at=timezone.now())
    except workflow.NotAllowed as error:
        kept = {str(field.label): field.data or "" for field in form}
        back = application.door.address("task_list")
        return errors.conflict(request, message=str(error), kept=kept, back=back)
    if "calculate" in post or not form.is_valid():
        return _page(request, application, basis, form)
    return redirect(application.door.address("report_confirm"))


def _page(request, application, basis, form):
    context = {
        "application": application,
        "trail": trail(application, _("実績報告")),
        "form": form,
        "correction": progress.correction(application),
        "asked": correcting.report_asked(progress.correction(application)),
        "change": planning.open_change(application),
        **_year(application, basis, form),
    }
    return render(request, "grants/my/report.html", context)


def _year(application, basis, form) -> dict:
    """What the diary tells, and what it comes to with what is typed so far."""
    today = timezone.localdate()
    form.is_valid()
    year = of_year(application, basis.plan, basis.gatherings, form.statement, today)
    back, door = application.door.address("report"), side(application)
    return {
        "year": year,
        "counts": counts(year.days),
        "unrecorded": [(day, address(application, day, back, door)) for day in year.unrecorded],
        "without_receipt": [
            (day, address(application, day, back, door)) for day in year.without_receipt
        ],
    }


def confirm(request, pk):
    """Reading it over, and sending it."""
    application = own(request, pk)
    if application.state != State.AWARDED:
        return redirect(application.door.address("report"))
    basis = _basis(application)
    form = _draft(application, basis)
    if not form.is_bound or not form.is_valid():
        return redirect(application.door.address("report"))
    declaration = ReportDeclarationForm(request.POST if request.method == "POST" else None)
    if declaration.is_valid() and _send(request, application, form, declaration):
        return redirect(application.door.address("report"))
    context = {
        "application": application,
        "trail": trail(application, _("確認して報告")),
        "form": declaration,
        "words": form.cleaned_data["words"],
        **_year(application, basis, form),
    }
    return render(request, "grants/my/report_confirm.html", context)


def _send(request, application, form, declaration) -> bool:
    """Whether it has been sent, now or by an earlier press of the same button."""
    told = {"statement": form.statement, "words": form.cleaned_data["words"]}
    try:
        workflow.report(application, by=request.user, at=timezone.now(), **told)
    except workflow.NotAllowed as error:
        application.refresh_from_db(fields=["state"])
        if application.state == State.AWARDED:
            declaration.add_error(None, str(error))
            return False
    return True


def _sent(request, application):
    found = reporting.latest(application)
    if found is None:  # an award that was revoked before anything was reported
        return errors.page_not_found(request, Http404())
    context = {
        "application": application,
        "trail": trail(application, _("実績報告")),
        "report": found,
        "year": of_report(application, found),
        "standing": progress.standing(application),
    }
    return render(request, "grants/my/report_sent.html", context)
