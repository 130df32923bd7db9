"""The worked example beside the form of terms: a year of some group, told by a few numbers."""

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from grants.rules.facts import ANSWERS as KNOWN_ANSWERS
from grants.rules.needs import Needs
from grants.rules.quantities import UNITS
from grants.sheets import SHEETS
from grants.sheets.asked import item
from grants.sheets.kinds import called
from ibasho.dates import FiscalYear
from ibasho.fields import ChoiceField, CountField, NameField, YenField

EVERY = [
    ("1", gettext_lazy("毎月おなじくらい")),
    ("2", gettext_lazy("1か月おき")),
    ("", gettext_lazy("月は決めない")),
]
# The questions that the application form asks, in its words.
ASKED = {name: field.label for sheet in SHEETS for name, field in sheet.base_fields.items()}
ANSWERS = [("yes", gettext_lazy("はい")), ("no", gettext_lazy("いいえ"))]


class ExampleForm(forms.Form):
    """Asks only what the terms need; names of their own stand in the form by a number made of them."""

    gatherings = CountField(label=gettext_lazy("開催の回数"), max_value=366, initial=12)
    every = ChoiceField(label=gettext_lazy("開く月"), choices=EVERY, initial="1", required=False)
    minutes = CountField(
        label=gettext_lazy("1回の時間（分）"), min_value=1, max_value=1_440, initial=120
    )
    venue_fee = YenField(label=gettext_lazy("1回の会場費"), max_value=999_999, initial=1_200)
    attendees = CountField(
        label=gettext_lazy("1回の参加者"), max_value=9_999, initial=10, required=False
    )

    def __init__(self, *args, asks: Needs, year: FiscalYear, **kwargs):
        super().__init__(*args, prefix="ex", **kwargs)
        self.asks, self.year = asks, year
        for name in asks.counts:
            label, unit = UNITS.get(name, (name, ""))
            self._add(
                "count", name, CountField(label=label, initial=10, max_value=999_999, unit=unit)
            )
        for name in asks.costs:
            self._add(
                "cost",
                name,
                YenField(label=called(name), initial=30_000, max_value=99_999_999),
            )
        self._add_sums(asks)
        for name, title in asks.answers:
            usual = "no" if name == "single_hobby" else "yes"
            label = ASKED.get(name, title)
            self._add("answer", name, ChoiceField(label=label, choices=ANSWERS, initial=usual))

    def _add_sums(self, asks: Needs) -> None:
        if asks.any_cost:
            self.fields["other_cost"] = YenField(
                label=_("そのほかの費用"), initial=20_000, max_value=99_999_999
            )
        for name in asks.incomes:
            field = YenField(label=called(name), initial=0, max_value=99_999_999)
            self._add("income", name, field)
        if asks.income:
            self.fields["income"] = YenField(
                label=_("参加費などの収入"), initial=0, max_value=99_999_999
            )
        if asks.years:
            self.fields["earlier"] = CountField(
                label=_("これまでに続けて受けた年数"), initial=0, max_value=30
            )

    def _add(self, kind: str, name: str, field: forms.Field) -> None:
        self.fields[item(kind, name)] = field

    def facts(self) -> dict:
        """The facts document of grants.rules.facts; only after is_valid."""
        told = self.cleaned_data
        costs = {name: told[item("cost", name)] for name in self.asks.costs}
        if self.asks.any_cost:
            costs["そのほか"] = told["other_cost"]
        given = {name: told[item("answer", name)] == "yes" for name, _title in self.asks.answers}
        document = {
            "fiscal_year": self.year.year,
            "gatherings": self._gatherings(told),
            "costs": costs,
            "income": self._income(told),
            "counts": {name: told[item("count", name)] for name in self.asks.counts},
            "other_grant": "none",
            **{name: value for name, value in given.items() if name in KNOWN_ANSWERS},
            "answers": {name: value for name, value in given.items() if name not in KNOWN_ANSWERS},
        }
        if self.asks.years:
            earlier = range(self.year.year - told["earlier"], self.year.year)
            document["received_years"] = [year for year in earlier if year >= 1989]
        return {key: value for key, value in document.items() if value not in ({}, None)}

    def _income(self, told: dict) -> dict[str, int]:
        named = {name: told[item("income", name)] for name in self.asks.incomes}
        return named | ({"other_income": told["income"]} if self.asks.income else {})

    def _gatherings(self, told: dict) -> list[dict]:
        alike = {"minutes": told["minutes"], "venue_fee": told["venue_fee"]}
        if told.get("attendees") is not None:
            alike["attendees"] = told["attendees"]
        if not told["every"]:
            return [{"times": told["gatherings"], **alike}] if told["gatherings"] else []
        months = self.year.months[:: int(told["every"])]
        held = [0] * len(months)
        for number in range(told["gatherings"]):
            held[number * len(months) // max(1, told["gatherings"])] += 1
        return [
            {"month": f"{month:%Y-%m}", "times": times, **alike}
            for month, times in zip(months, held, strict=True)
            if times
        ]


class CaseForm(forms.Form):
    """What somebody worked out by hand for this example: it must hold before the terms are published."""

    prefix = "case"
    name = NameField(label=gettext_lazy("計算例の名前"), max_length=100)
    amount = YenField(label=gettext_lazy("手で計算した額"), max_value=99_999_999)
    how = NameField(
        label=gettext_lazy("計算のしかた"),
        help_text=gettext_lazy("例：2,500×12＋1,200×12"),
        max_length=200,
        required=False,
    )
