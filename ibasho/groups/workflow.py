"""What happens to a group: it is registered, amended, and its life goes on."""

from datetime import date, datetime

from django.db import IntegrityError, transaction

from ibasho.accounts.models import User
from ibasho.accounts.permissions import Capability
from ibasho.groups import listing
from ibasho.groups.models import Group, Membership, Part, Status, StatusChange

ONE_A_DAY = ("change_once_a_day", "change_one_a_day")  # the constraints that say so


class NotAllowed(Exception):
    """This person may not do this to this group."""


class AlreadyRegistered(Exception):
    """The same person has registered a group of this name before; it is `.group`."""

    def __init__(self, group: Group):
        super().__init__(group)
        self.group = group


class AlreadyNoted(Exception):
    """A status of the same day stands in the history already."""


@transaction.atomic
def register(*, by: User, at: datetime, facts: dict) -> Group:
    """Keep a new group; a resident becomes its representative, staff registers for others.

    Groups may share a name, but one resident's second try (a double press) finds the first.
    """
    if by.may(Capability.TEND_GROUPS):
        return _keep(Group(registered_at=at), facts)
    if not by.may(Capability.APPLY):
        raise NotAllowed
    User.objects.select_for_update().get(pk=by.pk)
    if first := Group.objects.of(by).filter(name=facts["name"]).first():
        raise AlreadyRegistered(first)
    group = _keep(Group(registered_at=at), facts)
    Membership.objects.create(group=group, user=by, part=Part.REPRESENTATIVE, since=at)
    return group


@transaction.atomic
def amend(group: Group, *, by: User, facts: dict) -> Group:
    """Bring the register up to date; pghistory keeps what stood there before."""
    locked = Group.objects.select_for_update(of=["self"]).get(pk=group.pk)
    is_member = locked.memberships.filter(user=by).exists()
    if not (by.may(Capability.TEND_GROUPS) or is_member):
        raise NotAllowed
    if is_member:
        listing.keep_as_shown(locked)
    return _keep(locked, facts)


def change_status(
    group: Group,
    *,
    by: User,
    at: datetime,
    status: Status,
    day: date,
    reason: str,
    month_only: bool = False,
) -> StatusChange:
    """Note that the group is in `status` from `day` on (of which only the month is known)."""
    if not by.may(Capability.TEND_GROUPS):
        raise NotAllowed
    change = StatusChange(
        group=group,
        status=status,
        day=day.replace(day=1) if month_only else day,
        month_only=month_only,
        reason=reason,
        noted_by=by,
        noted_at=at,
    )
    _write(change, force_insert=True)
    return change


@transaction.atomic
def correct_status(
    change: StatusChange,
    *,
    by: User,
    at: datetime,
    why: str,
    status: Status,
    day: date,
    reason: str,
    month_only: bool = False,
) -> StatusChange:
    """Mend a wrong entry; the history keeps what stood there, and `why` it was mended."""
    locked = _to_amend(change, by=by, at=at, why=why)
    locked.status, locked.reason, locked.month_only = status, reason, month_only
    locked.day = day.replace(day=1) if month_only else day
    _write(locked)
    return locked


@transaction.atomic
def take_out_status(change: StatusChange, *, by: User, at: datetime, why: str) -> None:
    """Take out an entry of what never was; the history keeps it, and `why` it went."""
    locked = _to_amend(change, by=by, at=at, why=why)
    locked.save()
    locked.delete()


def _to_amend(change, *, by, at, why) -> StatusChange:
    if not by.may(Capability.TEND_GROUPS):
        raise NotAllowed
    locked = StatusChange.objects.select_for_update().get(pk=change.pk)
    locked.amended_by, locked.amended_at, locked.amended_why = by, at, why
    return locked


def _write(change, **how) -> None:
    try:
        with transaction.atomic():
            change.save(**how)
    except IntegrityError as clash:
        if not any(name in str(clash) for name in ONE_A_DAY):
            raise
        raise AlreadyNoted from clash


def _keep(group, facts):
    for name, value in facts.items():
        setattr(group, name, value)
    group.full_clean()
    group.save()
    return group
