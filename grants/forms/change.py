"""What is written with a change: why, and until when; and what staff decide on it."""

from django import forms
from django.utils.translation import gettext_lazy as _

from grants.forms.review import LONGEST
from grants.models import ChangeKind
from ibasho.fields import ASKED, ChoiceField, EraDateField, TextField, YenField


def _words(**kwargs) -> TextField:
    return TextField(max_length=LONGEST, widget=forms.Textarea(attrs={"rows": 4}), **kwargs)


class ChangeKindForm(forms.Form):
    kind = ChoiceField(
        label=_("どうしますか"),
        choices=[
            (ChangeKind.CHANGE.value, _("計画（開催日・時刻・会場費）を変えて続けたい")),
            (ChangeKind.STOP.value, _("年度の途中で活動をやめる")),
        ],
        widget=forms.RadioSelect,
        error_messages=ASKED,
    )


class WhyForm(forms.Form):
    """Why another plan is wanted."""

    reason = _words(label=_("変えるわけ"))


class StopForm(forms.Form):
    """`year` bounds the last day."""

    stop_on = EraDateField(
        label=_("活動をやめる日"), help_text=_("この日までに開いた分が、助成金の対象になります。")
    )
    reason = _words(label=_("やめるわけ"))

    def __init__(self, *args, year, **kwargs):
        super().__init__(*args, **kwargs)
        self.year = year

    def clean_stop_on(self):
        day = self.cleaned_data["stop_on"]
        if day not in self.year:
            raise forms.ValidationError(
                _("「活動をやめる日」を、%sの日にしてください。") % self.year
            )
        return day


class PrepareChangeForm(forms.Form):
    """`most` yen by the rules; of a stop the amount stays as it is and is not asked."""

    amount = YenField(label=_("変更した後の交付額"))
    reason = _words(label=_("起案の理由"))

    def __init__(self, *args, most, fixed=False, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["amount"].max_value = most
        if fixed:
            del self.fields["amount"]


class ApproveChangeForm(PrepareChangeForm):
    """`alone`: of somebody who proposed it themselves."""

    def __init__(self, *args, alone, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["reason"].label = _("承認の理由")
        self.fields["reason"].help_text = _("通知書に載ります。書かなくてもかまいません。")
        self.fields["reason"].required = False
        _ask_alone(self, alone)


class RefuseChangeForm(forms.Form):
    reason = _words(label=_("承認しない理由"), help_text=_("通知書に載ります。"))

    def __init__(self, *args, alone, **kwargs):
        super().__init__(*args, **kwargs)
        _ask_alone(self, alone)


def _ask_alone(form, alone: bool) -> None:
    if alone:
        form.fields["alone_reason"] = _words(label=_("一人で起案と決裁をするわけ"))
