"""What holds for the whole amount: the limit, the rounding, and what an expert adds."""

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from grants.forms.terms.fields import AmountField, JsonField
from ibasho.fields import ChoiceField, NameField, YenField

STEPS = [("", gettext_lazy("しない"))]
STEPS += [(str(step), f"{step:,}円") for step in (10, 50, 100, 500, 1_000, 5_000, 10_000)]
EXPERT = {"reduced_to", "overrides", "criteria", "cap", "rounding"}


class TopForm(forms.Form):
    show_markers = False
    cap = AmountField(
        label=gettext_lazy("1年の上限"),
        help_text=gettext_lazy("金額か、行の記号（イなど）を書きます。"),
    )
    to = ChoiceField(label=gettext_lazy("端数の処理（何円単位）"), choices=STEPS, required=False)
    mode = ChoiceField(
        label=gettext_lazy("端数をどうするか"),
        choices=[
            ("down", gettext_lazy("切り捨てる")),
            ("up", gettext_lazy("切り上げる")),
            ("nearest", gettext_lazy("四捨五入する")),
        ],
        required=False,
    )
    when = ChoiceField(
        label=gettext_lazy("いつ処理するか"),
        choices=[
            ("after_cap", gettext_lazy("上限で切ったあと")),
            ("before_cap", gettext_lazy("上限で切るまえ")),
        ],
        required=False,
    )
    minimum = YenField(
        label=gettext_lazy("この額に満たないときは助成しない"), max_value=99_999_999, required=False
    )
    reduced_to = NameField(
        label=gettext_lazy("予算に合わせて減らす割合"),
        help_text=gettext_lazy("「85%」のように書きます。減らさないなら書きません。"),
        max_length=12,
        required=False,
    )
    order = forms.CharField(widget=forms.HiddenInput, required=False, max_length=2_000)
    rest = JsonField(
        label=gettext_lazy("くわしい設定（JSON）"),
        help_text=gettext_lazy(
            '上の欄で言えないときだけ使います。例：{"overrides": {"2021": {"cap": 360000}}}。'
            "書きかたは README の「Terms」にあります。"
        ),
    )

    def clean_rest(self):
        rest = self.cleaned_data["rest"]
        if rest is None:
            return {}
        if not isinstance(rest, dict) or rest.keys() - EXPERT:
            names = "・".join(sorted(EXPERT))
            raise forms.ValidationError(_("%s だけを { } の中に書いてください。") % names)
        return rest

    def in_order(self, criteria: list) -> list:
        """The criteria as they stood in the terms that were read; new ones behind them."""
        keys = self.cleaned_data["order"].split("、")
        place = {key: number for number, key in enumerate(keys)}
        return sorted(criteria, key=lambda one: place.get(_key(one), len(place)))

    def document(self, made) -> dict:
        told = self.cleaned_data
        found = {
            "cap": made.topmost(told.get("cap"), "cap"),
            "minimum": told.get("minimum"),
            "reduced_to": told.get("reduced_to") or None,
        }
        if told.get("to"):
            found["rounding"] = {
                "to": int(told["to"]),
                "mode": told.get("mode") or "down",
                "when": told.get("when") or "after_cap",
            }
        return {name: value for name, value in found.items() if value is not None}


def _key(criterion: object) -> object:
    key = criterion.get("key") if isinstance(criterion, dict) else criterion
    return key if isinstance(key, str) else None
