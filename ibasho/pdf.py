"""Place of the paper until it moves in."""

from weasyprint import HTML


def render_pdf(html: str, *, title: str) -> bytes:
    return HTML(string=html).write_pdf(pdf_variant="pdf/ua-1")
