"""What the room of groups tells of the life of one group."""

from django.utils.translation import gettext as _

from ibasho.dates import day_in_japan
from ibasho.groups.models import ListingState, Status
from ibasho.groups.story import Event, Kind, moment

TONES = {Status.ACTIVE: "good", Status.GRADUATED: "good"}  # to graduate is to have succeeded


def events_of(group, *, user) -> list[Event]:
    """Changes of status, gatherings held, what was shown in the directory: for all staff."""
    changes = group.changes.select_related("noted_by")
    reviewed = group.listings.exclude(reviewed_at=None).select_related("reviewed_by")
    held = group.gatherings.select_related("noted_by")
    return [*map(_changed, changes), *map(_reviewed, reviewed), *map(_held, held)]


def _held(gathering) -> Event:
    people = "" if gathering.people is None else _("%d人") % gathering.people
    return Event(
        kind=Kind.GATHERING,
        on=gathering.on,
        at=moment(gathering.on, gathering.starts_at),
        title=_("開催：%s") % gathering.get_form_display(),
        text="　".join(filter(None, [gathering.place, people, gathering.note])),
        by=str(gathering.noted_by),
    )


def _reviewed(listing) -> Event:
    declined = listing.state == ListingState.DECLINED
    return Event(
        kind=Kind.LISTING,
        on=day_in_japan(listing.reviewed_at),
        at=listing.reviewed_at,
        title=_("掲載の内容を団体にもどした") if declined else _("名簿に載せた"),
        text=listing.remark,
        by=str(listing.reviewed_by),
    )


def _changed(change) -> Event:
    mended = _("訂正：%s") % change.amended_why if change.amended_why else ""
    return Event(
        kind=Kind.STATUS,
        on=change.day,
        month_only=change.month_only,
        title=change.get_status_display(),
        text="\n".join(filter(None, [change.reason, mended])),
        by=str(change.noted_by or ""),
        tone=TONES.get(change.status, ""),
    )
