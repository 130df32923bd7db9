"""What a dashboard is asked for in its address: whose view, which fiscal year, which area."""

from datetime import date

from django import forms
from django.utils.translation import gettext_lazy as _

from grants.states import State
from ibasho.accounts.permissions import Role
from ibasho.dates import DateError, FiscalYear, parse_date
from ibasho.fields import LenientChoiceField
from ibasho.groups.models import Area, Status
from ibasho.reports.dashboard.scope import MONTHS, NONE, OTHER, Scope
from ibasho.reports.dashboard.views import VIEWS

FIRST = FiscalYear(2016)  # the first year of the council's ibasho
OWN = {Role.APPROVER: "approver", Role.ACCOUNTANT: "accountant"}  # all others look at the log


class DashboardFilter(forms.Form):
    """Unknown values are passed over: the view of the role, this year, every area."""

    show_markers = False

    view = LenientChoiceField(
        label=_("だれの見方"), choices=[(key, name) for key, (name, _made) in VIEWS.items()]
    )
    fiscal_year = LenientChoiceField(label=_("年度"))
    area = LenientChoiceField(label=_("圏域"))

    def __init__(self, data, *, today: date, role: str = ""):
        super().__init__(data)
        self.today, here = today, FiscalYear.of(today)
        years = [FiscalYear(year) for year in range(here.year, FIRST.year - 1, -1)]
        areas = [(str(pk), name) for pk, name in Area.objects.values_list("pk", "name")]
        self.fields["fiscal_year"].choices = [(str(year.year), str(year)) for year in years]
        self.fields["fiscal_year"].fallback = str(here.year)
        self.fields["area"].choices = [("", _("すべて")), *areas, (NONE, _("圏域なし"))]
        self.fields["view"].fallback = OWN.get(role, "worker")
        self.full_clean()
        # What was passed over, or not asked at all, is shown as what it was taken for.
        self.data = self.cleaned_data

    @property
    def view_name(self) -> str:
        return self.cleaned_data["view"]

    @property
    def scope(self) -> Scope:
        """The year until the same day of the year as today."""
        year = FiscalYear(int(self.cleaned_data["fiscal_year"]))
        until = self.today
        for _year in range(FiscalYear.of(self.today).year - year.year):
            until = Scope(year, until).before.until
        return Scope(year, until, self.cleaned_data["area"])

    @property
    def area_name(self) -> str:
        return str(dict(self.fields["area"].choices)[self.cleaned_data["area"]])


class RecordsFilter(forms.Form):
    """The address of the list behind a figure; it is made by a page and rarely typed."""

    fiscal_year = LenientChoiceField()
    area = LenientChoiceField()
    month = LenientChoiceField(choices=[(month, month) for month in ("", *MONTHS, OTHER)])
    value = LenientChoiceField(choices=[("", ""), *State.choices, *Status.choices])
    until = forms.CharField(required=False)

    def __init__(self, data, *, today: date):
        super().__init__(data)
        here = FiscalYear.of(today)
        areas = [(str(pk), name) for pk, name in Area.objects.values_list("pk", "name")]
        # One earlier than the pages offer: the first of them is compared with it.
        years = [str(year) for year in range(FIRST.year - 1, here.year + 1)]
        self.fields["fiscal_year"].choices = [(year, year) for year in years]
        self.fields["fiscal_year"].fallback = str(here.year)
        self.fields["area"].choices = [("", _("すべて")), *areas, (NONE, _("圏域なし"))]
        self.today = today
        self.full_clean()

    @property
    def scope(self) -> Scope:
        told = self.cleaned_data
        try:
            until = parse_date(told.get("until", ""))
        except DateError:
            until = self.today
        year = FiscalYear(int(told["fiscal_year"]))
        return Scope(year, until, told["area"], told["month"], told["value"])

    def words(self) -> list[str]:
        """What narrows the list, as a person reads it."""
        told = self.cleaned_data
        areas = dict(self.fields["area"].choices)
        lines = (
            told["area"] and _("圏域：%s") % areas[told["area"]],
            told["month"] and _month(told["month"]),
            told["value"] and _("状態：%s") % _value(told["value"]),
        )
        return [str(words) for words in lines if words]


def _month(month: str) -> str:
    return str(_("年度の外の月")) if month == OTHER else str(_("%s月") % month)


def _value(value: str) -> str:
    """A state of an application or of a group, whichever it is."""
    return str({**dict(State.choices), **dict(Status.choices)}[value])
