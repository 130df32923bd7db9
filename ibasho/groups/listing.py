"""How a group's words come into the public directory, and how they leave it at once."""

from datetime import datetime

from django.core.files.base import ContentFile
from django.db import transaction
from django.db.models import Q
from django.db.models.functions import Now

from ibasho.accounts.models import User
from ibasho.accounts.permissions import Capability
from ibasho.groups.models import Group, Listing, ListingState
from ibasho.groups.places import of_register

L = ListingState


class NotAllowed(Exception):
    """This person may not speak for this group."""


class AlreadySettled(Exception):
    """Somebody has decided about these words before, or the group has taken them back."""


@transaction.atomic
def propose(group: Group, *, by: User, at: datetime, photo=None, **words) -> Listing:
    """Lay new words before the staff; what is shown stays until they have been read.

    `photo` is None for the one that stands there, b"" for none, or the bytes of a new one.
    """
    locked = _lock(group)
    if not (by.may(Capability.TEND_GROUPS) or locked.memberships.filter(user=by).exists()):
        raise NotAllowed
    earlier = _latest(locked)
    _leave(locked.listings.filter(state=L.PROPOSED), L.WITHDRAWN)
    listing = Listing(group=locked, proposed_by=by, proposed_at=at, **_named(locked, words))
    if photo is None and earlier and earlier.photo:
        listing.photo = earlier.photo.name
    _keep(listing, photo)
    _sweep(locked)
    return listing


def _keep(listing, photo) -> None:
    """Row and file, or neither."""
    if not photo:
        listing.save(force_insert=True)
        return
    listing.photo.save("photo", ContentFile(photo), save=False)
    try:
        with transaction.atomic():
            listing.save(force_insert=True)
    except BaseException:
        listing.photo.storage.delete(listing.photo.name)
        raise


def _named(group, words) -> dict:
    """The names come from the register, as they are when the words are written."""
    return {name: getattr(group, name) for name in ("name", "reading", "operator")} | words


def _lock(group) -> Group:
    return Group.objects.select_for_update(of=["self"]).get(pk=group.pk)


def _latest(group) -> Listing | None:
    """The words that one goes on from: the last that were written, unless they were taken back."""
    return group.listings.filter(state__in=[L.PROPOSED, L.SHOWN, L.DECLINED]).first()


@transaction.atomic
def show(listing: Listing, *, by: User, at: datetime) -> Listing:
    """Staff have read it: from now on the public does."""
    mine = _to_review(listing, by)
    group = mine.group
    _leave(group.listings.filter(state=L.SHOWN), L.REPLACED)
    mine.state, mine.reviewed_by, mine.reviewed_at = L.SHOWN, by, at
    mine.save()
    group.published = True
    group.save(update_fields=["published"])
    _sweep(group)
    return mine


@transaction.atomic
def decline(listing: Listing, *, by: User, at: datetime, remark: str) -> Listing:
    """Ask the group to write it otherwise; what is shown stays."""
    mine = _to_review(listing, by)
    mine.state, mine.reviewed_by, mine.reviewed_at, mine.remark = L.DECLINED, by, at, remark
    mine.save()
    return mine


def _to_review(listing, by) -> Listing:
    if not by.may(Capability.TEND_GROUPS):
        raise NotAllowed
    group = _lock(listing.group)
    mine = Listing.objects.select_for_update().get(pk=listing.pk)
    if mine.state != L.PROPOSED:
        raise AlreadySettled
    mine.group = group
    return mine


@transaction.atomic
def write(group: Group, *, by: User, at: datetime, photo=None, **words) -> Listing:
    """Staff write for a group that agreed by phone or on paper: shown at once."""
    return show(propose(group, by=by, at=at, photo=photo, **words), by=by, at=at)


@transaction.atomic
def withdraw(group: Group, *, by: User) -> None:
    """Nothing of the group is public any more, from this moment on; its photos go too."""
    locked = _lock(group)
    if not (by.may(Capability.TEND_GROUPS) or locked.memberships.filter(user=by).exists()):
        raise NotAllowed
    _leave(locked.listings.filter(state__in=[L.PROPOSED, L.SHOWN]), L.WITHDRAWN)
    locked.published = False
    locked.save(update_fields=["published"])
    _sweep(locked)


def keep_as_shown(group: Group) -> None:
    """Before a group's own people change the register: what the public reads of it stays.

    For a group that staff published before it had words of its own.
    """
    if group.published and not group.listings.filter(state=L.SHOWN).exists():
        Listing.objects.create(group=group, state=L.SHOWN, proposed_at=Now(), **of_register(group))


def _leave(listings, state) -> None:
    listings.update(state=state)


def _sweep(group) -> None:
    """Photos that no version shows, lays before somebody or goes on from are thrown away."""
    latest = _latest(group) if group.published or group.listings.filter(state=L.PROPOSED) else None
    used = group.listings.filter(Q(state__in=[L.PROPOSED, L.SHOWN]) | Q(pk=latest and latest.pk))
    gone = group.listings.exclude(pk__in=used.values("pk")).exclude(photo="")
    kept = set(used.values_list("photo", flat=True))
    files = {listing.photo.name: listing.photo for listing in gone}
    lone = [file for name, file in files.items() if name not in kept]
    gone.update(photo="")
    transaction.on_commit(lambda: [file.storage.delete(file.name) for file in lone])
