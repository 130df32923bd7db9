"""Keying in for a group: the beginning, and afterwards whether the group knows."""

from uuid import UUID

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from grants.applying import keying
from grants.forms.keying import KeyInForm, ToldForm
from grants.permissions import NotAllowed, may_take
from grants.views.my.loading import own_with_story, trail
from grants.views.my.papers import shown
from ibasho.accounts.doors import needs
from ibasho.accounts.permissions import Capability


@needs(Capability.REVIEW)
def new(request):
    """Another one, or one of those that wait half written."""
    today = timezone.localdate()
    form = KeyInForm(today=today, initial={"group": _group(request.GET.get("group", ""))})
    if request.method == "POST":
        form = KeyInForm(request.POST, today=today)
        if form.is_valid() and (begun := _begin(request, form)):
            return redirect("key_in_task_list", begun.pk)
    waiting = [_waiting(one) for one in keying.in_progress()]
    return render(request, "grants/staff/key_in.html", {"form": form, "waiting": waiting})


def _group(typed: str) -> str:
    """The group that the address names, if it can be the id of one."""
    try:
        return str(UUID(typed))
    except ValueError:
        return ""


def _begin(request, form):
    try:
        return keying.begin(**form.cleaned_data, by=request.user, at=timezone.now())
    except NotAllowed as error:
        form.add_error(None, str(error))
    return None


def _waiting(application) -> dict:
    return {"application": application, "url": reverse("key_in_task_list", args=[application.pk])}


def receipt(request, pk):
    """The number, the papers, and how the group is told what happened."""
    application = own_with_story(request, pk)
    if not application.receipt_number:
        return redirect(application.door.address("task_list"))
    form = ToldForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        told = {"by": request.user, "at": timezone.now(), **form.cleaned_data}
        keying.tell(application, **told)
        messages.success(request, _("団体に知らせたことを記録しました。"))
        return redirect(application.door.address("receipt"))
    context = {
        "application": application,
        "form": form,
        "trail": trail(application, _("受付の控え")),
        "files": [shown(paper) for paper in application.attachments.all()],
        "by_mail": keying.has_mail(application),
        "untold": keying.untold(application),
        "told": application.told.select_related("by"),
        "phone": application.submissions.latest("round").answers["phone"],
        "may_withdraw": may_take(request.user, application, "withdraw"),
    }
    return render(request, "grants/staff/keyed_in.html", context)
