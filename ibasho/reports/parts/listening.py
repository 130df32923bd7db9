"""Consultations in the report: a figure a year, where the rule changed, how many were outreach."""

from dataclasses import dataclass

from django.db.models import Expression
from django.utils.translation import gettext_lazy as _

from consultations import queries as log
from consultations.queries import Share, YearFigure
from grants import queries as grants
from ibasho.dates import FiscalYear
from ibasho.reports.definitions import CONSULTATIONS, OUTREACH
from ibasho.reports.figures import COUNTED, Figure, source_of


@dataclass(frozen=True)
class Listening:
    """`changes` are the years from which on another rule counts than the year before."""

    years: tuple[YearFigure, ...]
    changes: tuple[YearFigure, ...]
    total: Figure
    outreach: Figure
    share: Share

    @property
    def most(self) -> YearFigure:
        return max(self.years, key=lambda year: year.count)


def listening(first: FiscalYear, last: FiscalYear) -> Listening:
    years = log.per_fiscal_year(first, last, granted=granted())
    pairs = zip(years, years[1:], strict=False)
    changes = tuple(now for before, now in pairs if before.counting_rule != now.counting_rule)
    share = log.outreach_share(first, last)
    return Listening(years, changes, _total(years, changes), _outreach(share, years), share)


def granted() -> Expression:
    """Grants and consultations are two rooms that meet only here: had the group a grant that year?"""
    return grants.has_grant(group="group", fiscal_year="fiscal_year")


def _total(years: tuple[YearFigure, ...], changes: tuple[YearFigure, ...]) -> Figure:
    return Figure(
        CONSULTATIONS,
        value=sum(year.count for year in years),
        source=source_of(years),
        note=_("数え方の異なる年度を足した、めやすの数です") if changes else "",
    )


def _outreach(share: Share, years: tuple[YearFigure, ...]) -> Figure:
    return Figure(
        OUTREACH,
        value=share.part if share.whole else None,
        source=COUNTED,
        note=_outreach_note(share, any(year.entered for year in years)),
    )


def _outreach_note(share: Share, partial: bool) -> str:
    """A share only where every consultation of the span has a record of its own."""
    if not share.whole:
        return ""
    if partial:
        return _("1件ずつの記録がある%(whole)d件のうち") % {"whole": share.whole}
    return _("記録%(whole)d件の%(percent)d%%") % {"whole": share.whole, "percent": share.percent}
