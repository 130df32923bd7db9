"""What the people of a group do among themselves."""

from functools import partial

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from ibasho.people import permissions, queries, workflow
from ibasho.people.forms import HandOverForm, InvitationForm, PartForm
from ibasho.people.views.loading import led, link, member, own, trail


@require_safe
def people(request, pk):
    return _page(request, own(request, pk), InvitationForm())


@require_POST
def invite(request, pk):
    group, form = led(request, pk), InvitationForm(request.POST)
    act = partial(workflow.invite, group, by=request.user, at=timezone.now(), link=link(request))
    if form.is_valid() and _done(form, "email", partial(act, **form.cleaned_data)):
        messages.success(request, _("%sに招待を送りました。") % form.cleaned_data["email"])
        return redirect("people", pk)
    return _page(request, group, form)


def _done(form, field, act) -> bool:
    """Whether it could be done; if not, the form says why at `field`."""
    try:
        act()
    except workflow.NotAllowed as error:
        form.add_error(field, str(error))
        return False
    return True


def _page(request, group, form):
    context = {
        "group": group,
        "members": queries.members(group),
        "waiting": queries.waiting(group, timezone.now()),
        "leads": permissions.leads(request.user, group),
        "form": form,
        "trail": trail(group),
    }
    return render(request, "people/people.html", context)


@require_POST
def revoke(request, pk, invitation):
    found = get_object_or_404(led(request, pk).invitations, pk=invitation)
    workflow.revoke(found, by=request.user, at=timezone.now())
    messages.success(request, _("招待を取り消しました。"))
    return redirect("people", pk)


def change_part(request, pk, person):
    group = led(request, pk)
    membership = member(group, person)
    form = PartForm(request.POST or None, initial={"part": membership.part})
    act = partial(workflow.change_part, group, person=membership.user, by=request.user)
    if form.is_valid() and _done(form, "part", partial(act, **form.cleaned_data)):
        messages.success(request, _("役目を変えました。"))
        return redirect("people", pk)
    context = {"form": form, "membership": membership, "trail": trail(group, _("役目を変える"))}
    return render(request, "people/part.html", context)


def remove(request, pk, person):
    group = led(request, pk)
    gone = member(group, person).user
    act = partial(workflow.remove, group, person=gone, by=request.user, at=timezone.now())
    if request.method == "POST":
        return _do(request, pk, act, _("%sさんを外しました。") % gone)
    return _ask(
        request,
        pk,
        title=_("%sさんを外しますか") % gone,
        text=_("「%s」の手続きをする人から外します。") % group,
        consequences=[
            _("外すと、すぐにこの団体のページを開けなくなります。"),
            _("この人が送った招待も取り消されます。"),
            _("本人にメールでお知らせします。"),
        ],
        submit=_("外す"),
    )


def leave(request, pk):
    group = own(request, pk)
    if request.method == "POST":
        return _do(
            request, pk, partial(workflow.leave, group, by=request.user), _("抜けました。"), "my"
        )
    return _ask(
        request,
        pk,
        title=_("この団体から抜けますか"),
        text=_("「%s」の手続きをする人から抜けます。") % group,
        consequences=[
            _("抜けると、この団体のページと申請を開けなくなります。"),
            _("書いた申請は、団体に残ります。"),
            _("もどるには、代表からの招待がいります。"),
        ],
        submit=_("抜ける"),
    )


def _do(request, pk, act, done, then=""):
    """Take the step and say so, or say why it cannot be taken."""
    try:
        act()
    except workflow.NotAllowed as error:
        messages.error(request, str(error))
        return redirect("people", pk)
    messages.success(request, done)
    return redirect(then) if then else redirect("people", pk)


def _ask(request, pk, **words):
    return render(request, "confirm.html", {"cancel_url": reverse("people", args=[pk]), **words})


def hand_over(request, pk):
    group = led(request, pk)
    others = queries.members(group).exclude(user=request.user)
    form = HandOverForm(request.POST or None, others=others)
    if form.is_valid() and _done(form, "to", partial(_hand_over, request, group, form)):
        messages.success(request, _("代表を引き継ぎました。2人にメールでお知らせします。"))
        return redirect("people", pk) if form.cleaned_data["after"] == "stay" else redirect("my")
    context = {"form": form, "group": group, "trail": trail(group, _("代表を引き継ぐ"))}
    return render(request, "people/hand_over.html", context | {"others": others})


def _hand_over(request, group, form):
    workflow.hand_over(
        group,
        to=form.cleaned_data["to"].user,
        by=request.user,
        at=timezone.now(),
        stays=form.cleaned_data["after"] == "stay",
    )
