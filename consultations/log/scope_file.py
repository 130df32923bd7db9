"""The answer to a breach as rows of a file: which records, how and when."""

from collections.abc import Iterable, Iterator

from django.utils.timezone import make_naive
from django.utils.translation import gettext_lazy as _

from consultations.log.reading import Seen
from consultations.models import Consultation

TITLE = _("閲覧の記録")
HEADS = (
    _("相談記録"),
    _("日付"),
    _("だれ・何"),
    _("お名前・団体名"),
    _("団体"),
    _("はじめて見た日時"),
    _("最後に見た日時"),
    _("回数"),
    _("見方"),
)


def rows(found: Iterable[Seen]) -> Iterator[list]:
    for seen in found:
        yield [
            str(seen.consultation_id),
            *_of(seen.record),
            _moment(seen.first),
            _moment(seen.last),
            seen.times,
            seen.ways_words,
        ]


def _of(record: Consultation | None) -> list:
    if record is None:
        return [None, str(_("（消された記録）")), "", ""]
    return [record.on, record.about, record.asker_name, str(record.group or "")]


def _moment(at) -> str:
    return f"{make_naive(at):%Y-%m-%d %H:%M:%S}"
