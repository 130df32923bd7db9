"""Claiming money that was granted: where to, how much, read it over, send it; then how it stands."""

import json

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from grants.forms.claim import BankForm, ClaimForm, YuchoForm
from grants.money import claiming, ledger
from grants.permissions import NotAllowed
from grants.transfer import banks
from grants.views.my.loading import own, trail
from ibasho import errors
from ibasho.secrecy import Secret, Unreadable

FORMS = {"yucho": YuchoForm, "bank": BankForm}


def claim(request, pk):
    """What can be claimed and where to; with ?to= the form; posted, what was typed to read over."""
    application = own(request, pk)
    story = ledger.story(application)
    why = claiming.why_no_claim(request.user, application, story.balance, bool(story.waiting))
    if why:
        return _standing(request, application, story, why)
    to, account = _target(request, story)
    if not to:
        return _where(request, application, story)
    form = _form(to, request, application, story)
    if request.method == "POST" and form.is_bound and form.is_valid():
        return _read_over(request, application, to, account, form)
    return _typing(request, application, to, account, form)


def _target(request, story):
    """`to` of the address: yucho, bank or the id of a known account (then the account with it)."""
    to = request.GET.get("to", "")
    if to in FORMS:
        return to, None
    account = next((one for one in story.accounts if str(one.pk) == to), None)
    return (to, account) if account else ("", None)


def _form(to, request, application, story):
    """The form of this target: empty, as it was typed, or as it was carried back."""
    made, more = FORMS.get(to, ClaimForm), {"most": story.balance.to_pay}
    if to == "bank":
        more["url"] = reverse("banks")
    if request.method != "POST":
        return made(**more)
    typed = request.POST.dict()
    if "carried" in typed:
        return made(initial=_opened(typed["carried"], application), **more)
    if picked := _picked(typed):
        return made(initial=typed | picked, **more)
    return made(request.POST, **more)


def _picked(typed: dict) -> dict:
    """A candidate that was pressed takes the place of the words."""
    if code := typed.get("pick_bank"):
        return {"bank": str(banks.bank_of(code) or typed.get("bank", ""))}
    if code := typed.get("pick_branch"):
        bank = banks.the_bank(typed.get("bank", ""))
        found = banks.branch_of(bank.code, code) if bank else None
        return {"branch": str(found or typed.get("branch", ""))}
    return {}


def _sealed(form, application, to) -> str:
    """What was typed, to be carried by the page that shows it: nothing of it lies open anywhere."""
    told = {name: form.data.get(name, "") for name in form.fields}
    return Secret.of(json.dumps([str(application.pk), to, told])).token


def _opened(token: str, application) -> dict:
    """What `_sealed` carried for this application; nothing if it is not that."""
    try:
        owner, _to, told = json.loads(Secret(token).reveal())
    except (Unreadable, ValueError):
        return {}
    return told if owner == str(application.pk) else {}


def _page(request, application, template, label, **context):
    way = trail(application)
    way += [{"label": _("助成金の請求"), "url": application.door.address("claim")}]
    way += [{"label": label}] if label else []
    context |= {"application": application, "trail": way}
    return render(request, f"grants/my/{template}.html", context)


def _standing(request, application, story, why):
    context = {"story": story, "why": why, "kind": claiming.kind_now(application)}
    return _page(request, application, "claim_standing", "", **context)


def _where(request, application, story):
    return _page(request, application, "claim_where", "", story=story)


def _typing(request, application, to, account, form):
    label = _("口座と額") if account is None else _("額")
    context = {"to": to, "account": account, "form": form}
    return _page(request, application, "claim_form", label, **context)


def _read_over(request, application, to, account, form):
    told = form.cleaned_data
    rows = (
        ledger.account_rows(account)
        if account
        else ledger.new_rows(form.new_account(), form.passbook)
    )
    context = {
        "kind": claiming.kind_now(application),
        "amount": told["amount"],
        "rows": rows,
        "to": to,
        "carried": _sealed(form, application, to),
    }
    return _page(request, application, "claim_check", _("確かめる"), **context)


@require_POST
def send(request, pk):
    """Send what was read over; pressed twice, it was sent once."""
    application = own(request, pk)
    story = ledger.story(application)
    to, account = _target(request, story)
    typed = _opened(request.POST.get("carried", ""), application)
    more = {"url": reverse("banks")} if to == "bank" else {}
    form = FORMS.get(to, ClaimForm)(typed, most=max(1, story.balance.to_pay), **more)
    page = application.door.address("claim")
    if story.waiting:
        return redirect(page)
    if not to or not form.is_valid():
        messages.error(request, _("請求は、まだ送られていません。もう一度入れてください。"))
        return redirect(page)
    return _send(request, application, form, account, page)


def _send(request, application, form, account, page):
    try:
        claiming.claim(
            application,
            by=request.user,
            at=timezone.now(),
            amount=form.cleaned_data["amount"],
            account=account or form.new_account(),
        )
    except NotAllowed as refusal:
        return errors.conflict(request, message=str(refusal), back=page)
    messages.success(request, _("請求を受け付けました。"))
    return redirect(page)


def withdraw(request, pk):
    """Taking back a claim that nobody has answered yet, after asking."""
    application = own(request, pk)
    page = application.door.address("claim")
    waiting = claiming.waiting_claim(application)
    if waiting is None:
        words = _("いま取り下げられる請求はありません。")
        return errors.conflict(request, message=words, back=page)
    if request.method == "POST":
        return _withdraw(request, waiting, page)
    context = {
        "title": _("請求を取り下げますか"),
        "text": _("まだ確かめていない請求を取り下げます。"),
        "consequences": [_("口座や額を直して、もう一度請求できます。")],
        "submit": _("請求を取り下げる"),
        "cancel_url": page,
    }
    return render(request, "confirm.html", context)


def _withdraw(request, waiting, page):
    try:
        claiming.withdraw_claim(waiting, by=request.user, at=timezone.now())
    except NotAllowed as refusal:
        return errors.conflict(request, message=str(refusal), back=page)
    messages.success(request, _("請求を取り下げました。"))
    return redirect(page)


def find_banks(request):
    """The fragment with what the words of a bank or, with a bank, of a branch may mean."""
    bank, branch = request.GET.get("bank", ""), request.GET.get("branch")
    if branch is None:
        found, name = banks.find_banks(bank), "bank"
    else:
        chosen = banks.the_bank(bank)
        found = banks.find_branches(chosen.code, branch) if chosen else ()
        name = "branch"
    context = {"found": found, "name": name, "asked": branch if name == "branch" else bank}
    return render(request, "grants/my/_banks.html", context)
