"""Who is to look after the ticked applications."""

from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from grants.reviewing import assigning, queue
from ibasho.fields import LenientChoiceField

BY_AREA = "area"
MOST = 200


def keys(told: list[str]) -> list[UUID]:
    """The keys among what was posted; what is none is passed over."""
    return [key for each in told[:MOST] if (key := _key(each))]


def _key(told: str) -> UUID | None:
    try:
        return UUID(told)
    except ValueError:
        return None


class AssignForm(forms.Form):
    """Several `id` (applications) and `to`: a user, or for each whoever looks after its area."""

    show_markers = False

    to = LenientChoiceField(label=_("担当する人"), fallback=BY_AREA)

    def __init__(self, data):
        super().__init__(data)
        self.loads = assigning.loads()
        people = [(str(load.user.pk), str(load)) for load in self.loads]
        by_area = _("圏域を担当する職員（件数の少ない人から）")
        self.fields["to"].choices = [(BY_AREA, by_area), *people]
        self.full_clean()
        self.applications = list(queue.ticked(keys(data.getlist("id"))))

    def plan(self) -> dict:
        """Application id → whom it would be given to."""
        chosen = self.cleaned_data["to"]
        if chosen == BY_AREA:
            return assigning.plan(self.applications, self.loads)
        worker = next(load.user for load in self.loads if str(load.user.pk) == chosen)
        return {application.pk: worker for application in self.applications}


class GiveForm(forms.Form):
    """Several `give`, each application:user just as the preview showed it."""

    def __init__(self, data):
        super().__init__(data)
        pairs = [told.partition(":") for told in data.getlist("give")[:MOST]]
        told = {_key(application): _key(user) for application, _colon, user in pairs}
        people = {load.user.pk: load.user for load in assigning.loads()}
        self.applications = list(queue.ticked([key for key in told if key]))
        self.plan = {row.pk: people.get(told[row.pk]) for row in self.applications}
