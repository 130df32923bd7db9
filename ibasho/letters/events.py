"""What the room of letters tells of the life of one group."""

from django.urls import reverse

from ibasho.groups.story import Event, Kind
from ibasho.letters.models import Letter


def events_of(group, *, user) -> list[Event]:
    """The letters to the group that `user` may see."""
    letters = Letter.objects.seen_by(user).filter(group=group).light().select_related("issued_by")
    return [_issued(letter) for letter in letters]


def _issued(letter) -> Event:
    return Event(
        kind=Kind.LETTER,
        on=letter.issued_on,
        at=letter.issued_at,
        title=str(letter),
        by=str(letter.issued_by),
        url=reverse("letter", args=[letter.pk]),
    )
