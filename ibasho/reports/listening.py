"""Consultations in the report: a figure a year, where the rule changed, how many were outreach."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from consultations import queries as log
from consultations.queries import Share, YearFigure
from grants import queries as grants
from ibasho.dates import FiscalYear
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
    granted = grants.granted_groups(first, last)
    years = log.per_fiscal_year(first, last, granted=granted.__getitem__)
    pairs = zip(years, years[1:], strict=False)
    changes = tuple(now for before, now in pairs if before.counting_rule != now.counting_rule)
    share = log.outreach_share(first, last)
    return Listening(years, changes, _total(years, changes), _outreach(share, years), share)


def _total(years: tuple[YearFigure, ...], changes: tuple[YearFigure, ...]) -> Figure:
    return Figure(
        title=_("相談件数の合計"),
        value=sum(year.count for year in years),
        unit=_("件"),
        rule=_("年度ごとの相談件数を足した数。年度ごとの数え方は相談の表のとおり"),
        source=source_of(years),
        note=_("数え方の異なる年度を足した、めやすの数です") if changes else "",
    )


def _outreach(share: Share, years: tuple[YearFigure, ...]) -> Figure:
    return Figure(
        title=_("出向いた先で受けた相談"),
        value=share.part if share.whole else None,
        unit=_("件"),
        rule=_("相談記録のうち、職員が窓口の外で受けたもの。過去の合計には区別がないため含まない"),
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
