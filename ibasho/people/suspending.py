"""Many groups pause, or begin again, on one day for one reason: as nearly all did in March 2020."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from ibasho.accounts.models import User
from ibasho.accounts.permissions import Capability
from ibasho.groups import workflow
from ibasho.groups.models import Group, Membership, Status
from ibasho.letters import post
from ibasho.people import notices

# From where a group can pause, and from where it can begin again.
SOURCES = {
    Status.PAUSED: {Status.ACTIVE, Status.TRIAL, Status.PREPARING},
    Status.ACTIVE: {Status.PAUSED},
}


@dataclass(frozen=True)
class Change:
    """What is to happen to each group: `status` from `day` on, because of `reason`."""

    status: Status
    day: date
    reason: str


@dataclass(frozen=True)
class Outcome:
    """One row of the preview or of the result: what happens, or why it cannot."""

    group: Group
    told: str
    refused: bool = False


def chosen(keys) -> list[Group]:
    """The groups with these keys, each with its status, in the order of their readings."""
    return list(Group.objects.with_status().select_related("area").filter(pk__in=keys))


def why_not(by: User, group: Group, change: Change) -> str:
    """Why this cannot happen to the group, kindly; empty where it can."""
    if not by.may(Capability.TEND_GROUPS):
        return _("この手続きをする権限がありません。")
    if group.status not in SOURCES[change.status]:
        return _("いまは「%s」です。") % group.status_words
    if group.status_day > change.day:
        return _("いまの状況が、その日より後に始まっています。")
    return ""


def foresee(groups: Iterable[Group], change: Change, *, by: User) -> list[Outcome]:
    """What would happen, without writing, and how many people would hear of it."""
    groups = list(groups)
    mails: dict = {}
    for group in Membership.objects.filter(group__in=groups).values_list("group", flat=True):
        mails[group] = mails.get(group, 0) + 1
    return [_foreseen(group, change, mails.get(group.pk, 0), by) for group in groups]


def _foreseen(group, change, people: int, by) -> Outcome:
    if reason := why_not(by, group, change):
        return Outcome(group, reason, refused=True)
    told = {"status": change.status.label, "people": people}
    if people:
        return Outcome(group, _("「%(status)s」にして、%(people)d人にメールします。") % told)
    return Outcome(group, _("「%(status)s」にします。メールの届く人がいません。") % told)


def carry_out(groups: Iterable[Group], change: Change, *, by: User, at: datetime) -> list[Outcome]:
    """Group by group, each with a transaction of its own: one that cannot keeps nobody back."""
    return [_one(group, change, by=by, at=at) for group in groups]


def _one(group, change, *, by, at) -> Outcome:
    if reason := why_not(by, group, change):
        return Outcome(group, reason, refused=True)
    try:
        suspend(group, change, by=by, at=at)
    except workflow.AlreadyNoted:
        return Outcome(group, _("同じ日の同じ状況が、もう記録されています。"), refused=True)
    return Outcome(group, _("「%s」にしました。") % change.status.label)


@transaction.atomic
def suspend(group: Group, change: Change, *, by: User, at: datetime) -> None:
    """Note the new status and tell the people of the group, or neither."""
    told = {"status": change.status, "day": change.day, "reason": change.reason}
    workflow.change_status(group, by=by, at=at, **told)
    words = notices.status_changed(group, change.status, change.day, change.reason)
    for address in group.memberships.values_list("user__email", flat=True):
        post.put(to=address, at=at, **words)
