"""Many groups at once: choosing, a preview that writes nothing, and a result per row."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from ibasho.accounts.doors import needs
from ibasho.accounts.permissions import Capability
from ibasho.groups.models import Group
from ibasho.people import suspending
from ibasho.people.forms import SuspendForm


@needs(Capability.TEND_GROUPS)
def choose(request):
    """Which groups, what, from when and why."""
    form = SuspendForm(today=timezone.localdate())
    return _page(request, form, ticked=request.GET.get("ticked") == "all")


def _page(request, form, *, ticked=False, keys=()):
    groups = list(Group.objects.with_status().select_related("area").order_by("area__order"))
    rows = [(group, ticked or str(group.pk) in keys) for group in groups if group.status]
    context = {"form": form, "rows": rows, "trail": _trail(_("まとめて休止・再開する"))}
    return render(request, "people/suspend.html", context)


def _trail(label) -> list[dict]:
    return [{"label": _("団体"), "url": reverse("staff_groups")}, {"label": label, "url": ""}]


@require_POST
@needs(Capability.TEND_GROUPS)
def preview(request):
    form = SuspendForm(request.POST, today=timezone.localdate())
    keys = request.POST.getlist("id")
    groups = suspending.chosen(SuspendForm.keys(keys))
    if not groups:
        messages.error(request, _("団体を1つ以上選んでください。"))
        return redirect("suspend")
    if not form.is_valid():
        return _page(request, form, keys=keys)
    outcomes = suspending.foresee(groups, form.change, by=request.user)
    context = {
        "form": form,
        "ids": [one.group.pk for one in outcomes if not one.refused],
        "title": _("これから起こること"),
    }
    return _outcomes(request, outcomes, **context)


@require_POST
@needs(Capability.TEND_GROUPS)
def done(request):
    """Do it to each group of the preview, one by one."""
    form = SuspendForm(request.POST, today=timezone.localdate())
    groups = suspending.chosen(SuspendForm.keys(request.POST.getlist("id")))
    if not (groups and form.is_valid()):
        return redirect("suspend")
    told = {"by": request.user, "at": timezone.now()}
    outcomes = suspending.carry_out(groups, form.change, **told)
    return _outcomes(request, outcomes, title=_("まとめて変えた結果"))


def _outcomes(request, outcomes, **context):
    possible = sum(not one.refused for one in outcomes)
    counts = {"count": len(outcomes), "possible": possible}
    return render(
        request,
        "people/suspended.html",
        {"outcomes": outcomes, "trail": _trail(context["title"]), **counts, **context},
    )
