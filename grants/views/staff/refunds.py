"""Money that comes back, before the accountant: the demand with its letter, and what has come."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from grants.forms.payments import DemandForm, ReasonForm, ReceivedForm
from grants.models import Application, Refund
from grants.models.refund import RefundStatus
from grants.money import ledger, payouts, refunding
from grants.money.balance import balance
from grants.permissions import NotAllowed
from grants.views.staff.payments import trail
from ibasho.accounts.doors import needs
from ibasho.accounts.permissions import Capability
from ibasho.errors import conflict

TAB = "?tab=refunds"


@needs(Capability.PAY)
def demand(request, pk):
    """Ask a group for what is to come back: by when and why; the letter goes out with it."""
    rows = Application.objects.received().select_related("group", "programme_year__programme")
    application = get_object_or_404(rows, pk=pk)
    form = DemandForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        return _demand(request, application, form)
    context = {
        "application": application,
        "balance": balance(application),
        "form": form,
        "trail": trail(_("返還を請求する")),
    }
    return render(request, "grants/staff/till/demand.html", context)


def _demand(request, application, form):
    try:
        refund = refunding.demand_refund(
            application, by=request.user, at=timezone.now(), **form.cleaned_data
        )
    except NotAllowed as refusal:
        kept = {str(field.label): str(field.data) for field in form}
        back = reverse("payments") + TAB
        return conflict(request, message=str(refusal), kept=kept, back=back)
    messages.success(request, _("返還請求書を出しました。"))
    return redirect("refund", refund.pk)


@needs(Capability.READ)
def refund(request, pk):
    return _page(request, _found(pk))


def _found(pk) -> Refund:
    rows = Refund.objects.select_related(
        *("letter", "demanded_by", "ended_by", "application__group"),
        "application__programme_year__programme",
    )
    return get_object_or_404(rows.defer("letter__pdf", "letter__content"), pk=pk)


def _page(request, found, *, receive=None, cancel=None):
    missing = refunding.outstanding(found)
    open_to = found.status == RefundStatus.DEMANDED and not payouts.why_no_paying(
        request.user, found.application
    )
    initial = {"on": timezone.localdate(), "amount": missing}
    context = {
        "refund": found,
        "colour": ledger.COLOURS[found.status],
        "missing": missing,
        "receipts": list(found.receipts.select_related("by")),
        "may_write": open_to,
        "may_cancel": open_to and missing == found.amount,
        "receive": receive or ReceivedForm(initial=initial, auto_id="id_receive_%s"),
        "cancel": cancel or ReasonForm(auto_id="id_cancel_%s"),
        "form": receive or cancel,
        "trail": trail(_("返還")),
    }
    return render(request, "grants/staff/till/refund.html", context)


@require_POST
@needs(Capability.PAY)
def receive(request, pk):
    found = _found(pk)
    form = ReceivedForm(request.POST, auto_id="id_receive_%s")
    if not form.is_valid():
        return _page(request, found, receive=form)
    return _write(request, found, form, refunding.receive_refund, _("受け取りを書きました。"))


@require_POST
@needs(Capability.PAY)
def cancel(request, pk):
    found = _found(pk)
    form = ReasonForm(request.POST, auto_id="id_cancel_%s")
    if not form.is_valid():
        return _page(request, found, cancel=form)
    return _write(request, found, form, refunding.cancel_refund, _("返還の請求を取り消しました。"))


def _write(request, found, form, act, said):
    page = reverse("refund", args=[found.pk])
    try:
        act(found, by=request.user, at=timezone.now(), **form.cleaned_data)
    except NotAllowed as refusal:
        kept = {str(field.label): str(field.data) for field in form}
        return conflict(request, message=str(refusal), kept=kept, back=page)
    messages.success(request, said)
    return redirect(page)
