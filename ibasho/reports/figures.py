"""Figure: a number that carries its definition, where it comes from, and the way to its records."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from consultations.queries import YearFigure
from ibasho.dates import FiscalYear
from ibasho.reports.definitions import Definition


@dataclass(frozen=True)
class Figure:
    """`value` is a whole number, None where nothing is known; `url` opens the records behind it."""

    definition: Definition
    value: int | None
    source: str
    note: str = ""
    url: str = ""

    @property
    def title(self) -> str:
        return self.definition.title

    @property
    def unit(self) -> str:
        return self.definition.unit

    @property
    def rule(self) -> str:
        return self.definition.rule

    @property
    def since(self) -> str:
        return self.definition.since

    @property
    def shown(self) -> str:
        return _("記録なし") if self.value is None else f"{self.value:,}"


COUNTED = _("この仕組みの記録から数えた数")
ENTERED = _("過去の合計として入力した数")
JOINED = _("過去の合計と、記録から数えた数を合わせた数")


def source_of(years: tuple[YearFigure, ...]) -> str:
    """Whether the yearly figures were entered, counted, or are a mixture."""
    kinds = {year.entered for year in years}
    return JOINED if len(kinds) > 1 else ENTERED if kinds == {True} else COUNTED


def span_of(first: FiscalYear, last: FiscalYear) -> str:
    """令和8年度, or 平成28年度〜令和2年度."""
    return str(first) if first == last else f"{first}〜{last}"
