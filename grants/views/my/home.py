"""My page, and the beginning of a new application."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from grants import progress
from grants.applying import drafts
from grants.forms.my import NewApplicationForm
from grants.models import Application, ProgrammeYear
from grants.programmes import exclusion
from grants.reviewing import unread
from ibasho.accounts.doors import needs
from ibasho.accounts.permissions import Capability
from ibasho.groups.models import Group

CARRIED = _(
    "事前に調べたときの答えを、まだ書いていなかったところに写しました。"
    "まちがいがないか確かめてください。"
)


@needs(Capability.APPLY)
def my(request):
    mine, today = progress.mine(request.user), timezone.localdate()
    new_messages = unread.counts(mine, request.user)
    return render(
        request,
        "grants/my/my.html",
        {
            "cards": [
                progress.card(one, today=today) | {"unread": new_messages.get(one.pk, 0)}
                for one in mine
            ],
            "groups": Group.objects.of(request.user),
        },
    )


@needs(Capability.APPLY)
def new(request):
    groups = Group.objects.of(request.user)
    years = ProgrammeYear.objects.open_on(timezone.localdate()).select_related("programme")
    if not (groups and years):
        return render(request, "grants/my/cannot_begin.html", {"groups": groups})
    if request.method == "POST":
        return _begin(request, groups, years)
    carried = request.session.get("check", {})
    if not carried and (standing := _the_only_one(groups, years)):
        return redirect("task_list", standing.pk)
    chosen = carried.get("programme_year")
    form = NewApplicationForm(groups=groups, open_years=years, chosen_year=chosen)
    return _page(request, form, years, carried)


def _page(request, form, years, carried):
    excluded = [exclusion.said(one) for one in exclusion.between(years)]
    context = {"form": form, "carried": carried, "excluded": excluded}
    return render(request, "grants/my/new.html", context)


def _begin(request, groups, years):
    form = NewApplicationForm(request.POST, groups=groups, open_years=years)
    if not form.is_valid():
        return _page(request, form, years, request.session.get("check", {}))
    carried = request.session.pop("check", {})
    told = carried.get("answers")
    application = drafts.start(**form.cleaned_data, by=request.user, at=timezone.now(), told=told)
    if told and application.editable:
        messages.success(request, CARRIED)
    return redirect("task_list", application.pk)


def _the_only_one(groups, years):
    """What stands already, where there is nothing to choose."""
    if len(groups) > 1 or len(years) > 1:
        return None
    return Application.objects.standing().filter(group=groups[0], programme_year=years[0]).first()
