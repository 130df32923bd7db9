"""The address to which a page sends each answer while it is typed, and the terms once read."""

from django.contrib import messages
from django.http import JsonResponse
from django.shortcuts import redirect
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from grants import workflow
from grants.applying import assessment, drafts
from grants.forms import answer
from grants.views.my.loading import own, saved_words
from grants.views.my.rivals import rival


@require_POST
def answers(request, pk):
    """Keep one answer; 409 with the words of the other page when that one was first."""
    application = own(request, pk)
    try:
        one = answer.read(request, assessment.read(application, gentle=True))
        return _kept(request, application, one)
    except answer.Refused as error:
        return JsonResponse({"message": str(error)}, status=error.status)
    except workflow.NotAllowed as error:
        return JsonResponse({"message": str(error)}, status=409)


def _kept(request, application, one):
    at = timezone.now()
    saved = drafts.save_answers(
        application,
        {one.name: one.value},
        by=request.user,
        at=at,
        seen={one.name: one.version},
        sent=one.sent,
    )
    if others := saved.overtaken | saved.passed_by:
        return _both(one, others[one.name])
    return JsonResponse(
        {"name": one.name, "version": saved.versions[one.name], "saved": saved_words(at)}
    )


def _both(one, other):
    words = _("「%(label)s」は、別の画面でも書きかえられています。どちらを使うか選んでください。")
    told = {
        "name": one.name,
        "version": other.version,
        "value": other.value,
        "message": words % {"label": one.sheet.fields[one.name].label},
        "html": render_to_string("grants/my/_rival.html", {"rival": rival(one.sheet, other)}),
    }
    return JsonResponse(told, status=409)


@require_POST
def terms(request, pk):
    """「わかりました」 below what has changed in the terms."""
    application = own(request, pk)
    drafts.see_terms(application, terms=request.POST.get("terms", ""))
    messages.success(request, _("要領が変わったことを、確かめていただきました。"))
    return redirect(application.door.address("task_list"))
