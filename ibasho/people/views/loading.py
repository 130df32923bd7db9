"""What the pages of the people begin with: loading and permission in one act."""

from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _

from ibasho.groups.models import Group
from ibasho.people import permissions


def own(request, pk) -> Group:
    """The group, if this person belongs to it; else 404, as if it were not there."""
    return get_object_or_404(Group.objects.of(request.user), pk=pk)


def led(request, pk) -> Group:
    """The group, if this person represents it; its other people read 403."""
    group = own(request, pk)
    if not permissions.leads(request.user, group):
        raise PermissionDenied
    return group


def member(group, person):
    return get_object_or_404(group.memberships.select_related("user"), user=person)


def link(request):
    """From the secret of an invitation to the address that its mail tells."""
    return lambda token: request.build_absolute_uri(reverse("invitation", args=[token]))


def trail(group, label="") -> list[dict]:
    """The way here, for templates/_partials/_breadcrumb.html."""
    steps = [
        {"label": _("マイページ"), "url": reverse("my")},
        {"label": group.name, "url": reverse("my_group", args=[group.pk])},
        {"label": _("団体の人"), "url": reverse("people", args=[group.pk])},
    ]
    return [*steps, {"label": label}] if label else steps
