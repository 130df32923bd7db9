"""The queue as rows of a file: what each column is called, and how it is read."""

from collections.abc import Iterator
from itertools import chain

from django.db.models import Count, QuerySet, Window
from django.utils.translation import gettext_lazy as _

from grants.models import Application
from grants.states import State
from ibasho.dates import FiscalYear, day_in_japan

ROWS_AT_ONCE = 500


def _as_is(value):
    return value


def _day(moment):
    return moment and day_in_japan(moment)


def _state(value):
    return str(State(value).label)


def _year(value):
    return str(FiscalYear(value))


def _mark(value):
    return str(_("代理入力")) if value else ""


COLUMNS = (
    (_("受付番号"), "receipt_number", _as_is),
    (_("状態"), "state", _state),
    (_("年度"), "programme_year__fiscal_year", _year),
    (_("助成事業"), "programme_year__programme__name", _as_is),
    (_("団体"), "group__name", _as_is),
    (_("ふりがな"), "group__reading", _as_is),
    (_("圏域"), "group__area__name", _as_is),
    (_("代表者の名前"), "group__representative", _as_is),
    (_("電話番号"), "group__phone", _as_is),
    (_("郵便番号"), "group__postal_code", _as_is),
    (_("代表者の住所"), "group__address", _as_is),
    (_("代理入力"), "on_paper", _mark),
    (_("提出日"), "submitted_at", _day),
    (_("申請額（円）"), "requested_amount", _as_is),
    (_("担当"), "worker__name", _as_is),
    (_("起案日"), "recommended_at", _day),
    (_("起案者"), "recommended_by__name", _as_is),
    (_("起案額（円）"), "recommended_amount", _as_is),
    (_("起案の理由"), "recommendation", _as_is),
    (_("決定日"), "decided_at", _day),
    (_("決裁者"), "decided_by__name", _as_is),
    (_("交付決定額（円）"), "awarded_amount", _as_is),
    (_("いまの交付額（円）"), "granted_amount", _as_is),
    (_("決定の理由"), "decision_reason", _as_is),
    (_("交付の条件"), "conditions", _as_is),
    (_("実績報告の期限"), "report_due_on", _as_is),
    (_("額の確定日"), "settled_at", _day),
    (_("確定した人"), "settled_by__name", _as_is),
    (_("確定額（円）"), "settled_amount", _as_is),
)
HEADS = tuple(head for head, _field, _read in COLUMNS)
FIELDS = tuple(field for _head, field, _read in COLUMNS)
READERS = tuple(read for _head, _field, read in COLUMNS)


def counted(rows: QuerySet[Application]) -> tuple[int, Iterator[tuple]]:
    """How many rows there are, and the rows in their order, both of the same moment.

    The database keeps the cursor, so that only ROWS_AT_ONCE rows are in memory; a connection pool
    that works by transaction would need DISABLE_SERVER_SIDE_CURSORS.
    """
    told = rows.annotate(of_all=Window(Count("pk"))).values_list(*FIELDS, "of_all")
    stream = told.iterator(chunk_size=ROWS_AT_ONCE)
    first = next(stream, None)
    if first is None:
        return 0, iter(())
    return first[-1], map(_read, chain([first], stream))


def _read(row: tuple) -> tuple:
    return tuple(read(value) for read, value in zip(READERS, row, strict=False))
