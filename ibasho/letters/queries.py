"""What pages ask of letters."""

from django.db.models import Q

from ibasho.groups.models import Group
from ibasho.letters.models import Letter
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
