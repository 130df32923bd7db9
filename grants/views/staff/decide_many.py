"""Many decisions at once, each as it was recommended: a preview first, then a result per row."""

from django.contrib import messages
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from grants.forms.decide_many import AwardManyForm, DeclineManyForm, PickForm
from grants.reviewing import bulk, deciding
from grants.views.staff import many
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
    return _awards(request, applications, AwardManyForm())


def _awards(request, applications, confirm):
    reasons = deciding.why_no_awards(applications, by=request.user)
    outcomes = bulk.foresee(
        applications,
        why_not=lambda row: reasons[row.pk],
        tell=lambda row: _("起案のとおり、%sを交付します。") % yen(row.recommended_amount),
    )
    rows = [one.application for one in outcomes if not one.refused]
    context = {
        "action": reverse("queue_award_done"),
        "carried": [("award", f"{row.pk}:{row.recommended_amount}") for row in rows],
        "confirm": confirm,
        "submit": _("この内容で交付を決定する"),
        "title": _("まとめて交付を決定する"),
    }
    return many.preview(request, outcomes, **context)


@require_POST
@needs(Capability.DECIDE)
def award_done(request):
    """Award each row as the preview showed it; a row that cannot be keeps nobody else back."""
    form, now = AwardManyForm(request.POST), timezone.now()
    if not form.is_valid():
        return _awards(request, form.applications, form)
    outcomes = bulk.carry_out(
        form.applications,
        act=lambda row: deciding.award(row, by=request.user, at=now, amount=form.amounts[row.pk]),
        tell=lambda row: _("%sの交付を決定しました。") % yen(form.amounts[row.pk]),
    )
    return many.result(request, outcomes, title=_("まとめて交付を決定した結果"))


@require_POST
@needs(Capability.DECIDE)
def decline(request):
    """What would become of each ticked application."""
    applications = PickForm(request.POST).applications
    if not applications:
        messages.error(request, _("不交付を決定する申請を、一覧で選んでください。"))
        return redirect("queue")
    return _declines(request, applications, DeclineManyForm())


def _declines(request, applications, confirm):
    reasons = deciding.why_no_declines(applications, by=request.user)
    outcomes = bulk.foresee(
        applications,
        why_not=lambda row: reasons[row.pk],
        tell=lambda row: _("不交付にします。起案の理由：%s") % row.recommendation,
    )
    context = {
        "action": reverse("queue_decline_done"),
        "carried": [("decline", one.application.pk) for one in outcomes if not one.refused],
        "confirm": confirm,
        "submit": _("この内容で不交付を決定する"),
        "title": _("まとめて不交付を決定する"),
    }
    return many.preview(request, outcomes, **context)


@require_POST
@needs(Capability.DECIDE)
def decline_done(request):
    """Decline each row that the preview showed, for the same reason."""
    form, now = DeclineManyForm(request.POST), timezone.now()
    if not form.is_valid():
        return _declines(request, form.applications, form)
    reason = form.cleaned_data["reason"]
    outcomes = bulk.carry_out(
        form.applications,
        act=lambda row: deciding.decline(row, by=request.user, at=now, reason=reason),
        tell=lambda row: _("不交付を決定しました。"),
    )
    return many.result(request, outcomes, title=_("まとめて不交付を決定した結果"))
