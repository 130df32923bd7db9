"""The page that an invitation leads to: looking uses nothing up, only its button does."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from ibasho.people import permissions, queries, workflow


@never_cache
@login_not_required
def invitation(request, token):
    found = queries.by_token(token)
    if found is None:
        raise Http404
    if reason := permissions.closed(found, timezone.now()):
        return _closed(request, found, reason)
    if request.method == "POST" and request.user.is_authenticated:
        return _accept(request, found)
    return _page(request, found)


def _closed(request, found, reason):
    """Who has joined comes to the group; everybody else learns no more than the reason."""
    user = request.user
    if user.is_authenticated and found.used_by == user and permissions.belongs(user, found.group):
        return redirect("people", found.group_id)
    return render(request, "people/invitation_closed.html", {"reason": reason}, status=410)


def _accept(request, found):
    try:
        workflow.accept(found, by=request.user, at=timezone.now())
    except workflow.NotAllowed as error:
        messages.error(request, str(error))
        return redirect(request.path)
    messages.success(request, _("「%s」に参加しました。") % found.group)
    return redirect("people", found.group_id)


def _page(request, found):
    signed_in = request.user.is_authenticated
    context = {
        "invitation": found,
        "obstacle": permissions.why_not_join(request.user, found) if signed_in else "",
    }
    return render(request, "people/invitation.html", context)
