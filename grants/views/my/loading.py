"""What every page of an application begins with: loading and permission in one act."""

from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from grants import assessment, progress
from grants.models import Application
from ibasho.dates import clock, western


def own(request, pk) -> Application:
    """The application, if it is of a group of this person; else 404, as if it were not there."""
    applications = Application.objects.of(request.user)
    return get_object_or_404(
        applications.select_related("programme_year__programme", "group"), pk=pk
    )


def own_with_story(request, pk) -> Application:
    return get_object_or_404(progress.mine(request.user), pk=pk)


def trail(application, label="") -> list[dict]:
    """The way here, for templates/_partials/_breadcrumb.html."""
    steps = [
        {"label": _("マイページ"), "url": reverse("my")},
        {
            "label": application.group.name,
            "url": reverse("task_list", args=[application.pk]),
        },
    ]
    return [*steps, {"label": label}] if label else steps


def changed_terms(application) -> dict:
    """The inputs of templates/grants/my/_changed_terms.html."""
    return {
        "changes": assessment.changes_of_terms(application),
        "terms": assessment.checksum(application.programme_year.terms),
    }


def saved_words(moment) -> str:
    """「14時03分に保存しました」, with the day when that was not today."""
    if moment is None:
        return ""
    local = timezone.localtime(moment)
    day = "" if local.date() == timezone.localdate() else western(local.date())
    return _("%(when)sに保存しました") % {"when": f"{day}{clock(local)}"}
