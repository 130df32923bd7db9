"""What the queue may be narrowed by: read from the address, unknown values are passed over."""

from django import forms
from django.utils.translation import gettext_lazy as _

from grants import queue
from grants.states import State
from ibasho.dates import FiscalYear
from ibasho.fields import LenientChoiceField, SearchField
from ibasho.groups.models import Area

ALL = ("", _("すべて"))


class QueueFilter(forms.Form):
    show_markers = False

    q = SearchField(label=_("団体の名前・受付番号"))
    fiscal_year = LenientChoiceField(label=_("年度"))
    area = LenientChoiceField(label=_("圏域"))
    sort = LenientChoiceField(
        label=_("並び順"),
        fallback="-submitted",
        choices=[
            ("-submitted", _("新しい順")),
            ("submitted", _("古い順")),
            ("group", _("団体のよみの順")),
            ("-amount", _("申請額の大きい順")),
            ("amount", _("申請額の小さい順")),
        ],
    )
    state = LenientChoiceField(
        choices=[ALL, *[(tab.value, tab.label) for tab in queue.TABS]], widget=forms.HiddenInput
    )

    def __init__(self, data):
        super().__init__(data)
        years = [(str(year), str(FiscalYear(year))) for year in queue.fiscal_years()]
        areas = [(str(pk), name) for pk, name in Area.objects.values_list("pk", "name")]
        self.fields["fiscal_year"].choices = [ALL, *years]
        self.fields["area"].choices = [ALL, *areas]
        self.full_clean()

    def found(self):
        told = self.cleaned_data
        return queue.found(q=told["q"], fiscal_year=told["fiscal_year"], area=told["area"])

    def listed(self, rows):
        return queue.listed(rows, state=self.cleaned_data["state"], sort=self.cleaned_data["sort"])

    def tabs(self, rows) -> list[dict]:
        """Each tab with its words, its number and whether it is the one shown."""
        labels = {"": _("すべて"), State.SUBMITTED: _("要受付")}
        return [
            {
                "state": state or None,
                "label": labels.get(state) or State(state).label,
                "count": count,
                "current": state == self.cleaned_data["state"],
            }
            for state, count in queue.counts(rows).items()
        ]
