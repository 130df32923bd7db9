"""The way of a file: received, mapped, checked, and taken in whole; the same file never twice."""

import hashlib
from datetime import timedelta

from django.db import IntegrityError, transaction

from consultations.importing.checking import Checked, check
from consultations.importing.columns import guess
from consultations.importing.reading import UnreadableFile, rows_of
from consultations.importing.targets import KINDS
from consultations.models import Intake, IntakeRow, IntakeState, Target
from consultations.permissions import may_write

FORGOTTEN = timedelta(days=7)  # after which a file that nobody took in is thrown away
AT_ONCE = 1_000  # rows that a request may take in itself; more is work for the worker

__all__ = ["AlreadyTaken", "NotAllowed", "NotReady", "UnreadableFile"]


class NotAllowed(Exception):
    """This person takes nothing in."""


class AlreadyTaken(Exception):
    """This very file was taken in before; it is `.intake`."""

    def __init__(self, intake):
        super().__init__(str(intake.pk))
        self.intake = intake


class NotReady(Exception):
    """It has faults, was not checked yet, or is being worked on; nothing was changed."""


@transaction.atomic
def receive(*, target, name, content: bytes, by, at) -> Intake:
    """Keep a file with its headings guessed; raise UnreadableFile with words for the person."""
    if not may_write(by):
        raise NotAllowed
    rows = rows_of(content, name)
    checksum = hashlib.sha256(content).hexdigest()
    done = Intake.objects.filter(target=target, checksum=checksum, state=IntakeState.DONE)
    if before := done.first():
        raise AlreadyTaken(before)
    _forget(at)
    headings = [cell.strip()[:100] for cell in rows[0]]
    return Intake.objects.create(
        target=target,
        name=name[:255],
        checksum=checksum,
        content=content,
        headings=headings,
        mapping=guess(headings, KINDS[Target(target)].columns()),
        uploaded_by=by,
        uploaded_at=at,
    )


def _forget(at):
    old = Intake.objects.exclude(state=IntakeState.DONE)
    old.filter(uploaded_at__lt=at - FORGOTTEN).delete()


@transaction.atomic
def map_columns(intake, *, mapping) -> Intake:
    """Say which column each heading means; what was checked before is forgotten."""
    locked = _open(intake)
    locked.mapping = mapping
    locked.rows = locked.done_rows = locked.known_rows = locked.faulty = 0
    locked.state, locked.faults = IntakeState.UPLOADED, []
    locked.save()
    return locked


def size(intake) -> int:
    return len(rows_of(bytes(intake.content), intake.name))


@transaction.atomic
def begin(intake, state: IntakeState) -> Intake:
    """Give it to the worker: from now on it is being checked, or being taken in."""
    locked = _open(intake)
    if state == IntakeState.LOADING and not locked.is_ready:
        raise NotReady
    locked.state, locked.done_rows = state, 0
    locked.save()
    return locked


def dry_run(intake, *, at) -> Intake:
    """Read every row and keep what is to be mended; nothing else is written."""
    checked = _check(intake, at=at)
    with transaction.atomic():
        locked = Intake.objects.select_for_update().get(pk=intake.pk)
        if locked.state == IntakeState.DONE:
            raise NotReady
        _keep(locked, checked)
        locked.state = IntakeState.CHECKED
        locked.save()
    return locked


def _check(intake, *, at) -> Checked:
    def tell(done):
        Intake.objects.filter(pk=intake.pk).update(done_rows=done)

    rows = rows_of(bytes(intake.content), intake.name)
    return check(intake.target, rows, intake.mapping, at=at, progress=tell)


def _keep(intake, checked: Checked) -> None:
    intake.rows, intake.known_rows, intake.faulty = checked.rows, checked.known, checked.faulty
    intake.done_rows = checked.rows
    intake.faults = [[fault.row, fault.heading, fault.words] for fault in checked.faults]


def load(intake, *, by, at) -> Intake:
    """Take in every new row in one transaction: all of them, or, with one fault, none."""
    if not may_write(by):
        raise NotAllowed
    try:
        with transaction.atomic():
            return _load(intake, by, at)
    except IntegrityError as error:
        if "intake_row_once" not in str(error) and "intake_file_once" not in str(error):
            raise
        raise NotReady from error  # the same rows were taken in at this very moment


def _load(intake, by, at) -> Intake:
    locked = Intake.objects.select_for_update().get(pk=intake.pk)
    if locked.state == IntakeState.DONE or locked.faulty:
        raise NotReady
    rows = rows_of(bytes(locked.content), locked.name)
    checked = check(locked.target, rows, locked.mapping, at=at)
    if checked.faulty:
        raise NotReady
    keep = KINDS[Target(locked.target)].keep
    IntakeRow.objects.bulk_create(
        IntakeRow(intake=locked, target=locked.target, key=key, thing=keep(facts, by=by, at=at).pk)
        for key, facts in checked.facts
    )
    _keep(locked, checked)
    locked.state, locked.added = IntakeState.DONE, len(checked.facts)
    locked.content, locked.loaded_at = None, at
    locked.save()
    return locked


@transaction.atomic
def discard(intake) -> None:
    """Throw the file away before it is taken in, also when the worker never came back from it."""
    locked = Intake.objects.select_for_update().get(pk=intake.pk)
    if locked.state == IntakeState.DONE:
        raise NotReady
    locked.delete()


def give_back(intake_id) -> None:
    """After work that failed: the file may be mapped and checked again."""
    busy = Intake.objects.filter(pk=intake_id).exclude(state=IntakeState.DONE)
    busy.update(state=IntakeState.UPLOADED)


def _open(intake) -> Intake:
    locked = Intake.objects.select_for_update().get(pk=intake.pk)
    if locked.state == IntakeState.DONE or locked.is_busy:
        raise NotReady
    return locked
