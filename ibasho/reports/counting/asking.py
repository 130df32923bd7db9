"""What the statistics are asked for, read from the address: a span, a rule, values, a cross table."""

from urllib.parse import urlencode

from django.utils.translation import gettext_lazy as _

from consultations.figures.dimensions import Dimension
from consultations.figures.statistics import Asked
from ibasho.dates import FiscalYear
from ibasho.fields import LenientChoiceField
from ibasho.reports.forms import SpanForm

ALL = _("すべて")
RULES = [("all", _("記録のすべて")), ("counted", _("年度ごとの数え方に合うもの"))]
TABLE = {"rows": "topic", "columns": "audience"}
SPAN = 5  # fiscal years, where the address names none


class StatisticsForm(SpanForm):
    """A span and a value for any dimension; an unknown value of a choice is no value."""

    rule = LenientChoiceField(label=_("数える記録"), choices=RULES, fallback="all")
    rows = LenientChoiceField(label=_("集計表の行"), fallback=TABLE["rows"])
    columns = LenientChoiceField(label=_("集計表の列"), fallback=TABLE["columns"])

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


def filled(query, today):
    """The address with what it does not say: these five years, and a cross table to begin with."""
    told = query.copy()
    if "from" not in query and "to" not in query:
        last = FiscalYear.of(today).year
        told["from"], told["to"] = str(last - SPAN + 1), str(last)
    for name, value in TABLE.items():
        told.setdefault(name, value)
    return told


def address(asked: Asked, *, by_rule: bool | None = None, **values: str) -> str:
    """The query of an address that asks for these records, narrowed by more values."""
    rule = asked.by_rule if by_rule is None else by_rule
    span = {"from": asked.first.year, "to": asked.last.year}
    return urlencode({**span, **({"rule": "counted"} if rule else {}), **asked.values, **values})
