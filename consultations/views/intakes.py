"""Older records from a file: chosen, its columns mapped, checked, taken in; and empty files to fill."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from consultations import tasks
from consultations.forms import IntakeForm, MappingForm
from consultations.importing import intaking
from consultations.importing.targets import KINDS
from consultations.models import Intake, IntakeState, Target
from consultations.views.pages import trail
from ibasho import spreadsheet
from ibasho.accounts.doors import needs
from ibasho.accounts.permissions import Capability

SHOWN = 50  # intakes on the page
BUSY = _("いまは変えられません。下の「いまの様子」を確かめてください。")
WORK = {IntakeState.CHECKING: tasks.check_intake, IntakeState.LOADING: tasks.load_intake}


@needs(Capability.LISTEN)
def intakes(request):
    form = IntakeForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid() and (made := _received(request, form)):
        return redirect("intake", made.pk)
    listed = Intake.objects.select_related("uploaded_by").defer("content", "faults")
    context = {"form": form, "intakes": listed[:SHOWN], "targets": Target}
    return render(request, "consultations/intakes.html", context)


def _received(request, form):
    """The new intake, or None when the form has been told what is wrong."""
    upload, target = form.cleaned_data["file"], form.cleaned_data["target"]
    facts = {"target": target, "name": upload.name, "content": upload.read()}
    try:
        return intaking.receive(by=request.user, at=timezone.now(), **facts)
    except intaking.UnreadableFile as error:
        form.add_error("file", str(error))
    except intaking.AlreadyTaken as error:
        day = timezone.localdate(error.intake.loaded_at)
        words = _("同じファイルを%(day)sに取りこみました。もう一度は取りこみません。")
        form.add_error("file", words % {"day": f"{day.year}年{day.month}月{day.day}日"})
    return None


def _intake(pk):
    light = Intake.objects.select_related("uploaded_by").defer("content")
    return get_object_or_404(light, pk=pk)


def _mapping(intake, data=None):
    columns = KINDS[Target(intake.target)].columns()
    return MappingForm(data, headings=intake.headings, columns=columns, mapping=intake.mapping)


def _page(request, intake, form):
    here = trail("intakes", _("取りこみ"), intake.name)
    context = {"intake": intake, "form": form, "trail": here}
    return render(request, "consultations/intake.html", context)


@needs(Capability.LISTEN)
def intake(request, pk):
    found = _intake(pk)
    return _page(request, found, _mapping(found))


@require_POST
@needs(Capability.LISTEN)
def check(request, pk):
    """Keep the mapping and read every row; a long file is the worker's."""
    found = _intake(pk)
    form = _mapping(found, request.POST)
    if not form.is_valid():
        return _page(request, found, form)
    try:
        found = intaking.map_columns(found, mapping=form.mapping)
        if intaking.size(found) > intaking.AT_ONCE:
            _hand_over(found, IntakeState.CHECKING)
        else:
            intaking.dry_run(found, at=timezone.now())
    except intaking.NotReady:
        messages.error(request, BUSY)
    return redirect("intake", pk)


@require_POST
@needs(Capability.LISTEN)
def load(request, pk):
    """Take in what was checked, all of it."""
    found = _intake(pk)
    try:
        if not found.is_ready:
            raise intaking.NotReady
        if found.rows > intaking.AT_ONCE:
            _hand_over(found, IntakeState.LOADING)
        else:
            done = intaking.load(found, by=request.user, at=timezone.now())
            messages.success(request, _("%(count)d件を取りこみました。") % {"count": done.added})
    except intaking.NotReady:
        messages.error(request, BUSY)
    return redirect("intake", pk)


def _hand_over(found, state):
    intaking.begin(found, state)
    WORK[state].defer(intake_id=str(found.pk))


@require_POST
@needs(Capability.LISTEN)
def discard(request, pk):
    try:
        intaking.discard(_intake(pk))
    except intaking.NotReady:
        messages.error(request, _("取りこんだあとのファイルは、取り消せません。"))
        return redirect("intake", pk)
    messages.success(request, _("ファイルを捨てました。何も変わっていません。"))
    return redirect("intakes")


@needs(Capability.LISTEN)
def template(request, target, ending):
    """A file with the headings and one row that shows how they are filled."""
    if target not in Target.values or ending not in ("csv", "xlsx"):
        raise Http404
    columns = KINDS[Target(target)].columns().values()
    heads = [str(column.label) for column in columns]
    rows = [[column.example for column in columns]]
    return spreadsheet.response(ending, heads, rows, name=f"ibasho-{target}")
