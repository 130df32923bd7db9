"""What the statistics are asked for, read from the address: a span, a rule, values, a cross table."""

from urllib.parse import urlencode

from django.utils.translation import gettext_lazy as _

from consultations.dimensions import Dimension
from consultations.statistics import Asked
from ibasho.dates import FiscalYear
from ibasho.fields import LenientChoiceField
from ibasho.reports.forms import SpanForm

ALL = _("すべて")
RULES = [("all", _("記録のすべて")), ("counted", _("年度ごとの数え方に合うもの"))]
SPAN = 5  # fiscal years, where the address names none


class StatisticsForm(SpanForm):
    """A span and a value for any dimension; an unknown value of a choice is no value."""

    rule = LenientChoiceField(label=_("数える記録"), choices=RULES, fallback="all")
    rows = LenientChoiceField(label=_("集計表の行"), fallback="topic")
    columns = LenientChoiceField(label=_("集計表の列"), fallback="audience")

    def __init__(self, data, *, dimensions: dict[str, Dimension], **kwargs):
        super().__init__(data, **kwargs)
        self.dimensions = dimensions
        titles = [(key, one.title) for key, one in dimensions.items()]
        self.fields["rows"].choices = self.fields["columns"].choices = titles
        for key, one in dimensions.items():
            self.fields[key] = LenientChoiceField(label=one.title, choices=[("", ALL), *one.values])
        self.order_fields(["from", "to", "rule", *dimensions, "rows", "columns"])

    @property
    def narrowing(self) -> list:
        """The fields that narrow what is counted, but for the span."""
        names = ["rule", *(key for key in self.dimensions if key not in ("year", "month"))]
        return [self[name] for name in names]

    @property
    def asked(self) -> Asked:
        facts = self.cleaned_data
        values = {key: facts[key] for key in self.dimensions if facts[key]}
        return Asked(*self.span, values, facts["rule"] == "counted")

    @property
    def crossed(self) -> tuple[str, str]:
        return self.cleaned_data["rows"], self.cleaned_data["columns"]


def with_span(query, today):
    """The address, or these five years where it names no span."""
    if "from" in query or "to" in query:
        return query
    last = FiscalYear.of(today).year
    filled = query.copy()
    filled["from"], filled["to"] = str(last - SPAN + 1), str(last)
    return filled


def address(asked: Asked, *, by_rule: bool | None = None, **values: str) -> str:
    """The query of an address that asks for these records, narrowed by more values."""
    rule = asked.by_rule if by_rule is None else by_rule
    span = {"from": asked.first.year, "to": asked.last.year}
    return urlencode({**span, **({"rule": "counted"} if rule else {}), **asked.values, **values})
