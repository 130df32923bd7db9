"""From HTML to PDF: the only door to WeasyPrint. Tagged (PDF/UA-1), in Japanese, from system fonts.

WeasyPrint looks for the system's text libraries as it is imported, which takes longer than all of
Django: so it is imported with the first paper, and commands that make none start without it.
"""

from __future__ import annotations

import gc
import logging
import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from pathlib import Path
from threading import Lock

from PIL import ImageFile

SHEETS = Path(__file__).resolve().parent.parent / "static" / "css"
NAMES = ("print.css", "letter.css", "report.css")
# For people and screen readers, or to be kept for decades with its data within.
ACCESSIBLE, ARCHIVAL = "pdf/ua-1", "pdf/a-3a"

# A paper is quick to make but large in memory: one at a time in each process.
_one_at_a_time = Lock()


@dataclass(frozen=True)
class Enclosure:
    """A file that lies within an archival paper."""

    name: str
    content: bytes
    about: str
    made_at: datetime


def render_pdf(
    html: str,
    *,
    title: str,
    variant: str = ACCESSIBLE,
    enclosures: Sequence[Enclosure] = (),
    on_page: Callable[[int], None] | None = None,
) -> bytes:
    """The bytes of a PDF/UA-1 paper, or with `variant=ARCHIVAL` of a PDF/A-3 one.

    `html` is a whole page of `print.html`. Nothing is fetched but `data:` addresses; the style
    sheets are our own. `title` is what a reader's window and a screen reader say. `on_page` is
    told the number of each page as it has been laid out.
    """
    from weasyprint import HTML  # noqa: PLC0415

    # It opens half a picture for everybody in this process; of what people send us none is kept.
    ImageFile.LOAD_TRUNCATED_IMAGES = False
    with _one_at_a_time, _calm_collector(), _told(on_page):
        page = HTML(string=html, url_fetcher=_fetcher())
        paper = page.render(stylesheets=_sheets(), pdf_variant=variant)
        paper.metadata.title = title
        paper.metadata.attachments = [_attached(one) for one in enclosures]
        return paper.write_pdf(pdf_variant=variant)


@cache
def _fetcher():
    from weasyprint.urls import URLFetcher  # noqa: PLC0415

    return URLFetcher(allowed_protocols={"data"})


@cache
def _sheets():
    """Our style, read once for each process."""
    from weasyprint import CSS  # noqa: PLC0415

    texts = ((SHEETS / name).read_text(encoding="utf-8") for name in NAMES)
    return [CSS(string=text, url_fetcher=_fetcher()) for text in texts]


def _attached(one: Enclosure):
    from weasyprint import Attachment  # noqa: PLC0415

    return Attachment(
        string=one.content,
        name=one.name,
        description=one.about,
        created=one.made_at,
        modified=one.made_at,
        relationship="Source",
    )


class _Pages(logging.Handler):
    """Hears from WeasyPrint's own report of its progress which page it has reached."""

    REACHED = re.compile(r"Creating layout - Page (\d+)$")  # not those that are up to date

    def __init__(self, on_page: Callable[[int], None]):
        super().__init__()
        self.on_page = on_page

    def emit(self, record: logging.LogRecord) -> None:
        if found := self.REACHED.search(record.getMessage()):
            self.on_page(int(found[1]))


@contextmanager
def _told(on_page: Callable[[int], None] | None) -> Iterator[None]:
    if on_page is None:
        yield
        return
    progress, ear = logging.getLogger("weasyprint.progress"), _Pages(on_page)
    usual = progress.level, progress.propagate
    progress.addHandler(ear)
    progress.setLevel(logging.INFO)
    progress.propagate = False
    try:
        yield
    finally:
        progress.removeHandler(ear)
        progress.level, progress.propagate = usual


@contextmanager
def _calm_collector() -> Iterator[None]:
    """Layout makes very many small objects: with the usual threshold a quarter is lost to gc."""
    usual = gc.get_threshold()
    gc.set_threshold(200_000, 20, 50)
    try:
        yield
    finally:
        gc.set_threshold(*usual)
