"""The awards as open data, in columns like those of the 360Giving standard: groups, nobody's name.

A neighbourhood is told only where at least FEWEST groups of it are in the file: a single one could
be somebody's living room.
"""

from collections import defaultdict

from django.conf import settings

from grants.models import Application
from grants.money.balance import with_money
from ibasho.dates import FiscalYear, day_in_japan

FEWEST = 3
HEADS = (
    "Identifier",
    "Title",
    "Currency",
    "Amount Applied For",
    "Amount Awarded",
    "Amount Disbursed",
    "Amount Settled",
    "Award Date",
    "Planned Dates:Start Date",
    "Planned Dates:End Date",
    "Recipient Org:Name",
    "Recipient Org:Location",
    "Funding Org:Name",
    "Grant Programme:Title",
)


def lines(first: FiscalYear, last: FiscalYear) -> list[tuple]:
    """Every award of the span, as the report counts them; whole yen, in one query.

    Disbursed is what was paid and has not come back; settled is empty before the amount is fixed.
    """
    found = list(_awards(first, last))
    told = _told([one.group for one in found])
    return [_line(one, one.group.neighbourhood in told) for one in found]


def _awards(first: FiscalYear, last: FiscalYear):
    years = (first.year, last.year)
    rows = Application.objects.received().filter(
        awarded_amount__isnull=False, programme_year__fiscal_year__range=years
    )
    related = ("group", "programme_year__programme")
    return with_money(rows).select_related(*related).order_by("receipt_number", "pk")


def _told(groups) -> set[str]:
    """The neighbourhoods of which enough groups are in the file."""
    of = defaultdict(set)
    for group in groups:
        of[group.neighbourhood].add(group.pk)
    return {name for name, members in of.items() if len(members) >= FEWEST}


def _line(one: Application, told: bool) -> tuple:
    year = one.programme_year
    return (
        one.receipt_number,
        f"{year.programme.name} {year.year}",
        "JPY",
        one.requested_amount,
        one.awarded_amount,
        one.yen_paid - one.yen_refunded,
        one.settled_amount,
        day_in_japan(one.decided_at),
        year.year.first,
        year.year.last,
        one.group.name,
        one.group.neighbourhood if told else "",
        settings.COUNCIL["name"],
        year.programme.name,
    )
