"""The file of a day's payments: a preview, the making, the page, the download, the cancelling."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from grants.forms.payments import DayForm, ReasonForm, numbers
from grants.models import TransferFile
from grants.models.payment import PaymentStatus
from grants.money import filing, till
from grants.permissions import NotAllowed
from grants.views.staff.payments import counter, outcomes, picked, trail
from ibasho.accounts.doors import needs
from ibasho.accounts.models import ExportLog
from ibasho.accounts.permissions import Capability
from ibasho.dates import western
from ibasho.errors import conflict
from ibasho.text import yen

WAITING = "?tab=waiting"


@require_POST
@needs(Capability.PAY)
def preview(request):
    """What would go into the file of the ticked payments for this day; nothing is written."""
    form = DayForm(request.POST, today=timezone.localdate())
    rows = till.waiting().prefetch_related("application__interests")
    chosen = picked(request, form, rows)
    if not form.is_valid():
        return counter(request, {"tab": "waiting"}, form=form, chosen=chosen)
    try:
        return _preview(request, chosen, form.cleaned_data["on"])
    except NotAllowed as refusal:
        return conflict(request, message=str(refusal), back=reverse("payments") + WAITING)


def _preview(request, chosen, on):
    foreseen = filing.foresee(chosen, by=request.user, on=on)
    rows = [
        {
            "payment": one.payment,
            "refused": bool(one.why_not),
            "told": one.why_not or _("%sを振り込みます。") % yen(one.payment.amount),
        }
        for one in foreseen
    ]
    good = [one.payment for one in foreseen if not one.why_not]
    context = {
        "action": reverse("file_make"),
        "carried": [("id", one.pk) for one in good] + [("on", on.isoformat())],
        "total": sum(one.amount for one in good),
        "on": on,
        "submit": _("この内容で振込データを作る"),
    }
    title = _("%sの振込データの内容") % western(on)
    return outcomes(request, rows, title, **context)


@require_POST
@needs(Capability.PAY)
def make(request):
    """Make it just as the preview showed it; pressed twice, it is the same file."""
    form = DayForm(request.POST, today=timezone.localdate())
    ids = numbers(request.POST.getlist("id"))
    try:
        if not form.is_valid():
            raise NotAllowed(" ".join(form.errors.get("on", [])))
        on = form.cleaned_data["on"]
        made = filing.make_file(ids, by=request.user, at=timezone.now(), on=on)
    except NotAllowed as refusal:
        return conflict(request, message=str(refusal), back=reverse("payments") + WAITING)
    messages.success(request, _("振込データを作りました。"))
    return redirect("file_page", made.pk)


@needs(Capability.READ)
def page(request, pk):
    return _page(request, _found(pk))


def _found(pk) -> TransferFile:
    files = TransferFile.objects.light().select_related("made_by", "cancelled_by")
    return get_object_or_404(files, pk=pk)


def _page(request, file, form=None):
    payments = list(till.payments().filter(file=file).order_by("pk"))
    untouched = all(one.status == PaymentStatus.IN_FILE for one in payments)
    may_pay = request.user.may(Capability.PAY)
    context = {
        "file": file,
        "payments": payments,
        "may_pay": may_pay,
        "may_cancel": may_pay and untouched and not file.cancelled_at,
        "form": form or ReasonForm(),
        "trail": trail(_("%sの振込データ") % western(file.transfer_on)),
    }
    return render(request, "grants/staff/till/file.html", context)


@needs(Capability.PAY)
def download(request, pk):
    """The bytes that were made, to hand to the bank; noted before they leave."""
    file = get_object_or_404(TransferFile, pk=pk)
    ExportLog.objects.create(
        user=request.user,
        at=timezone.now(),
        what=_("振込データ"),
        query=f"file={file.pk}",
        rows=file.count,
    )
    answer = HttpResponse(filing.bytes_of(file), content_type="application/octet-stream")
    name = f"sofuri-{file.transfer_on:%Y%m%d}-{file.checksum[:8]}.txt"
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    answer["Cache-Control"] = "private, no-store"
    return answer


@require_POST
@needs(Capability.PAY)
def cancel(request, pk):
    """The bank never got it: its payments wait again."""
    file, form = _found(pk), ReasonForm(request.POST)
    if not form.is_valid():
        return _page(request, file, form)
    try:
        filing.cancel_file(file, by=request.user, at=timezone.now(), **form.cleaned_data)
    except NotAllowed as refusal:
        kept = {str(form["reason"].label): form.cleaned_data["reason"]}
        back = reverse("file_page", args=[pk])
        return conflict(request, message=str(refusal), kept=kept, back=back)
    messages.success(request, _("振込データを取りやめました。支払いは「支払待ち」にもどりました。"))
    return redirect("file_page", pk)
