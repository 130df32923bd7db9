"""The page of a preview or of a result of one action on many applications."""

from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from grants.reviewing import bulk


def preview(request, outcomes, **context):
    """What would become of each row; nothing has been written."""
    return _page(request, "grants/staff/bulk_preview.html", outcomes, **context)


def result(request, outcomes, **context):
    """What became of each row."""
    return _page(request, "grants/staff/bulk_result.html", outcomes, **context)


def _page(request, template: str, outcomes, **context):
    trail = [{"label": _("申請"), "url": reverse("queue")}, {"label": context["title"]}]
    counts = {"count": len(outcomes), "possible": bulk.possible(outcomes)}
    return render(request, template, {"outcomes": outcomes, "trail": trail, **counts, **context})
