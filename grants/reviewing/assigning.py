"""Who looks after an application: proposed by area and load, set without changing its state."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db import transaction
from django.db.models import Count
from django.utils.translation import gettext as _

from grants.models import Application, Assignment
from grants.states import OPEN, TENDED
from grants.workflow import NotAllowed
from ibasho.accounts.models import User
from ibasho.accounts.permissions import Capability
from ibasho.groups.models import Area, Charge


@dataclass(frozen=True)
class Load:
    """One who may review: the areas they look after, and how many open applications they have."""

    user: User
    areas: tuple[Area, ...]
    open: int

    def __str__(self):
        areas = "・".join(area.name for area in self.areas)
        told = {"name": self.user, "areas": areas, "open": self.open}
        if not areas:
            return _("%(name)s（いま%(open)s件）") % told
        return _("%(name)s（%(areas)s、いま%(open)s件）") % told


def loads() -> list[Load]:
    """Everybody who may review, in the order of their names; three queries."""
    areas: dict[UUID, list[Area]] = {}
    for charge in Charge.objects.select_related("area"):
        areas.setdefault(charge.user_id, []).append(charge.area)
    running = Application.objects.filter(state__in=OPEN).exclude(worker=None).order_by()
    counts = dict(running.values_list("worker").annotate(Count("pk")))
    return [
        Load(user, tuple(areas.get(user.pk, ())), counts.get(user.pk, 0))
        for user in User.objects.who_may(Capability.REVIEW)
    ]


def plan(applications: Iterable[Application], known: Sequence[Load]) -> dict[UUID, User]:
    """Application id → whom to give it to: of those who look after its area the one with the least.

    Each application counts at once, so that a long list is shared out evenly. Whoever has it
    already keeps it if they look after its area; an area without anybody gets no proposal.
    """
    counts = {load.user.pk: load.open for load in known}
    proposed = {}
    for application in applications:
        fitting = [load.user for load in known if application.group.area in load.areas]
        if not fitting:
            continue
        held = next((user for user in fitting if user.pk == application.worker_id), None)
        chosen = held or min(fitting, key=lambda user: counts[user.pk])
        counts[chosen.pk] += chosen is not held
        proposed[application.pk] = chosen
    return proposed


def why_not(by: User, application: Application, worker: User | None) -> str:
    """Why `by` may not give `application` to `worker`, kindly; empty if they may."""
    if not by.may(Capability.REVIEW):
        return _("この手続きをする権限がありません。")
    if application.state not in TENDED:
        state = {"state": application.get_state_display()}
        return _("この申請はもう「%(state)s」です。担当は変えられません。") % state
    if worker is None:
        return _("圏域を担当する職員がいません。担当する人を選んでください。")
    if not worker.may(Capability.REVIEW):
        return _("%(name)sさんは審査をする権限がありません。") % {"name": worker}
    if worker.pk == application.worker_id:
        return _("もう%(name)sさんが担当です。") % {"name": worker}
    return ""


@transaction.atomic
def assign(application: Application, *, by, at, worker) -> Application:
    """Give the application to `worker`; its state stays as it is. Raises NotAllowed."""
    related = ("group", "worker")
    rows = Application.objects.select_for_update(of=["self"]).select_related(*related)
    locked = rows.get(pk=application.pk)
    if reason := why_not(by, locked, worker):
        raise NotAllowed(reason)
    locked.worker = worker
    locked.save(update_fields=["worker"])
    Assignment.objects.create(application=locked, worker=worker, by=by, at=at)
    return locked
