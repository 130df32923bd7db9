"""The files of a frozen edition: made once, kept for good, their progress told page by page."""

import hashlib
from collections.abc import Callable
from datetime import date, datetime

from ibasho import pdf
from ibasho.reports.booklet import booklets, pages, sheets
from ibasho.reports.booklet.annual import Booklet
from ibasho.reports.models import EditionFile, FileState, Format

PAGES_A_STEP = 5  # the page is written down now and then, not every time


def make(file_id, *, clock: Callable[[], datetime]) -> None:
    """Make the file and keep it; one that is made already stays. `clock` gives the present."""
    file = EditionFile.objects.select_related("edition").get(pk=file_id)
    if file.state == FileState.MADE:
        return
    _note(file, state=FileState.MAKING, page=0)
    try:
        content = _content(file)
    except Exception:
        _note(file, state=FileState.FAILED)
        raise
    _note(
        file,
        state=FileState.MADE,
        made_at=clock(),
        content=content,
        size=len(content),
        checksum=hashlib.sha256(content).hexdigest(),
    )


def _content(file: EditionFile) -> bytes:
    booklet = booklets.of(file.edition, on=date.min)
    if file.format == Format.XLSX:
        return sheets.as_xlsx(booklet)
    archive = file.format == Format.ARCHIVE
    how = {"variant": pdf.ARCHIVAL, "enclosures": [_data(file, booklet)]} if archive else {}
    return pages.as_pdf(booklet, on_page=lambda page: _reached(file, page), **how)


def _data(file: EditionFile, booklet: Booklet) -> pdf.Enclosure:
    """The workbook that lies within the archival paper."""
    edition = file.edition
    return pdf.Enclosure(
        name=f"ibasho-{edition.first_year}-{edition.last_year}-{edition.number}.xlsx",
        content=sheets.as_xlsx(booklet),
        about=str(edition),
        made_at=edition.frozen_at,
    )


def _reached(file: EditionFile, page: int) -> None:
    if page % PAGES_A_STEP == 0:
        _note(file, page=page)


def _note(file: EditionFile, **changes) -> None:
    EditionFile.objects.filter(pk=file.pk).update(**changes)
