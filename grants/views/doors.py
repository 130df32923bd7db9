"""Two doors to one application form: the residents' own, and that of staff who key one in."""

from dataclasses import dataclass

from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _

from grants.models import Application
from ibasho.accounts.permissions import Capability

KEY_IN = "key_in_"  # how the names of the staff's addresses begin


@dataclass(frozen=True)
class Door:
    """Behind which pages an application is written: `base` is their template."""

    application: Application
    prefix: str
    base: str

    def address(self, name: str, **more) -> str:
        return reverse(self.prefix + name, kwargs={"pk": self.application.pk, **more})

    def __getitem__(self, name: str) -> str:
        """For templates: {{ application.door.confirm }}."""
        try:
            return self.address(name)
        except NoReverseMatch as error:
            raise KeyError(name) from error

    @property
    def for_staff(self) -> bool:
        return self.prefix == KEY_IN

    @property
    def home(self) -> str:
        return reverse("application_new" if self.for_staff else "my")

    def trail(self) -> list[dict]:
        """The way here, as far as this door."""
        words = _("紙や電話の申請") if self.for_staff else _("マイページ")
        first = {"label": words, "url": self.home}
        return [first, {"label": self.application.group.name, "url": self.address("task_list")}]


def through_door(request, applications, pk) -> Application:
    """The application with its `door`, if this person may pass there; else 404 (or 403 for staff)."""
    by_staff = request.resolver_match.url_name.startswith(KEY_IN)
    if by_staff and not request.user.may(Capability.REVIEW):
        raise PermissionDenied
    mine = applications.keyed_in() if by_staff else applications.of(request.user)
    application = get_object_or_404(mine, pk=pk)
    application.door = (
        Door(application, KEY_IN, "base_staff.html")
        if by_staff
        else Door(application, "", "base.html")
    )
    return application
