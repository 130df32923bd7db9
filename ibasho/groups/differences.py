"""Two versions of a listing side by side: what would change for the public."""

from django.utils.translation import gettext as _

from ibasho.groups.models import Listing
from ibasho.groups.models.listing import WORDS


def between(shown: Listing | None, proposed: Listing | None) -> list[dict]:
    """A row for everything that a listing says: `label`, `old`, `new` and whether it `differs`."""
    if proposed is None:
        return []
    rows = [_row(name, shown, proposed) for name in WORDS]
    photo = _("写真")
    old, new = (_photo(version) for version in (shown, proposed))
    return [*rows, {"label": photo, "old": old[0], "new": new[0], "differs": old != new}]


def _row(name, shown, proposed) -> dict:
    old, new = (_said(version, name) for version in (shown, proposed))
    label = Listing._meta.get_field(name).verbose_name
    return {"label": label, "old": old, "new": new, "differs": old != new}


def _said(version, name) -> str:
    if version is None:
        return ""
    return version.weekday_words if name == "weekdays" else getattr(version, name)


def _photo(version):
    """In words, and the file itself: another picture is a difference too."""
    if version is None or not version.photo:
        return _("なし"), ""
    return _("あり"), version.photo.name
