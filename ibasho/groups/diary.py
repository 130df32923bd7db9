"""The diary (開催記録): what was held is written down once, put right, and its receipts are kept."""

from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from ibasho.accounts.models import User
from ibasho.accounts.permissions import Capability
from ibasho.dates import clock, day_in_japan, western
from ibasho.groups.models import Gathering, Group, Receipt
from ibasho.uploads import Looked
from ibasho.uploads.keeping import keep

FACTS = (
    "on",
    "starts_at",
    "ends_at",
    "form",
    "place",
    "people",
    "helpers",
    "venue_fee",
    "note",
)
MOST_RECEIPTS = 5  # of one gathering


class NotAllowed(Exception):
    """It cannot be written so; the text says kindly why, and nothing was changed."""


def may_write(user: User, group: Group) -> bool:
    """The people of the group, and staff for a group that tells it by phone."""
    own = user.may(Capability.APPLY) and group.memberships.filter(user=user).exists()
    return own or user.may(Capability.TEND_GROUPS)


@transaction.atomic
def note(group: Group, *, by: User, at: datetime, facts: dict) -> Gathering:
    """Write one gathering down; the same one told twice (a double tap) is there once."""
    _check(group, by, at, facts)
    row = Gathering(group=group, by_staff=_for_others(by), noted_by=by, noted_at=at, **facts)
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError as clash:
        first = Gathering.objects.get(group=group, on=row.on, starts_at=row.starts_at)
        if any(getattr(first, name) != getattr(row, name) for name in FACTS):
            raise _already(row) from clash
        return first
    return row


@transaction.atomic
def amend(gathering: Gathering, *, by: User, at: datetime, facts: dict) -> Gathering:
    """Put a gathering right; pghistory keeps what stood there before."""
    locked = Gathering.objects.select_for_update(of=["self"]).get(pk=gathering.pk)
    _check(locked.group, by, at, facts)
    for name, value in facts.items():
        setattr(locked, name, value)
    try:
        with transaction.atomic():
            locked.save()
    except IntegrityError as clash:
        raise _already(locked) from clash
    return locked


@transaction.atomic
def remove(gathering: Gathering, *, by: User) -> None:
    """Take back what was not held after all; its history stays, its receipts go."""
    locked = Gathering.objects.select_for_update(of=["self"]).get(pk=gathering.pk)
    if not may_write(by, locked.group):
        raise NotAllowed(_("この団体の開催記録を書く権限がありません。"))
    files = [receipt.file for receipt in locked.receipts.all()]
    locked.delete()
    transaction.on_commit(lambda: [file.storage.delete(file.name) for file in files])


@transaction.atomic
def add_receipt(gathering: Gathering, *, looked: Looked, by: User, at: datetime) -> Receipt:
    """Keep a receipt that `uploads.look` has let pass; the same file twice is there once."""
    locked = Gathering.objects.select_for_update().get(pk=gathering.pk)
    if first := locked.receipts.filter(checksum=looked.checksum).first():
        return first
    if locked.receipts.count() >= MOST_RECEIPTS:
        raise NotAllowed(_("領収書は1回の開催に%dつまでです。") % MOST_RECEIPTS)
    return keep(looked, Receipt(gathering=locked, added_by=by, added_at=at, **looked.facts))


@transaction.atomic
def remove_receipt(receipt: Receipt) -> None:
    file = receipt.file
    receipt.delete()
    transaction.on_commit(lambda: file.storage.delete(file.name))


def _check(group, by, at, facts) -> None:
    if not may_write(by, group):
        raise NotAllowed(_("この団体の開催記録を書く権限がありません。"))
    if facts["on"] > day_in_japan(at):
        raise NotAllowed(_("これからの日は、まだ書けません。集まりが終わってから書いてください。"))


def _for_others(by: User) -> bool:
    return not by.may(Capability.APPLY)


def _already(row) -> NotAllowed:
    told = {"day": western(row.on), "time": clock(row.starts_at)}
    return NotAllowed(
        _(
            "%(day)sの%(time)sからの集まりは、もう書いてあります。ちがうところは、その記録を直してください。"
        )
        % told
    )
