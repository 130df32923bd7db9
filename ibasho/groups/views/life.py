"""What staff note of the life of a group: a change, and the mending of a wrong entry."""

from functools import partial

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from ibasho.accounts.doors import needs
from ibasho.accounts.permissions import Capability
from ibasho.groups import life, queries, record, workflow
from ibasho.groups.forms import CorrectionForm, StatusForm, TakeOutForm
from ibasho.groups.models import Group


@needs(Capability.TEND_GROUPS)
def status(request, pk):
    """Its own page as well: here the form comes back when something is wrong with it."""
    group = get_object_or_404(Group, pk=pk)
    form = status_form(group, request.POST or None)
    act = partial(workflow.change_status, group, by=request.user, at=timezone.now())
    if form.is_valid() and _done(form, act):
        messages.success(request, _("状況を記録しました。"))
        return redirect("staff_group", pk=pk)
    return _page(request, group, form, _("状況の変化を記録する"), submit=_("記録する"))


def status_form(group, data=None):
    return StatusForm(data, today=timezone.localdate(), turns=_turns(group.changes.all()))


def _turns(changes):
    return [life.Turn(change.status, change.day) for change in changes]


def _done(form, act) -> bool:
    facts = {key: value for key, value in form.cleaned_data.items() if key != "sure"}
    try:
        act(**facts)
    except workflow.AlreadyNoted:
        form.say_already_noted()
        return False
    return True


def _page(request, group, form, heading, **more):
    context = {"form": form, "heading": heading, "trail": trail(group, heading), **more}
    return render(request, "groups/life_form.html", context | {"group": group})


def trail(group, here):
    return [
        {"label": _("団体"), "url": reverse("staff_groups")},
        {"label": group.name, "url": reverse("staff_group", args=[group.pk])},
        {"label": here},
    ]


@needs(Capability.TEND_GROUPS)
def changes(request, pk):
    """The entries of a life with what each said before it was mended."""
    group = get_object_or_404(Group, pk=pk)
    context = {
        "group": group,
        "changes": group.changes.select_related("noted_by", "amended_by").order_by("-day", "-id"),
        "corrected": record.corrected(queries.versions(group)),
        "trail": trail(group, _("状況の記録を直す")),
    }
    return render(request, "groups/changes.html", context)


@needs(Capability.TEND_GROUPS)
def change(request, pk, entry):
    """Mend one entry."""
    group, found = _entry(pk, entry)
    others = _turns(group.changes.exclude(pk=found.pk))
    today = timezone.localdate()
    form = CorrectionForm(request.POST or None, change=found, today=today, turns=others)
    act = partial(workflow.correct_status, found, by=request.user, at=timezone.now())
    if form.is_valid() and _done(form, act):
        messages.success(request, _("状況の記録を直しました。前の記録も残っています。"))
        return redirect("group_changes", pk=pk)
    return _page(request, group, form, _("状況の記録を直す"), submit=_("直す"), change=found)


def _entry(pk, entry):
    group = get_object_or_404(Group, pk=pk)
    number = int(entry) if entry.isdecimal() and len(entry) < 18 else None
    return group, get_object_or_404(group.changes, pk=number)


@needs(Capability.TEND_GROUPS)
def take_out(request, pk, entry):
    """Take out the entry of what never was."""
    group, found = _entry(pk, entry)
    form = TakeOutForm(request.POST or None)
    if form.is_valid():
        workflow.take_out_status(found, by=request.user, at=timezone.now(), **form.cleaned_data)
        messages.success(request, _("状況の記録を消しました。消した記録も残っています。"))
        return redirect("group_changes", pk=pk)
    return _page(request, group, form, _("状況の記録を消す"), submit=_("消す"), change=found)
