"""Where the money is: per programme year asked, promised, paid, settled, given back, and the outlook.

Whole yen. The pace of a grant is the gatherings held so far over those planned until today (at
most 1; 1 before the first planned day). What it will come to is what was settled; else what was
reported, within the grant; else the grant at its pace.
"""

from collections.abc import Iterator
from dataclasses import dataclass, fields
from datetime import date

from django.db.models import BigIntegerField, Count, OuterRef, Q, QuerySet, Subquery
from django.utils.translation import gettext_lazy as _

from grants.models import Application, PlannedGathering, ProgrammeYear, Report
from grants.money.balance import of, with_money
from grants.money.budget import programme_years
from grants.states import GRANTED, State
from ibasho.groups.models import Gathering


@dataclass
class Funds:
    """The money of one programme year; every field but the first two is a column of the file."""

    year: ProgrammeYear
    count: int
    budget: int
    requested: int
    undecided: int
    committed: int
    in_flight: int = 0
    paid: int = 0
    refunded: int = 0
    settled: int = 0
    to_pay: int = 0
    to_refund: int = 0
    forecast: int = 0
    by_january: int = 0

    @property
    def kept(self) -> int:
        """What the groups have now."""
        return self.paid - self.refunded

    @property
    def idle_in_january(self) -> int:
        """What of the promised will likely not have been earned by the end of January."""
        return max(0, self.committed - self.by_january)

    @property
    def unspent(self) -> int:
        """What of the budget will likely be left at the end, should all that is asked be granted."""
        return max(0, self.budget - self.forecast - self.undecided)


HEADS = (
    *(_("助成事業"), _("年度"), _("交付決定の件数"), _("予算"), _("申請額"), _("うち未決定")),
    *(_("交付決定（いまの額）"), _("支払いの手続き中"), _("支払済み"), _("返還済み")),
    *(_("額の確定"), _("これから支払う額"), _("これから返ってくる額")),
    *(
        _("年度末までの見込み"),
        _("1月末までの見込み"),
        _("1月末に使われていない見込み"),
        _("予算が残る見込み"),
    ),
)


def row(known: Funds) -> tuple:
    """As a row of a file, in the order of HEADS."""
    first = str(known.year.programme), str(known.year.year), known.count
    told = tuple(getattr(known, each.name) for each in fields(known)[2:])
    return (*first, *told, known.idle_in_january, known.unspent)


def funds(*, on: date) -> list[Funds]:
    """Every programme year as it stands on this day, the newest first; in two queries."""
    found = {
        year.pk: Funds(year, 0, year.budget, year.requested, year.undecided, year.committed)
        for year in programme_years()
    }
    for application in _granted(on):
        _add(found[application.programme_year_id], application)
    return list(found.values())


def _count(rows: QuerySet, of: str) -> Subquery:
    counted = rows.order_by().values(of).annotate(n=Count("pk")).values("n")
    return Subquery(counted, output_field=BigIntegerField())


def _granted(on: date) -> Iterator[Application]:
    """Every award with its money, its plan until today and until January, and what was held."""
    planned = PlannedGathering.objects.filter(application=OuterRef("pk"))
    year = OuterRef("programme_year__fiscal_year")
    held = Gathering.objects.filter(group=OuterRef("group"), on__lte=on).filter(
        Q(on__year=year, on__month__gte=4) | Q(on__year=year + 1, on__month__lt=4)
    )
    january = Q(day__year=year, day__month__gte=4) | Q(day__year=year + 1, day__month=1)
    reports = Report.objects.filter(application=OuterRef("pk")).order_by("-round")
    rows = with_money(Application.objects.filter(state__in=GRANTED)).annotate(
        planned_all=_count(planned, "application"),
        planned_so_far=_count(planned.filter(day__lte=on), "application"),
        planned_by_january=_count(planned.filter(january), "application"),
        held_so_far=_count(held, "group"),
        reported_yen=Subquery(reports.values("amount")[:1]),
    )
    return rows.order_by().iterator(chunk_size=500)


def _add(known: Funds, application: Application) -> None:
    known.count += 1
    known.paid += application.yen_paid
    known.refunded += application.yen_refunded
    known.in_flight += application.yen_in_flight
    still = of(application)
    known.to_pay += still.to_pay
    known.to_refund += still.to_refund
    if application.state != State.REVOKED:
        known.settled += application.settled_amount or 0
        known.forecast += _in_the_end(application)
        known.by_january += _by_january(application)


def _in_the_end(application) -> int:
    if application.settled_amount is not None:
        return application.settled_amount
    if application.state == State.REPORTED:
        return min(application.reported_yen or 0, application.granted_amount)
    return _at_its_pace(application, application.granted_amount)


def _at_its_pace(application, yen: int) -> int:
    """Whole yen, rounded down."""
    due, held = application.planned_so_far or 0, application.held_so_far or 0
    return yen * min(held, due) // due if due else yen


def _by_january(application) -> int:
    """The part of the outcome that the plan puts before the end of January."""
    whole = application.planned_all or 0
    part = application.planned_by_january or 0
    outcome = _in_the_end(application)
    return outcome * part // whole if whole else outcome
