"""Many awards at once, each as it was recommended: a preview first, then a result per row."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from grants import awarding, bulk
from grants.forms.award_many import AwardManyForm, PickForm
from ibasho.accounts.doors import needs
from ibasho.accounts.permissions import Capability
from ibasho.text import yen


@require_POST
@needs(Capability.DECIDE)
def award(request):
    """What would become of each ticked application."""
    applications = PickForm(request.POST).applications
    if not applications:
        messages.error(request, _("交付を決定する申請を、一覧で選んでください。"))
        return redirect("queue")
    return _preview(request, applications, AwardManyForm())


def _preview(request, applications, confirm):
    reasons = awarding.obstacles(applications, by=request.user)
    outcomes = bulk.foresee(
        applications, why_not=lambda row: reasons[row.pk], tell=lambda row: _told(row)
    )
    rows = [one.application for one in outcomes if not one.refused]
    context = {
        "action": reverse("queue_award_done"),
        "carried": [("award", f"{row.pk}:{row.recommended_amount}") for row in rows],
        "confirm": confirm,
        "submit": _("この内容で交付を決定する"),
        "title": _("まとめて交付を決定する"),
    }
    return _page(request, "grants/staff/bulk_preview.html", outcomes, **context)


def _told(row) -> str:
    return _("起案のとおり、%sを交付します。") % yen(row.recommended_amount)


@require_POST
@needs(Capability.DECIDE)
def award_done(request):
    """Award each row as the preview showed it; a row that cannot be keeps nobody else back."""
    form, now = AwardManyForm(request.POST), timezone.now()
    if not form.is_valid():
        return _preview(request, form.applications, form)
    outcomes = bulk.carry_out(
        form.applications,
        act=lambda row: awarding.award(row, by=request.user, at=now, amount=form.amounts[row.pk]),
        tell=lambda row: _("%sの交付を決定しました。") % yen(form.amounts[row.pk]),
    )
    title = _("まとめて交付を決定した結果")
    return _page(request, "grants/staff/bulk_result.html", outcomes, title=title)


def _page(request, template: str, outcomes, **context):
    trail = [{"label": _("申請"), "url": reverse("queue")}, {"label": context["title"]}]
    counts = {"count": len(outcomes), "possible": bulk.possible(outcomes)}
    return render(request, template, {"outcomes": outcomes, "trail": trail, **counts, **context})
