"""The rows of label and value on the page of one record; an empty value shows what is missing."""

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _later

from consultations.models import Place
from ibasho.dates import both, clock, spoken
from ibasho.uploads import KINDS


def _row(record, name, value=None):
    shown = getattr(record, name) if value is None else value
    return {"label": record._meta.get_field(name).verbose_name, "value": shown}


def _clock(moment):
    return clock(moment) if moment else ""


def _day(day):
    return both(day) if day else ""


def _yes(held):
    return _("はい") if held else _("いいえ")


def _by(person, moment):
    return f"{person or _('取りこみ')} {both(timezone.localdate(moment))}"


def told(record) -> list:
    """What happened and what was said: the part that is read first."""
    introduced = (each.words for each in record.introductions.all())
    return [
        _row(record, "what_happened"),
        _row(record, "advice"),
        {"label": _("紹介した人"), "value": "\n".join(introduced)},
        _row(record, "referred_to", _referral(record)),
    ]


def _referral(record) -> str:
    outcome = record.get_referral_outcome_display()
    return "\n".join(filter(None, [record.referred_to, outcome, record.referral_note]))


def outcome(record) -> dict:
    return {"outcome": record.referral_outcome, "note": record.referral_note}


MISSABLE = ("topics", "audiences", "minutes", "area")


def missing(record) -> str:
    """What belongs to a record and is not written yet, in words."""
    empty = (name for name in MISSABLE if getattr(record, name) in (None, []))
    return "、".join(str(record._meta.get_field(name).verbose_name) for name in empty)


def files(record) -> list:
    """As templates/_partials/_file_list.html shows them, and where to take them away."""
    return [
        {
            "name": paper.name,
            "note": KINDS[paper.media_type],
            "size": paper.size,
            "sha256": paper.checksum,
            "url": reverse("consultation_file", args=[record.pk, paper.pk]),
            "remove_url": reverse("consultation_file_remove", args=[record.pk, paper.pk]),
        }
        for paper in record.attachments.all()
    ]


def circumstances(record) -> list:
    """When, how, who and for whom; nothing that stands apart."""
    minutes = _("%(count)s分") % {"count": record.minutes} if record.minutes else ""
    return [
        _row(record, "on", record.day_words),
        _row(record, "at_time", _clock(record.at_time)),
        _row(record, "minutes", minutes),
        _row(record, "channel", record.get_channel_display()),
        _row(record, "place"),
        _row(record, "out_of_office", _yes(record.out_of_office)),
        _row(record, "workers", record.worker_words),
        _row(record, "area", str(record.area or "")),
        _row(record, "asker", record.get_asker_display()),
        _row(record, "asker_name"),
        _row(record, "continuing", _yes(record.continuing)),
        _row(record, "group", str(record.group or "")),
        _row(record, "idea"),
        _row(record, "audiences", record.audience_words),
        _row(record, "topics", record.topic_words),
        _row(record, "stage", record.get_stage_display()),
        _row(record, "written_by", _by(record.written_by, record.written_at)),
    ] + _amended(record)


def _amended(record):
    if not record.amended_at:
        return []
    return [_row(record, "amended_by", _by(record.amended_by, record.amended_at))]


def said_day(record) -> str:
    """The day as one would say it on the phone; only the month where no more is known."""
    if record.month_only:
        return record.day_words
    return f"{spoken(record.on)} {_clock(record.at_time)}".strip()


def of_meeting(meeting) -> list:
    people = meeting.participants
    return [
        _row(meeting, "held_on", both(meeting.held_on)),
        _row(meeting, "starts_at", _clock(meeting.starts_at)),
        _row(meeting, "ends_at", _clock(meeting.ends_at)),
        _row(meeting, "concept"),
        _row(meeting, "place"),
        _row(meeting, "participants", "" if people is None else f"{people}人"),
        _row(meeting, "groups", "、".join(group.name for group in meeting.groups.all())),
        _row(meeting, "summary"),
        {"label": _("声"), "value": "\n".join(voice.words for voice in meeting.voices.all())},
    ]


def of_voice(voice, consent) -> list:
    """`consent` says where the consent stands today."""
    return [
        _row(voice, "speaker", voice.get_speaker_display()),
        _row(voice, "said_by"),
        _row(voice, "heard_on", both(voice.heard_on)),
        _row(voice, "group", str(voice.group or "")),
        _row(voice, "meeting", voice.meeting.concept if voice.meeting else ""),
        {"label": _("同意"), "value": consent},
        _row(voice, "consented_on", _day(voice.consented_on)),
        _row(voice, "media", voice.media_words),
        _row(voice, "consent_until", _day(voice.consent_until)),
        _row(voice, "withdrawn_on", _day(voice.withdrawn_on)),
    ]


LEDGER = (
    _later("日付"),
    _later("内容"),
    _later("聞きかた"),
    _later("言った人"),
    _later("聞いた人"),
    _later("載せてよいところ"),
    _later("期限"),
)


def of_ledger(thing) -> dict:
    """Every entry of the ledger of a voice or a story, the first one first, as a table."""
    rows = [
        [
            both(entry.on),
            entry.get_act_display(),
            entry.get_manner_display(),
            entry.said_by,
            str(entry.asked_by or entry.noted_by or ""),
            entry.media_words,
            _day(entry.until),
        ]
        for entry in thing.consents.all()
    ]
    return {"columns": LEDGER, "rows": [{"cells": cells} for cells in rows]}


def when_and_where(announcement) -> list:
    """What one needs to come: day, times, place, money; only what is known."""
    meeting = announcement.meeting
    rows = [
        (_("日"), spoken(meeting.held_on)),
        (_("時間"), meeting.times),
        (_("会場"), meeting.place),
        (_("住所"), announcement.address),
        (_("行き方"), announcement.access),
        (_("参加費"), announcement.fee),
        (_("持ちもの"), announcement.bring),
    ]
    return [{"label": label, "value": value} for label, value in rows if value]


def of_announcement(announcement) -> list:
    """The same, and who is welcome, how many, until when."""
    people = announcement.capacity
    more = [
        (_("来てほしい人"), announcement.welcome),
        (_("定員"), f"{people}人" if people else ""),
        (_("申込みの締切日"), _day(announcement.closes_on)),
    ]
    known = [{"label": label, "value": value} for label, value in more if value]
    return when_and_where(announcement) + known


def of_handout(handout) -> dict:
    """As templates/_partials/_file_list.html shows it."""
    return {
        "name": handout.title,
        "note": KINDS[handout.media_type] + ("" if handout.public else _("（職員だけ）")),
        "size": handout.size,
        "url": reverse("handout", args=[handout.meeting_id, handout.pk]),
    }


def standing(signup) -> dict:
    """Where somebody stands, as templates/_partials/_notice.html says it."""
    if signup.place == Place.WAITING:
        ahead = signup.announcement.signups.waiting().filter(number__lt=signup.number).count()
        words = _("前に%d人の方が待っています。席があいたら、メールでお知らせします。") % ahead
        return {"kind": "warning", "title": _("キャンセル待ちです"), "text": words}
    if signup.place == Place.CANCELLED:
        words = _("またの機会にお会いできるのを楽しみにしています。")
        return {"kind": "info", "title": _("取りやめました"), "text": words}
    return {
        "kind": "success",
        "title": _("お席をご用意しています"),
        "text": _("お会いできるのを楽しみにしています。"),
    }
