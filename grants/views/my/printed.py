"""A paper of one application as an answer: for its reader alone, kept by no machine on the way."""

from django.http import HttpResponse


def printed(pdf: bytes, name: str, *, how: str = "attachment") -> HttpResponse:
    """The PDF under this name; `how` is attachment, to be kept, or inline, to be read at once."""
    answer = HttpResponse(pdf, content_type="application/pdf")
    answer["Content-Disposition"] = f'{how}; filename="{name}"'
    answer["Cache-Control"] = "private, no-store"
    return answer
