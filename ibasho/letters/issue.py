"""Issuing a letter: number, content and checksum are fixed in one act."""

import hashlib
import json
from datetime import date, datetime

from django.db import transaction

from ibasho.accounts.models import User
from ibasho.dates import FiscalYear
from ibasho.groups.models import Group
from ibasho.letters.models import Kind, Letter, Register, Series
from ibasho.letters.tasks import make_pdf


def checksum(*, reference: str, content: dict) -> str:
    """SHA-256 (64 hex digits) of the canonical JSON of the number and the content."""
    canonical = json.dumps(
        {"reference": reference, "content": content},
        ensure_ascii=False,
        sort_keys=True,
        separators=(",", ":"),
    )
    return hashlib.sha256(canonical.encode()).hexdigest()


@transaction.atomic
def issue(
    *,
    kind: Kind,
    group: Group,
    fiscal_year: FiscalYear,
    content: dict,
    by: User,
    at: datetime,
    on: date,
) -> Letter:
    """Write the letter into the register of `fiscal_year`; its PDF follows from the worker.

    Joins the caller's transaction: if that fails, no number is spent and no paper is made.
    `content` holds JSON text only: `title`, `addressee` (lines), `paragraphs`,
    `items` (list of {label, value}), `note`; what is left out has a default in `render.sheet`.
    """
    letter = Letter(
        kind=kind,
        group=group,
        fiscal_year=fiscal_year.year,
        number=Register.objects.take(Series.ISSUED, fiscal_year),
        content=content,
        issued_by=by,
        issued_at=at,
        issued_on=on,
    )
    letter.checksum = checksum(reference=letter.reference, content=content)
    letter.save(force_insert=True)
    make_pdf.defer(letter_id=str(letter.pk))
    return letter
