"""From HTML to PDF: the only door to WeasyPrint. Tagged (PDF/UA-1), in Japanese, from system fonts.

WeasyPrint looks for the system's text libraries as it is imported, which takes longer than all of
Django: so it is imported with the first paper, and commands that make none start without it.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Lock

from PIL import ImageFile

SHEETS = Path(__file__).resolve().parent.parent / "static" / "css"
NAMES = ("print.css", "letter.css", "report.css")

# A paper is quick to make but large in memory: one at a time in each process.
_one_at_a_time = Lock()


def render_pdf(html: str, *, title: str) -> bytes:
    """The bytes of a PDF/UA-1 paper.

    `html` is a whole page of `print.html`. Nothing is fetched but `data:` addresses; the style
    sheets are our own. `title` is what a reader's window and a screen reader say.
    """
    from weasyprint import CSS, HTML  # noqa: PLC0415
    from weasyprint.urls import URLFetcher  # noqa: PLC0415

    # It opens half a picture for everybody in this process; of what people send us none is kept.
    ImageFile.LOAD_TRUNCATED_IMAGES = False
    fetcher = URLFetcher(allowed_protocols={"data"})
    sheets = [CSS(string=text, url_fetcher=fetcher) for text in _sheets()]
    with _one_at_a_time, _calm_collector():
        page = HTML(string=html, url_fetcher=fetcher)
        paper = page.render(stylesheets=sheets, pdf_variant="pdf/ua-1")
        paper.metadata.title = title
        return paper.write_pdf(pdf_variant="pdf/ua-1")


def _sheets() -> list[str]:
    return [(SHEETS / name).read_text(encoding="utf-8") for name in NAMES]


@contextmanager
def _calm_collector() -> Iterator[None]:
    """Layout makes very many small objects: with the usual threshold a quarter is lost to gc."""
    usual = gc.get_threshold()
    gc.set_threshold(200_000, 20, 50)
    try:
        yield
    finally:
        gc.set_threshold(*usual)
