"""What the room of groups tells of the life of one group."""

from django.utils.translation import gettext as _

from ibasho.dates import day_in_japan
from ibasho.groups.models import ListingState, Status
from ibasho.groups.story import Event, Kind

TONES = {Status.ACTIVE: "good", Status.GRADUATED: "good"}  # to graduate is to have succeeded


def events_of(group, *, user) -> list[Event]:
    """Changes of status, and what was read and shown in the directory; all staff may read them."""
    changes = group.changes.select_related("noted_by")
    reviewed = group.listings.exclude(reviewed_at=None).select_related("reviewed_by")
    return [*map(_changed, changes), *map(_reviewed, reviewed)]


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
