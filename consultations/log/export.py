"""The log as rows of a file: the facts; a reflection or a confidence has no column here."""

from collections.abc import Iterator
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from consultations.models import Consultation

PIECE = 500
COLUMNS = (
    (_("日付"), lambda record: record.on),
    (_("時刻"), lambda record: f"{record.at_time:%H:%M}" if record.at_time else ""),
    (_("かかった時間（分）"), lambda record: record.minutes),
    (_("方法"), lambda record: record.get_channel_display()),
    (_("場所"), lambda record: record.place),
    (_("出向いた先で"), lambda record: str(_("はい")) if record.out_of_office else ""),
    (_("職員"), lambda record: record.worker_words),
    (_("圏域"), lambda record: str(record.area or "")),
    (_("相談した人"), lambda record: record.get_asker_display()),
    (_("お名前・団体名"), lambda record: record.asker_name),
    (_("継続"), lambda record: str(_("はい")) if record.continuing else ""),
    (_("団体"), lambda record: str(record.group or "")),
    (_("やりたいこと"), lambda record: record.idea),
    (_("だれのため"), lambda record: record.audience_words),
    (_("話題"), lambda record: record.topic_words),
    (_("物語の段階"), lambda record: record.get_stage_display()),
    (_("できごと"), lambda record: record.what_happened),
    (_("助言したこと"), lambda record: record.advice),
    (_("つなぎ先"), lambda record: record.referred_to),
    (_("つないだ結果"), lambda record: record.get_referral_outcome_display()),
    (_("次に連絡する日"), lambda record: record.follow_up_on),
)
HEADS = [head for head, _of in COLUMNS]


def rows(records) -> tuple[list[UUID], Iterator[list]]:
    """The ids of the records in their order, and their rows, fetched piece by piece."""
    ids = list(records.values_list("pk", flat=True))
    return ids, _rows(ids)


def _rows(ids: list[UUID]) -> Iterator[list]:
    related = Consultation.objects.select_related("group", "area").prefetch_related("workers")
    for start in range(0, len(ids), PIECE):
        piece = ids[start : start + PIECE]
        found = related.in_bulk(piece)
        yield from ([of(found[pk]) for _head, of in COLUMNS] for pk in piece if pk in found)
