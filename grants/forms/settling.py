"""What staff write between the report and the end: the amount, its reason, or why it is revoked."""

from django import forms
from django.utils.translation import gettext_lazy as _

from grants.forms.review import LONGEST
from ibasho.fields import TextField, YenField


def _words(**kwargs) -> TextField:
    return TextField(max_length=LONGEST, widget=forms.Textarea(attrs={"rows": 4}), **kwargs)


class AmountForm(forms.Form):
    """`most` yen; less than `usual`, which is what the rules come to, needs a reason."""

    amount = YenField(label=_("確定する額"))
    reason = _words(
        label=_("額を決めた理由"),
        help_text=_("計算した額より少なくするときは、かならず書いてください。"),
        required=False,
    )

    def __init__(self, *args, most, **kwargs):
        super().__init__(*args, **kwargs)
        self.most = self.fields["amount"].max_value = most

    def clean(self):
        told = super().clean()
        less = told.get("amount") not in (None, self.most)
        if less and not told.get("reason") and "reason" not in self.errors:
            words = _("計算した額より少なくするときは、額を決めた理由を書いてください。")
            self.add_error("reason", words)
        return told


class CheckReportForm(AmountForm):
    """The worker's proposal."""


class SettleForm(AmountForm):
    """`alone`: of somebody who checked the report themselves."""

    def __init__(self, *args, alone, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["reason"].help_text = _(
            "通知書に載ります。計算した額より少なくするときは、かならず書いてください。"
        )
        if alone:
            self.fields["alone_reason"] = _words(label=_("一人で確かめて確定するわけ"))


class RevokeForm(forms.Form):
    reason = _words(
        label=_("取り消す理由"),
        help_text=_("通知書に載ります。取り消しは、もとにもどせません。"),
    )
