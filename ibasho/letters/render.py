"""The paper of a letter: laid out once from what was written, then kept for good."""

from django.conf import settings
from django.db import transaction
from django.template.loader import render_to_string

from ibasho.letters.models import Letter
from ibasho.pdf import render_pdf


def sheet(letter: Letter) -> dict:
    """Everything that the layout `letters/letter.html` shows: content, number, day, sender."""
    return {
        "kind": letter.get_kind_display(),
        "addressee": [letter.group.name],
        "paragraphs": [],
        "items": [],
        "note": "",
        "sender": [settings.COUNCIL["name"], settings.COUNCIL["chair"]],
        "title": letter.get_kind_display(),
        **letter.content,
        "number": letter.reference,
        "issued_on": letter.issued_on,
        "council": settings.COUNCIL,
    }


@transaction.atomic
def pdf_of(letter: Letter) -> bytes:
    """The stored PDF; made and kept on the first call, the same bytes ever after."""
    kept = Letter.objects.select_for_update(of=["self"]).select_related("group").get(pk=letter.pk)
    if kept.pdf is None:
        html = render_to_string("letters/letter.html", sheet(kept))
        kept.pdf = render_pdf(html, title=f"{kept.reference} {kept.get_kind_display()}")
        kept.save(update_fields=["pdf"])
    return bytes(kept.pdf)
