"""What staff write about an application on its way to a decision."""

from django import forms
from django.utils.translation import gettext_lazy as _

from grants.models.interest import Interest
from grants.models.review import Judgement
from grants.rules.eligibility import Verdict
from ibasho.fields import ChoiceField, EraDateField, TextField, YenField

LONGEST = 2_000  # letters of a reason, a message or conditions


def _words(*, rows=4, **kwargs) -> TextField:
    return TextField(max_length=LONGEST, widget=forms.Textarea(attrs={"rows": rows}), **kwargs)


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
    """`asked` are the items of the form (grants.applying.correcting.Item), each with room for a comment."""

    message = _words(
        label=_("直してほしいこと"),
        help_text=_("住民がそのまま読みます。下で項目ごとに書くときは、なくてもかまいません。"),
        required=False,
    )
    due_on = EraDateField(label=_("いつまでに"), help_text=_("例：令和8年12月15日"))

    def __init__(self, *args, today, asked, **kwargs):
        self.today, self.asked = today, tuple(asked)
        super().__init__(*args, **kwargs)
        for item in self.asked:
            self.fields[f"comment_{item.name}"] = _words(
                label=str(item),
                help_text=_("いまの答え：%s") % (item.value or _("未入力")),
                required=False,
                rows=2,
            )

    @property
    def general(self) -> list:
        """The fields that are of no single item."""
        return [self["message"], self["due_on"]]

    @property
    def single(self) -> list:
        return [self[f"comment_{item.name}"] for item in self.asked]

    @property
    def single_open(self) -> bool:
        """Whether the items are shown unfolded: when something stands in them."""
        return any(field.data for field in self.single)

    def clean(self):
        """What grants.workflow.return_for_correction takes."""
        told = self.cleaned_data
        names = {f"comment_{item.name}": item.name for item in self.asked}
        comments = {name: told[key] for key, name in names.items() if told.get(key)}
        if not (told.get("message") or comments or self.errors):
            words = _("直してほしいことを、ここか、下の項目のどれかに書いてください。")
            self.add_error("message", words)
        return {"message": told.get("message"), "due_on": told.get("due_on"), "comments": comments}

    def clean_due_on(self):
        due_on = self.cleaned_data["due_on"]
        if due_on < self.today:
            raise forms.ValidationError(_("いつまでには、今日か、今日より後の日にしてください。"))
        return due_on


class DeclarationForm(forms.Form):
    """A step before which one says whether one has an interest in the case."""

    interest = ChoiceField(
        label=_("利害関係"),
        help_text=_("家族や知り合いの団体、自分が役員の団体などは「あります」です。"),
        choices=Interest.choices,
        widget=forms.RadioSelect,
    )
    interest_words = _words(
        label=_("どんな利害関係か"),
        help_text=_("「あります」のときに書いてください。この手続きはほかの職員がします。"),
        required=False,
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.order_fields([name for name in self.fields if not name.startswith("interest")])

    def clean(self):
        told = self.cleaned_data
        some = told.get("interest") == Interest.SOME
        if some and not told.get("interest_words") and "interest_words" not in self.errors:
            self.add_error("interest_words", _("どんな利害関係かを書いてください。"))


class RecommendForm(DeclarationForm):
    """`most` is the requested amount in yen."""

    amount = YenField(label=_("起案する額"), help_text=_("不交付を起案するときは0と書きます。"))
    reason = _words(label=_("起案の理由"))

    def __init__(self, *args, most, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["amount"].max_value = most


class DecisionForm(DeclarationForm):
    """What every decision asks; `alone`: of somebody who proposed it themselves."""

    def __init__(self, *args, alone, **kwargs):
        super().__init__(*args, **kwargs)
        if alone:
            self.fields["alone_reason"] = _words(
                label=_("一人で起案と決裁をするわけ"),
                help_text=_("申請の記録に残ります。"),
            )


class AwardForm(DecisionForm):
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
        super().clean()
        told = self.cleaned_data
        modified = told.get("amount") not in (None, self.proposed)
        if modified and not told.get("reason") and "reason" not in self.errors:
            self.add_error("reason", _("起案と違う額にするときは、決定の理由を書いてください。"))


class DeclineForm(DecisionForm):
    reason = _words(label=_("不交付の理由"), help_text=_("通知書に載ります。"))


class SendBackForm(forms.Form):
    reason = _words(label=_("差し戻す理由"))
