"""What staff say to the words of a group for the directory, and that its people hear of it."""

from datetime import datetime

from django.db import transaction

from ibasho.accounts.models import User
from ibasho.groups import listing
from ibasho.groups.models import Listing
from ibasho.letters import post
from ibasho.people import notices


@transaction.atomic
def show(waiting: Listing, *, by: User, at: datetime) -> Listing:
    """Put the words into the directory and tell the people of the group, or neither."""
    shown = listing.show(waiting, by=by, at=at)
    _tell(shown, notices.listing_shown(shown), at=at)
    return shown


@transaction.atomic
def decline(waiting: Listing, *, by: User, at: datetime, remark: str) -> Listing:
    """Ask the group to write it otherwise, on its page and by mail."""
    declined = listing.decline(waiting, by=by, at=at, remark=remark)
    _tell(declined, notices.listing_declined(declined), at=at)
    return declined


def _tell(found, words, *, at) -> None:
    for address in found.group.memberships.values_list("user__email", flat=True):
        post.put(to=address, at=at, **words)
