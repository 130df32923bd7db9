"""Programmes that exclude each other in a fiscal year: what that means for one application, or many.

PostgreSQL refuses the second award (no_excluded_grant); here is the kind word before it.
"""

from collections.abc import Iterable, Sequence

from django.db import connection
from django.db.models import F, Q
from django.utils.translation import gettext as _

from grants.models import Application, Exclusion, ProgrammeYear
from grants.states import GRANTED, State

STANDING = GRANTED - {State.REVOKED}


def between(years: Iterable[ProgrammeYear]) -> list[Exclusion]:
    """The exclusions that hold among these programme years."""
    years = list(years)
    programmes = {year.programme_id for year in years}
    if len(programmes) < 2:
        return []
    rows = Exclusion.objects.select_related("first", "second").filter(
        first__in=programmes, second__in=programmes
    )
    return [row for row in rows if any(_holds(row, year.fiscal_year) for year in years)]


def _holds(row: Exclusion, fiscal_year: int) -> bool:
    return row.from_year <= fiscal_year and (row.to_year is None or fiscal_year <= row.to_year)


def said(row: Exclusion) -> str:
    words = _(
        "「%(first)s」と「%(second)s」は、同じ年度にどちらか1つだけ受けられます（%(reason)s）。"
    )
    return words % {"first": row.first, "second": row.second, "reason": row.reason}


def why_not(application: Application) -> str:
    """Why this one cannot be awarded beside another award of its group; empty if it can.

    Takes the lock that the trigger takes, so that of two awards at once the second one knows.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_advisory_xact_lock(hashtext('grants_exclusion'), hashtext(%s))",
            [str(application.group_id)],
        )
    return clashes([application]).get(application.pk, "")


def clashes(rows: Sequence[Application]) -> dict:
    """Application id → which award of the same group and year stands in its way."""
    found = {}
    awards = _awards(rows)
    pairs = list(Exclusion.objects.filter(_touching(rows))) if awards else []
    for row in rows:
        for award in awards:
            if award.group_id == row.group_id and _clash(pairs, row, award):
                found[row.pk] = _words(award)
    return found


def _awards(rows: Sequence[Application]) -> list[Application]:
    """Awards of the groups of these rows in their years, but for the rows themselves."""
    return list(
        Application.objects.filter(
            group__in={row.group_id for row in rows},
            programme_year__fiscal_year__in={row.programme_year.fiscal_year for row in rows},
            state__in=STANDING,
        )
        .exclude(pk__in=[row.pk for row in rows])
        .select_related("programme_year__programme")
        .order_by("receipt_number")
    )


def _touching(rows: Sequence[Application]) -> Q:
    programmes = {row.programme_year.programme_id for row in rows}
    return Q(first__in=programmes) | Q(second__in=programmes)


def _clash(pairs: list[Exclusion], row: Application, award: Application) -> bool:
    mine, theirs = row.programme_year, award.programme_year
    if mine.fiscal_year != theirs.fiscal_year:
        return False
    both = {mine.programme_id, theirs.programme_id}
    return any(
        {pair.first_id, pair.second_id} == both and _holds(pair, mine.fiscal_year) for pair in pairs
    )


def _words(award: Application) -> str:
    words = _(
        "同じ年度に「%(name)s」（%(number)s）の交付が決まっています。両方を受けることはできません。"
    )
    return words % {"name": award.programme_year.programme, "number": award.receipt_number}


def add(*, first, second, from_year, to_year, reason) -> Exclusion:
    """Write an exclusion down; the programme with the smaller id comes first."""
    first, second = sorted((first, second), key=lambda programme: programme.pk)
    return Exclusion.objects.create(
        first=first,
        second=second,
        from_year=from_year.year,
        to_year=to_year.year if to_year else None,
        reason=reason,
    )


def standing_against(row: Exclusion) -> int:
    """How many groups hold both already: what is decided stays, but somebody should know."""
    both = Application.objects.filter(state__in=STANDING).annotate(
        year=F("programme_year__fiscal_year")
    )
    first = both.filter(programme_year__programme=row.first_id, year__gte=row.from_year)
    second = both.filter(programme_year__programme=row.second_id, year__gte=row.from_year)
    pairs = set(first.values_list("group", "year")) & set(second.values_list("group", "year"))
    return sum(row.to_year is None or year <= row.to_year for _group, year in pairs)
