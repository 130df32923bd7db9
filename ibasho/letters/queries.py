"""What pages ask of letters, their texts, and the outbox."""

from django.db.models import Q

from ibasho.groups.models import Group
from ibasho.letters.kinds import Kind
from ibasho.letters.models import STUCK, Letter, LetterTemplate, Mail
from ibasho.letters.seal import read_code, read_reference
from ibasho.text import digits


def issued_list(*, user, q="", fiscal_year="", kind=""):
    """The register of issued letters that `user` may see, newest first, without heavy columns."""
    letters = Letter.objects.seen_by(user).light().select_related("group", "issued_by")
    if fiscal_year:
        letters = letters.filter(fiscal_year=fiscal_year)
    if kind:
        letters = letters.filter(kind=kind)
    return letters.filter(_said(q)) if q else letters


def _said(words):
    named = Q(group__in=Group.objects.matching(words))
    number = digits(words)
    # Five digits hold any number of a year; more would not fit the column.
    return named | Q(number=int(number)) if number.isdecimal() and len(number) < 6 else named


def genuine(*, reference: str, code: str) -> Letter | None:
    """The letter that bears both, as they were typed, and still says what was sealed."""
    number, seal = read_reference(reference), read_code(code)
    if not number or not seal:
        return None
    found = Letter.objects.defer("pdf").matching(reference=number, code=seal)
    return next((letter for letter in found if letter.is_genuine()), None)


def outbox(*, q="", state=""):
    """The mails, newest first, without their words."""
    mails = Mail.objects.defer("body").select_related("settled_by")
    if state:
        mails = mails.filter(state=state)
    return mails.filter(Q(to__icontains=q) | Q(subject__icontains=q)) if q else mails


def texts(*, on):
    """Each kind with the version in force `on` that day and the next one that waits."""
    versions = list(LetterTemplate.objects.select_related("written_by"))
    return [_row(kind, [v for v in versions if v.kind == kind], on) for kind in Kind]


def versions(kind):
    """All versions of one kind, as they stay in the books."""
    return LetterTemplate.objects.filter(kind=kind).select_related("written_by")


def _row(kind, versions, on):
    """`versions` come newest day first, and of one day the last written first."""
    return {
        "kind": kind,
        "now": next((v for v in versions if v.effective_from <= on), None),
        "later": [v for v in reversed(versions) if v.effective_from > on],
    }


def stuck_mails() -> int:
    """How many wait for a person to say what becomes of them."""
    return Mail.objects.filter(state__in=STUCK).count()
