"""The record (カルテ) of one group, arranged for its page."""

from django.utils.translation import gettext as _

from ibasho.dates import era_month
from ibasho.groups.models import Group

REGISTER = (
    "reading",
    "operator",
    "about",
    "neighbourhood",
    "area",
    "district",
    "venue",
    "venue_address",
    "schedule",
    "representative",
    "representative_reading",
    "phone",
    "postal_code",
    "address",
    "note",
)


def page(group: Group) -> dict:
    """Context of the staff's page; `group` comes from `queries.records()`."""
    return {
        "group": group,
        "rows": [
            {"label": _label(name), "value": str(getattr(group, name) or "")} for name in REGISTER
        ],
        "events": [_event(change) for change in group.changes.all()],
        "people": group.memberships.all(),
    }


def _label(name):
    return Group._meta.get_field(name).verbose_name


def _event(change):
    month = _("%(month)s（日は不明）") % {"month": era_month(change.day)}
    return {
        "on": change.day,
        "title": change.get_status_display(),
        "text": "\n".join(filter(None, [month if change.month_only else "", change.reason])),
        "by": change.noted_by and _("記録：%(who)s") % {"who": change.noted_by},
    }
