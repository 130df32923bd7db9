"""The life of an edition: begun, written, frozen with its data, printed; nothing else writes it."""

from datetime import date, datetime

from django.db import transaction
from django.db.models import Max

from ibasho.accounts.models import User
from ibasho.accounts.permissions import Capability
from ibasho.dates import FiscalYear
from ibasho.reports.booklet import annual, booklets, snapshot
from ibasho.reports.booklet.changes import changes
from ibasho.reports.booklet.chapters import Arrangement
from ibasho.reports.models import Edition, EditionFile, FileState, Format
from ibasho.reports.tasks import make_file


class NotAllowed(Exception):
    """This person may not do this with an edition."""


class AlreadyFrozen(Exception):
    """The edition does not change any more; what is to be mended goes into the next one."""


class ChangedMeanwhile(Exception):
    """Somebody else wrote after this person opened the page; `edition` is the newest one."""

    def __init__(self, edition: Edition):
        self.edition = edition
        super().__init__(str(edition.pk))


@transaction.atomic
def begin(*, first: FiscalYear, last: FiscalYear, by: User, at: datetime) -> Edition:
    """The open edition of these years: the one that is being written, or a new one.

    A new one begins with the words of the edition before it.
    """
    _needs(by, Capability.WRITE_REPORTS)
    User.objects.select_for_update().get(pk=by.pk)  # a double press begins one
    known = Edition.objects.of_span(first, last)
    if begun := known.filter(frozen_at=None).first():
        return begun
    before = known.order_by("-number").first()
    return Edition.objects.create(
        first_year=first.year,
        last_year=last.year,
        number=1 + (known.aggregate(last=Max("number"))["last"] or 0),
        foreword=before.foreword if before else "",
        chapters=before.chapters if before else [],
        small_below=before.small_below if before else 0,
        begun_by=by,
        begun_at=at,
        written_by=by,
        written_at=at,
    )


@transaction.atomic
def write(
    edition: Edition, *, arrangement: Arrangement, seen: str, by: User, at: datetime
) -> Edition:
    """Keep words and order of the chapters; `seen` is the `version` that `by` had before them."""
    _needs(by, Capability.WRITE_REPORTS)
    locked = _open(edition)
    if locked.version != seen:
        raise ChangedMeanwhile(locked)
    locked.foreword, locked.small_below = arrangement.foreword, arrangement.small_below
    locked.chapters = [
        {"key": one.key, "shown": one.shown, "text": one.text} for one in arrangement.placed
    ]
    locked.written_by, locked.written_at = by, at
    locked.save()
    return locked


@transaction.atomic
def freeze(edition: Edition, *, by: User, at: datetime, on: date) -> Edition:
    """Keep the data of this moment with the words, for good, and have the files made."""
    _needs(by, Capability.FREEZE_REPORTS)
    locked = _open(edition)
    report = annual.build(locked.first, locked.last, on=on)
    before = Edition.objects.of_span(locked.first, locked.last).frozen().order_by("-number").first()
    told = changes(booklets.of(before, on=on).report, report) if before else ()
    booklet = booklets.printed(locked, report, told)
    locked.snapshot = snapshot.pack(booklet)
    locked.checksum = snapshot.checksum(locked.snapshot)
    locked.changes = list(told)
    locked.frozen_by, locked.frozen_at = by, at
    locked.save()
    for kind in (Format.PDF, Format.XLSX):
        ask(locked, kind, at=at)
    return locked


@transaction.atomic
def ask(edition: Edition, kind: Format, *, at: datetime) -> EditionFile:
    """Have a file of a frozen edition made by the worker; one that is there stays."""
    file, new = EditionFile.objects.get_or_create(
        edition=edition, format=kind, defaults={"asked_at": at}
    )
    if not new and file.state == FileState.FAILED:
        file.state, file.page, file.asked_at = FileState.WAITING, 0, at
        file.save(update_fields=["state", "page", "asked_at"])
        new = True
    if new:
        make_file.defer(file_id=str(file.pk))
    return file


def _needs(by: User, capability: Capability) -> None:
    if not by.may(capability):
        raise NotAllowed


def _open(edition: Edition) -> Edition:
    locked = Edition.objects.select_for_update().get(pk=edition.pk)
    if locked.frozen:
        raise AlreadyFrozen
    return locked
