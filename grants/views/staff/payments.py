"""The accountant's counter: what waits, what is under way, what came of it; and one payment."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from grants.forms.payments import (
    DayForm,
    FailedForm,
    PaidForm,
    ReasonForm,
    TillFilter,
    is_number,
    numbers,
)
from grants.models import Payment
from grants.models.payment import PaymentStatus
from grants.money import ledger, paying, payouts, till
from grants.permissions import NotAllowed
from grants.transfer import days
from ibasho.accounts.doors import needs
from ibasho.accounts.permissions import Capability
from ibasho.dates import western
from ibasho.errors import conflict

PAGE = 50


@needs(Capability.READ)
def payments(request):
    return counter(request, request.GET)


def counter(request, query, **wrong):
    """The tab of `query`: what lies there, its page, and what one may do with it.

    `wrong` is a form to be mended, with the payments that were `chosen` for it.
    """
    today, filters = timezone.localdate(), TillFilter(query)
    told = filters.cleaned_data
    context = {
        "filters": filters,
        "heaps": till.heaps(on=today),
        "tab": told["tab"],
        "table": f"grants/staff/till/_{told['tab']}.html",
        "page": Paginator(_rows(told), PAGE).get_page(query.get("page")),
        "today": today,
        "may_pay": request.user.may(Capability.PAY),
        "ticked": query.get("ticked") == "page",
        **_beside(told, today),
        **wrong,
    }
    return render(request, "grants/staff/till/payments.html", context)


def _rows(told):
    q, year = told["q"], told["fiscal_year"]
    return {
        "claims": lambda: till.claims(q),
        "waiting": lambda: till.waiting(q),
        "under_way": lambda: till.under_way(q),
        "refunds": lambda: till.refunds(q, year),
        "all": lambda: till.payments(q, year),
    }[told["tab"]]()


def _beside(told, today) -> dict:
    """What a tab shows beside its rows."""
    if told["tab"] == "waiting":
        day = days.next_open(today, count=2)
        return {"form": DayForm(today=today, initial={"on": day})}
    if told["tab"] == "under_way":
        return {"files": till.files()[:10], "form": PaidForm(initial={"on": today})}
    if told["tab"] == "refunds":
        return {"to_demand": till.to_demand(told["q"])[:PAGE]}
    return {}


def trail(label="") -> list[dict]:
    steps = [{"label": _("支払い"), "url": reverse("payments")}]
    return [*steps, {"label": label}] if label else steps


def found(number: str) -> Payment:
    """The payment of this number; 404 for what is none."""
    if not is_number(number):
        raise Http404
    rows = Payment.objects.select_related(*till.OF_PAYMENT, "file", "planned_by")
    return get_object_or_404(rows.defer("file__content"), pk=int(number))


@needs(Capability.READ)
def payment(request, number):
    return _page(request, found(number))


def _page(request, row, *, act="", wrong=None):
    context = {
        "payment": row,
        "colour": ledger.COLOURS[row.status],
        "rows": ledger.account_rows(row.account),
        "actions": _actions(request.user, row, act, wrong),
        "trail": trail(_("支払い %s") % row.pk),
        "form": wrong,
    }
    return render(request, "grants/staff/till/payment.html", context)


# What may become of a payment: its form, the words of the button, what is done.
ACTS = {
    "paid": (PaidForm, gettext_lazy("支払済みにする"), paying.mark_paid),
    "failed": (FailedForm, gettext_lazy("振り込めなかった"), paying.mark_failed),
    "returned": (FailedForm, gettext_lazy("銀行から戻された"), paying.mark_returned),
    "cancel": (ReasonForm, gettext_lazy("支払いを取りやめる"), paying.cancel_payment),
    "again": (None, gettext_lazy("同じ口座にもう一度支払う"), None),
}
OPEN_ACTS = {
    PaymentStatus.PLANNED: ("paid", "cancel"),
    PaymentStatus.IN_FILE: ("paid", "failed"),
    PaymentStatus.PAID: ("returned",),
    PaymentStatus.FAILED: ("again",),
    PaymentStatus.RETURNED: ("again",),
}


def _actions(user, row, act, wrong) -> list[dict]:
    names = (
        OPEN_ACTS.get(row.status, ()) if not payouts.why_no_paying(user, row.application) else ()
    )
    return [
        {
            "label": ACTS[name][1],
            "kind": "primary" if name == "paid" else "outline-secondary",
            "url": reverse("payment_act", args=[row.pk, name]),
            "form": wrong if name == act else _empty(name, row),
        }
        for name in names
    ]


def _empty(name, row):
    made = ACTS[name][0]
    initial = {"on": row.pay_on, "refuse_account": True}
    return made(auto_id=f"id_{name}_%s", initial=initial) if made else None


@require_POST
@needs(Capability.PAY)
def payment_act(request, number, act):
    """One outcome of one payment, written down once."""
    row = found(number)
    if act not in ACTS:
        raise Http404
    made, label, _do = ACTS[act]
    form = made(request.POST, auto_id=f"id_{act}_%s") if made else None
    if form is not None and not form.is_valid():
        return _page(request, row, act=act, wrong=form)
    try:
        _write(request, row, act, form.cleaned_data if form else {})
    except NotAllowed as refusal:
        return conflict(request, message=str(refusal), back=reverse("payment", args=[row.pk]))
    messages.success(request, _("「%s」を書きました。") % label)
    return redirect("payment", row.pk)


def _write(request, row, act, words) -> None:
    by, at = request.user, timezone.now()
    if act == "again":
        payouts.plan_payment(row.claim, by=by, at=at, amount=row.amount)
    else:
        ACTS[act][2](row, by=by, at=at, **words)


@require_POST
@needs(Capability.PAY)
def paid(request):
    """The ticked payments were paid on this day: a result per row."""
    form = PaidForm(request.POST)
    chosen = picked(request, form, till.payments())
    if not form.is_valid():
        return counter(request, {"tab": "under_way"}, form=form, chosen=chosen)
    on, now = form.cleaned_data["on"], timezone.now()
    rows = [_paid(row, by=request.user, at=now, on=on) for row in chosen]
    return outcomes(request, rows, _("支払済みにした結果"))


def picked(request, form, rows) -> list[Payment]:
    """The payments among `rows` that were ticked; none is a fault of the form."""
    chosen = list(rows.filter(pk__in=numbers(request.POST.getlist("id"))))
    if not chosen:
        form.add_error(None, _("支払いを選んでください。"))
    return chosen


def _paid(row, *, by, at, on) -> dict:
    try:
        paying.mark_paid(row, by=by, at=at, on=on)
    except NotAllowed as refusal:
        return {"payment": row, "refused": True, "told": str(refusal)}
    return {"payment": row, "told": _("%sに支払済みにしました。") % western(on)}


def outcomes(request, rows, title, **context):
    """The page with what became, or would become, of each payment."""
    possible = sum(not row.get("refused") for row in rows)
    context |= {"rows": rows, "title": title, "count": len(rows), "possible": possible}
    context["trail"] = trail(title)
    return render(request, "grants/staff/till/outcomes.html", context)
