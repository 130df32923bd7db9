"""One claim before the staff: what is asked, into which account, and the answer to it."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from grants.forms.payments import SendBackClaimForm
from grants.models import BankAccount, Claim
from grants.models.claim import ClaimStatus
from grants.money import ledger, paying, payouts
from grants.money.balance import balance
from grants.permissions import NotAllowed
from grants.views.staff.payments import trail
from ibasho.accounts.doors import needs
from ibasho.accounts.permissions import Capability
from ibasho.errors import conflict
from ibasho.secrecy import Unreadable


@needs(Capability.READ)
def claim(request, pk):
    return _page(request, _found(pk))


def _found(pk) -> Claim:
    rows = Claim.objects.select_related(
        *("account__confirmed_by", "made_by", "answered_by", "application__group"),
        "application__programme_year__programme",
    )
    return get_object_or_404(rows, pk=pk)


def _page(request, found, *, form=None, number=""):
    others = BankAccount.objects.confirmed().filter(group=found.application.group_id)
    context = {
        "claim": found,
        "colour": ledger.COLOURS[found.status],
        "balance": balance(found.application),
        "rows": ledger.account_rows(found.account),
        "number": number,
        "others": list(others.exclude(pk=found.account_id).order_by("-confirmed_at")[:5]),
        "may_answer": found.status == ClaimStatus.MADE
        and not payouts.why_no_paying(request.user, found.application),
        "may_read_number": request.user.may(Capability.PAY),
        "readings": list(found.account.readings.select_related("by")[:10]),
        "form": form or SendBackClaimForm(),
        "trail": trail(_("請求")),
    }
    answer = render(request, "grants/staff/till/claim.html", context)
    answer["Cache-Control"] = "private, no-store"
    return answer


@require_POST
@needs(Capability.PAY)
def number(request, pk):
    """The same page with the number in full; that this person has read it is written down."""
    found = _found(pk)
    try:
        told = paying.read_number(found.account, by=request.user, at=timezone.now())
    except (NotAllowed, Unreadable) as refusal:
        return conflict(request, message=str(refusal), back=reverse("claim_page", args=[pk]))
    return _page(request, found, number=told)


@require_POST
@needs(Capability.PAY)
def accept(request, pk):
    found = _found(pk)
    try:
        paying.accept_claim(found, by=request.user, at=timezone.now())
    except NotAllowed as refusal:
        return conflict(request, message=str(refusal), back=reverse("claim_page", args=[pk]))
    messages.success(request, _("請求を受理しました。「支払待ち」に入りました。"))
    return redirect("payments")


@require_POST
@needs(Capability.PAY)
def send_back(request, pk):
    found, form = _found(pk), SendBackClaimForm(request.POST)
    if not form.is_valid():
        return _page(request, found, form=form)
    try:
        paying.send_back_claim(found, by=request.user, at=timezone.now(), **form.cleaned_data)
    except NotAllowed as refusal:
        kept = {str(form["reason"].label): form.cleaned_data["reason"]}
        back = reverse("claim_page", args=[pk])
        return conflict(request, message=str(refusal), kept=kept, back=back)
    messages.success(request, _("請求を差し戻しました。団体にメールで知らせます。"))
    return redirect("payments")
