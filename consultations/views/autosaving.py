"""The addresses to which the screen sends each item while it is typed."""

from django.contrib import messages
from django.http import Http404, JsonResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from consultations.forms import starting
from consultations.log import drafts
from consultations.models import Consultation, Draft
from ibasho import autosave
from ibasho.accounts.doors import needs
from ibasho.accounts.permissions import Capability
from ibasho.dates import clock


def saved_words(at) -> str:
    local = timezone.localtime(at)
    return _("下書きを%(time)sに保存しました") % {"time": clock(local)}


@require_POST
@needs(Capability.LISTEN)
def draft(request, pk):
    """Keep one item of a new record while it is typed."""

    def keep(typed, at):
        return drafts.keep(pk, typed, by=request.user, at=at)

    return _autosaved(request, keep)


@require_POST
@needs(Capability.LISTEN)
def change_draft(request, pk):
    """The same for the change of a record."""
    record, seen = get_object_or_404(Consultation, pk=pk), request.GET.get("seen", "")

    def keep(typed, at):
        return drafts.keep_change(record, typed, seen=seen, by=request.user, at=at)

    return _autosaved(request, keep)


def _autosaved(request, keep):
    at = timezone.now()
    try:
        typed = autosave.read(request)
        if typed.name not in starting.TYPED:
            raise autosave.Refused(autosave.ODD, 422)
        versions = keep({typed.name: typed.values}, at)
    except autosave.Refused as error:
        return JsonResponse({"message": str(error)}, status=error.status)
    except drafts.TooLate:
        words = _(
            "この相談は、もう記録されたか、書きかえられています。ページを開きなおしてください。"
        )
        return JsonResponse({"message": words}, status=409)
    except drafts.NotYours as error:
        raise Http404 from error
    told = {"name": typed.name, "version": versions[typed.name], "saved": saved_words(at)}
    return JsonResponse(told)


@require_POST
@needs(Capability.LISTEN)
def discard(request, pk):
    """Throw a draft of one's own away."""
    mine = get_object_or_404(Draft, pk=pk, owner=request.user)
    mine.delete()
    messages.success(request, _("下書きを消しました。"))
    return redirect(mine.consultation or "consultation_new")
