"""What staff write about an application on its way to a decision."""

from django import forms
from django.utils.translation import gettext_lazy as _

from grants.models.review import Judgement
from grants.rules.eligibility import Verdict
from ibasho.fields import ChoiceField, EraDateField, TextField, YenField

LONGEST = 2_000  # letters of a reason, a message or conditions


def _words(**kwargs) -> TextField:
    return TextField(max_length=LONGEST, widget=forms.Textarea(attrs={"rows": 4}), **kwargs)


class FindingForm(forms.Form):
    """The worker's verdict on one criterion; only agreeing with 適合 needs no reason."""

    verdict = ChoiceField(label=_("所見"), choices=Judgement.choices, widget=forms.RadioSelect)
    reason = _words(
        label=_("所見の理由"),
        help_text=_("どちらも「適合」のときだけ、書かなくてもかまいません。"),
        required=False,
    )

    def __init__(self, *args, found, **kwargs):
        self.found = found
        super().__init__(*args, auto_id=f"id_{found.criterion}_%s", **kwargs)

    def clean(self):
        told = self.cleaned_data
        agreed = self.found.verdict is Verdict.MET and told.get("verdict") == Judgement.MET
        if (
            told.get("verdict")
            and not (agreed or told.get("reason"))
            and "reason" not in self.errors
        ):
            self.add_error("reason", _("所見の理由を書いてください。"))

    def told(self) -> dict[str, str]:
        """What grants.workflow.find takes."""
        return {"criterion": self.found.criterion, "verdict": "", "reason": "", **self.cleaned_data}


class ReturnForm(forms.Form):
    message = _words(
        label=_("直してほしいこと"),
        help_text=_("住民がそのまま読みます。どこを、どう直すかを書いてください。"),
    )
    due_on = EraDateField(label=_("いつまでに"), help_text=_("例：令和8年12月15日"))

    def __init__(self, *args, today, **kwargs):
        self.today = today
        super().__init__(*args, **kwargs)

    def clean_due_on(self):
        due_on = self.cleaned_data["due_on"]
        if due_on < self.today:
            raise forms.ValidationError(_("いつまでには、今日か、今日より後の日にしてください。"))
        return due_on


class RecommendForm(forms.Form):
    """`most` is the requested amount in yen."""

    amount = YenField(label=_("起案する額"), help_text=_("不交付を起案するときは0と書きます。"))
    reason = _words(label=_("起案の理由"))

    def __init__(self, *args, most, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["amount"].max_value = most


class AwardForm(forms.Form):
    """`most` is the requested amount in yen."""

    amount = YenField(label=_("交付決定額"), min_value=1)
    conditions = _words(label=_("交付の条件"), help_text=_("通知書に載ります。"), required=False)
    reason = _words(
        label=_("決定の理由"),
        help_text=_("額を変えるときは、わけを書いてください。通知書に載ります。"),
        required=False,
    )

    def __init__(self, *args, most, proposed, **kwargs):
        self.proposed = proposed
        super().__init__(*args, **kwargs)
        self.fields["amount"].max_value = most

    def clean(self):
        told = self.cleaned_data
        modified = told.get("amount") not in (None, self.proposed)
        if modified and not told.get("reason") and "reason" not in self.errors:
            self.add_error("reason", _("起案と違う額にするときは、決定の理由を書いてください。"))


class DeclineForm(forms.Form):
    reason = _words(label=_("不交付の理由"), help_text=_("通知書に載ります。"))


class SendBackForm(forms.Form):
    reason = _words(label=_("差し戻す理由"))
