"""The frame of every page: the council and the doors that this person may open."""

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from ibasho.accounts.permissions import Capability

PUBLIC = [
    ("places", _("居場所をさがす")),
    ("meetings", _("交流会")),
    ("check", _("申請できるか調べる")),
    ("help", _("てびき")),
]
RESIDENT = [("my", _("マイページ"))]
STAFF = [
    ("desk", _("今日の仕事")),
    ("queue", _("申請")),
    ("staff_groups", _("団体")),
    ("consultation_list", _("相談")),
    ("meeting_list", _("交流会")),
    ("letters", _("文書")),
    ("payments", _("支払い")),
    ("programmes", _("予算")),
    ("reports", _("統計と報告書")),
]
# Rooms without an entry of their own, and the entry through which one comes to them.
THROUGH = {
    "deadlines": "queue",
    "listings": "staff_groups",
    "hand_over": "staff_groups",
    "known_people": "consultation_list",
    "voice_list": "reports",
    "story_list": "reports",
    "intakes": "reports",
}


def _entries(user):
    if not user.is_authenticated:
        return PUBLIC
    if user.may(Capability.APPLY):
        return RESIDENT + PUBLIC
    return STAFF + ([("admin:index", _("データの修正"))] if user.is_staff else [])


def page_frame(request):
    """Context of every page: `council`, `navigation` (label, url, current), `for_staff`."""
    user = getattr(request, "user", AnonymousUser())  # an error page may come before sign-in
    entries = [(label, reverse(name)) for name, label in _entries(user)]
    here = _here(request.path, [url for _label, url in entries])
    return {
        "council": settings.COUNCIL,
        "demo": settings.DEMO,
        "for_staff": user.is_authenticated and user.may(Capability.READ),
        "navigation": [
            {"label": label, "url": url, "current": url == here} for label, url in entries
        ],
    }


def _here(path: str, urls: list[str]) -> str:
    """The entry that is marked: the longest address with which the path begins, or what leads there."""
    rooms = {url: url for url in urls}
    rooms |= {reverse(room): reverse(entry) for room, entry in THROUGH.items()}
    known = [room for room in rooms if path.startswith(room)]
    return rooms[max(known, key=len)] if known else ""
