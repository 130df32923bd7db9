"""Issuing a letter: number, content and checksum are fixed in one act."""

from datetime import date, datetime

from django.db import transaction

from ibasho.accounts.models import User
from ibasho.dates import FiscalYear, era
from ibasho.groups.models import Group
from ibasho.letters import seal, wording
from ibasho.letters.models import Kind, Letter, Register, Reissue, Series
from ibasho.letters.tasks import make_pdf, make_reissue_pdf


@transaction.atomic
def issue(
    *,
    kind: Kind,
    group: Group,
    fiscal_year: FiscalYear,
    values: dict[str, str],
    addressee: list[str],
    by: User,
    at: datetime,
    on: date,
    items: list[dict[str, str]] | None = None,
) -> Letter:
    """Write the letter into the register of `fiscal_year`; its PDF follows from the worker.

    Joins the caller's transaction: if that fails, no number is spent and no paper is made.
    The text is the one in force `on` that day, filled with `values` (name of a placeholder →
    text, see `kinds.PLACEHOLDERS`); `addressee` are lines; `items` (label, value) follow the
    text's own.
    """
    letter = Letter(
        kind=kind,
        group=group,
        fiscal_year=fiscal_year.year,
        number=Register.objects.take(Series.ISSUED, fiscal_year),
        issued_by=by,
        issued_at=at,
        issued_on=on,
    )
    known = {"発行日": era(on), "決定日": era(on), "文書番号": letter.reference, **values}
    letter.content = wording.compose(
        wording.in_force(kind, on), values=known, addressee=addressee, more=items
    )
    letter.checksum = seal.checksum(
        kind=kind, reference=letter.reference, issued_on=on, content=letter.content
    )
    letter.save(force_insert=True)
    make_pdf.defer(letter_id=str(letter.pk))
    return letter


@transaction.atomic
def reissue(letter: Letter, *, reason: str, by: User, at: datetime, on: date) -> Reissue:
    """Hand the same letter out again: number, content and checksum stay what they are."""
    again = Reissue.objects.create(
        letter=letter, reason=reason, issued_by=by, issued_at=at, issued_on=on
    )
    make_reissue_pdf.defer(reissue_id=str(again.pk))
    return again
