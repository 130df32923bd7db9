"""What the staff's pages of one group say: the register, and entries of its life as they once were."""

from itertools import groupby

from django.utils.translation import gettext as _

from ibasho.dates import both, era_month
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


def register(group: Group) -> list[dict]:
    """Rows of label and value; `group` comes from `queries.records()`."""
    return [{"label": _label(name), "value": str(getattr(group, name) or "")} for name in REGISTER]


def _label(name):
    return Group._meta.get_field(name).verbose_name


def corrected(versions) -> list[dict]:
    """Of each entry that was mended or taken out, what it said before, why, and by whom."""
    told = []
    for _entry, steps in groupby(versions, key=lambda step: step.pgh_obj_id):
        steps = list(steps)
        gone = steps[-1].pgh_label == "delete"
        # The row that went bears the same words as the one before it, which told why.
        told += [
            _step(before, after, gone and after is steps[-2])
            for before, after in zip(steps, steps[1:], strict=False)
            if after.pgh_label != "delete"
        ]
    return sorted(told, key=lambda row: row["at"], reverse=True)


def _step(before, after, gone) -> dict:
    return {
        "at": after.amended_at,
        "before": _said(before),
        "after": _("消しました") if gone else _said(after),
        "why": after.amended_why,
        "by": str(after.amended_by or ""),
    }


def _said(version) -> str:
    day = era_month(version.day) if version.month_only else both(version.day)
    return _("%(day)sから %(status)s：%(reason)s") % {
        "day": day,
        "status": version.get_status_display(),
        "reason": version.reason,
    }
