"""What is typed of a report: the money beside the diary, what else the terms need, and a few words."""

from collections.abc import Iterable, Mapping
from datetime import date

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from grants.models.report import EXPENSE, INCOME
from grants.rules.needs import YEAR, Needs
from grants.sheets import actual, asked
from grants.sheets.actual import Line
from grants.sheets.kinds import called
from grants.sheets.sheet import keepable
from ibasho.fields import ConsentField, CountField, TextField, YenField
from ibasho.text import yen

HIGHEST = 9_999_999  # yen of one line of a year
HIGHEST_COUNT = 999_999


class ReportForm(forms.Form):
    """Empty amounts are 0 yen: most groups have only one or two lines.

    `asks` is what the terms need to be told, `days` are those of the diary, and `plan` is the
    facts document of the plan, from which the figures are filled in before anything is typed.
    """

    words = TextField(
        label=gettext_lazy("この1年のこと"),
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=gettext_lazy(
            "よかったこと、困ったこと、来年のことなど、思うままに書いてください。"
        ),
    )

    def __init__(
        self,
        *args,
        asks: Needs | None = None,
        days: Iterable[date] = (),
        plan: Mapping | None = None,
        **kwargs,
    ):
        super().__init__(*args, **kwargs)
        asks, plan = asks or Needs(), plan or {}
        self.lines = actual.lines(asks, days)
        for name in (*INCOME, *EXPENSE):
            if asked.place_of_cost(asks, name) == YEAR:
                self.fields[name] = _yen_field(called(name))
        for line in self.lines:
            self.fields[line.item] = _field(line)
            self._as_planned(line.item, line, plan)
        for kind, names in (("cost", asks.costs), ("income", asks.incomes)):
            for name in self.fields.keys() & set(names):
                self._as_planned(name, Line(kind, name), plan)
        self.order_fields([name for name in self.fields if name != "words"])

    def _as_planned(self, item: str, line: Line, plan: Mapping) -> None:
        planned = line.planned(plan)
        if planned is not None:
            field = self.fields[item]
            said = field.say(planned) if line.kind in actual.COUNTED else yen(planned)
            self.initial[item] = planned
            field.help_text = _("計画では%sでした。ちがうときは直してください。") % said

    @property
    def income(self) -> list:
        return self._of(INCOME, "income")

    @property
    def expense(self) -> list:
        return self._of(EXPENSE, "cost")

    @property
    def numbers(self) -> list:
        return [*self._of((), "count"), *self._of((), "mark")]

    def _of(self, usual, kind: str) -> list:
        own = (line.item for line in self.lines if line.kind == kind)
        return [self[name] for name in (*usual, *own) if name in self.fields]

    @property
    def statement(self) -> dict[str, int]:
        """What is understood so far by key (grants.sheets.actual); lines without an amount are left out."""
        told = getattr(self, "cleaned_data", {}) if self.is_bound else self.initial
        usual = {name: told[name] for name in (*INCOME, *EXPENSE) if told.get(name)}
        own = {line.key: told.get(line.item) for line in self.lines}
        counted = {line.key for line in self.lines if line.kind in actual.COUNTED}
        return usual | {
            key: value for key, value in own.items() if value or (key in counted and value == 0)
        }

    def typed(self) -> dict[str, str]:
        """Everything as it was typed, to be kept."""
        return {name: keepable(self.data.get(name, ""))[:20_000] for name in self.fields}


def _field(line: Line) -> forms.Field:
    if line.kind in actual.COUNTED:
        return CountField(label=line.label, max_value=HIGHEST_COUNT, unit=line.unit)
    return _yen_field(line.label)


def _yen_field(label) -> YenField:
    return YenField(label=label, required=False, max_value=HIGHEST)


class ReportDeclarationForm(forms.Form):
    true = ConsentField(label=gettext_lazy("書いたことに、まちがいはありません"))
