"""What the accountant types: the day of a file, the outcome of a payment, the day of a refund."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from grants.forms.review import LONGEST
from grants.money import filing, till
from ibasho.dates import FiscalYear
from ibasho.fields import (
    ConsentField,
    EraDateField,
    LenientChoiceField,
    SearchField,
    TextField,
    YenField,
)

ALL = ("", _("すべて"))


def numbers(told: list[str]) -> list[int]:
    """The numbers of payments among what was posted; what is none is passed over."""
    return [int(each) for each in told[: filing.MOST] if is_number(each)]


def is_number(told: str) -> bool:
    return told.isascii() and told.isdecimal() and len(told) < 19


class TillFilter(forms.Form):
    show_markers = False

    q = SearchField(label=_("団体の名前・受付番号"))
    fiscal_year = LenientChoiceField(label=_("年度"))
    tab = LenientChoiceField(
        choices=[(tab, tab) for tab in ("claims", "waiting", "under_way", "refunds", "all")],
        fallback="claims",
        widget=forms.HiddenInput,
    )

    def __init__(self, data):
        super().__init__(data)
        years = [(str(year), str(FiscalYear(year))) for year in till.fiscal_years()]
        self.fields["fiscal_year"].choices = [ALL, *years]
        self.full_clean()


class DayForm(forms.Form):
    """The day on which the ticked payments are to be paid."""

    on = EraDateField(
        label=_("振込日"),
        help_text=_("銀行が開いている日です。土日・祝日・12月31日から1月3日は選べません。"),
    )

    def __init__(self, *args, today, **kwargs):
        self.today = today
        super().__init__(*args, **kwargs)

    def clean_on(self):
        on = self.cleaned_data["on"]
        if closed := filing.why_not_on(on, today=self.today):
            raise ValidationError(closed)
        return on


class PaidForm(forms.Form):
    on = EraDateField(label=_("支払った日"))


class FailedForm(forms.Form):
    reason = TextField(
        label=_("振り込めなかったわけ"),
        help_text=_("団体がそのまま読みます。例：口座の名義がちがうため"),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    refuse_account = ConsentField(
        label=_("この口座はもう使わない"),
        help_text=_("印を付けると、団体は別の口座で請求しなおします。"),
        required=False,
    )


class ReasonForm(forms.Form):
    reason = TextField(
        label=_("わけ"), max_length=LONGEST, widget=forms.Textarea(attrs={"rows": 3})
    )


class SendBackClaimForm(forms.Form):
    reason = TextField(
        label=_("確かめてほしいこと"),
        help_text=_("団体がそのまま読みます。"),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class DemandForm(forms.Form):
    due_on = EraDateField(label=_("返還の期限"), help_text=_("例：令和9年5月31日"))
    reason = TextField(
        label=_("わけ"),
        help_text=_("返還請求書に書きます。"),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class ReceivedForm(forms.Form):
    on = EraDateField(label=_("受け取った日"))
    amount = YenField(label=_("受け取った額"), min_value=1)
