"""What became of a meeting in figures: who signed up and came, and how they liked it."""

from django.utils.translation import gettext as _

from consultations.meetings import links
from consultations.models import Rating


def of(meeting) -> dict:
    """Context of the staff's page of one meeting, in a fixed number of queries."""
    announcement = getattr(meeting, "announcement", None)
    ratings = meeting.answers.by_rating()
    wishes = meeting.answers.exclude(wish="").values_list("wish", flat=True)
    return {
        "announcement": announcement,
        "stats": _stats(announcement) if announcement else [],
        "answered": sum(ratings.values()),
        "answer_columns": [_("答え"), _("人数")],
        "answer_rows": [{"cells": [Rating(key).label, count]} for key, count in ratings.items()],
        "wishes": list(wishes[:50]),
        "questions_address": links.questions_address(meeting),
    }


def _stats(announcement) -> list[dict]:
    figures = announcement.signups.figures()
    capacity = announcement.capacity
    seats = _("定員 %d人") % capacity if capacity else _("定員なし")
    walked = _("うち申込みなし %d人") % figures["walk_in"] if figures["walk_in"] else ""
    return [
        {"label": _("参加の申込み"), "value": figures["joined"], "note": seats},
        {"label": _("キャンセル待ち"), "value": figures["waiting"], "note": ""},
        {"label": _("取りやめ"), "value": figures["cancelled"], "note": ""},
        {"label": _("来た人"), "value": figures["came"], "note": walked},
    ]
