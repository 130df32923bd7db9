"""Actions on many applications at once: a preview that writes nothing, then a result per row."""

from functools import partial

from django.contrib import messages
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from grants.forms.assign import AssignForm, GiveForm
from grants.reviewing import assigning, bulk
from grants.views.staff import many
from ibasho.accounts.doors import needs
from ibasho.accounts.permissions import Capability


@require_POST
@needs(Capability.REVIEW)
def assign(request):
    """Who would look after each ticked application."""
    form = AssignForm(request.POST)
    if not form.applications:
        messages.error(request, _("担当を決める申請を、一覧で選んでください。"))
        return redirect("queue")
    plan = form.plan()
    outcomes = bulk.foresee(
        form.applications,
        why_not=lambda row: assigning.why_not(request.user, row, plan.get(row.pk)),
        tell=partial(_will_have, plan),
    )
    given = [f"{o.application.pk}:{plan[o.application.pk].pk}" for o in outcomes if not o.refused]
    context = {
        "title": _("担当を決める"),
        "form": form,
        "ids": [row.pk for row in form.applications],
        "preview_url": reverse("queue_assign"),
        "action": reverse("queue_assign_done"),
        "carried": [("give", pair) for pair in given],
        "submit": _("この内容で担当を決める"),
    }
    return many.preview(request, outcomes, **context)


@require_POST
@needs(Capability.REVIEW)
def assign_done(request):
    """Give each application to whom the preview showed."""
    form, now = GiveForm(request.POST), timezone.now()
    outcomes = bulk.carry_out(
        form.applications,
        act=lambda row: assigning.assign(row, by=request.user, at=now, worker=form.plan[row.pk]),
        tell=lambda row: _("%(name)sさんを担当にしました。") % {"name": form.plan[row.pk]},
    )
    return many.result(request, outcomes, title=_("担当を決めた結果"))


def _will_have(plan, row) -> str:
    told = {"name": plan[row.pk], "before": row.worker}
    if row.worker is None:
        return _("%(name)sさんが担当になります。") % told
    return _("%(before)sさんから%(name)sさんに担当が変わります。") % told
