"""What every page of an application begins with: loading and permission in one act."""

from django.utils import timezone
from django.utils.translation import gettext as _

from grants import progress
from grants.applying import assessment
from grants.models import Application
from grants.views.doors import through_door
from ibasho.dates import clock, western

# What it was copied from, with the year that its days are of.
COPIED = "copied__submission__application__programme_year"


def own(request, pk) -> Application:
    """The application, if this person may write it; else 404, as if it were not there."""
    related = ("programme_year__programme", "group", COPIED)
    return through_door(request, Application.objects.select_related(*related), pk)


def own_with_story(request, pk) -> Application:
    applications = Application.objects.select_related(COPIED)
    return through_door(request, progress.with_story(applications), pk)


def trail(application, label="") -> list[dict]:
    """The way here, for templates/_partials/_breadcrumb.html."""
    steps = application.door.trail()
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
