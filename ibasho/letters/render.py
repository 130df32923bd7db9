"""The paper of a letter: laid out once from what was written, then kept for good."""

from datetime import date

from django.conf import settings
from django.db import transaction
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _

from ibasho.letters.models import Letter, Reissue
from ibasho.pdf import render_pdf


def sheet(letter: Letter, *, reissued_on: date | None = None) -> dict:
    """Everything that the layout `letters/letter.html` shows."""
    return {
        **letter.content,
        "number": letter.reference,
        "issued_on": letter.issued_on,
        "reissued_on": reissued_on,
        "code": letter.code,
        "verify_at": settings.ADDRESS + reverse("letter_verify"),
    }


@transaction.atomic
def pdf_of(paper: Letter | Reissue) -> bytes:
    """The stored PDF; made and kept on the first call, the same bytes ever after."""
    kept = type(paper).objects.select_for_update(of=["self"]).get(pk=paper.pk)
    if kept.pdf is None:
        kept.pdf = _lay_out(kept)
        kept.save(update_fields=["pdf"])
    return bytes(kept.pdf)


def _lay_out(paper: Letter | Reissue) -> bytes:
    if isinstance(paper, Letter):
        return _render(sheet(paper), f"{paper.reference} {paper.get_kind_display()}")
    letter = paper.letter
    title = f"{letter.reference} {letter.get_kind_display()} {_('再発行')}"
    return _render(sheet(letter, reissued_on=paper.issued_on), title)


def preview(content: dict, *, on: date) -> bytes:
    """A paper that belongs to no letter: without a number, a seal, or a row anywhere."""
    shown = {**content, "number": _("見本"), "issued_on": on}
    return _render(shown, f"{_('見本')} {content['title']}")


def _render(shown: dict, title: str) -> bytes:
    return render_pdf(render_to_string("letters/letter.html", shown), title=title)
