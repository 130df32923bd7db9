"""One line of a grant: what is paid per what, and the chain of limits and conditions around it."""

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from grants.forms.terms.asking import Asking
from grants.forms.terms.choices import BASES, FRACTIONS, HOW, KINDS, TIMES, USES, WHICH
from grants.forms.terms.fields import (
    AmountField,
    AmountsField,
    JsonField,
    NamesField,
    steps_of,
)
from grants.forms.terms.words import COSTS
from ibasho.fields import ChoiceField, CountField, NameField, TextField

OR_MARK = gettext_lazy("金額か、行の記号（イなど）を書きます。")


class PartForm(Asking):
    asked_of = {
        "per_unit": ["yen*", "per*", "per_name", "up_to"],
        "each_cost": ["unit*", "which*", "costs", "each_limit", "up_to"],
        "share": ["rate*", "which*", "costs", "minus_income"],
        "fixed": ["yen*"],
        "tier": ["by*", "by_name", "steps*", "times", "up_to"],
        "bands": ["by*", "by_name", "steps*"],
        "lines": ["how*", "of*"],
        "each_line": ["unit*", "of_each*", "each_limit", "up_to"],
        "income": ["costs"],
        "json": ["json*"],
    }
    more_of = {"per_unit": ["beyond", "every", "part"]} | dict.fromkeys(
        ("each_cost", "each_line"), ["choose"]
    )
    chain = (
        (gettext_lazy("上限・割合・端数"), ["limit", "rate", "round_to", "round_mode", "fraction"]),
        (
            gettext_lazy("1回限り・払う条件"),
            ["once", "years", "if_what", "if_what_name", "if_at_least", "otherwise"],
        ),
        (
            gettext_lazy("月割り・しぼりこみ・前の年度"),
            ["pro_by", "pro_by_name", "out_of", "out_what", "out_what_name", "only", "basis"],
        ),
    )
    counted = ("per", "by", "if_what", "pro_by", "out_what")
    optional = ("if_what", "pro_by", "out_what")
    conditions = ("if_what",)
    filters = ("only",)
    head = ("label", "use", "kind")

    label = NameField(label=gettext_lazy("費目の名前"), max_length=60)
    key = forms.CharField(widget=forms.HiddenInput, required=False, max_length=60)
    use = ChoiceField(
        label=gettext_lazy("この行の使いかた"),
        choices=USES,
        required=False,
    )
    kind = ChoiceField(label=gettext_lazy("払いかた"), choices=KINDS)
    yen = AmountField(label=gettext_lazy("金額"))
    per = ChoiceField(label=gettext_lazy("何につき"), required=False)
    per_name = NameField(label=gettext_lazy("そのほかの数の名前"), max_length=60, required=False)
    up_to = CountField(label=gettext_lazy("いくつまで払うか"), max_value=9_999, required=False)
    beyond = CountField(
        label=gettext_lazy("いくつを超える分だけ払うか"), max_value=999_999, required=False
    )
    every = CountField(
        label=gettext_lazy("いくつごとに払うか"),
        help_text=gettext_lazy("10人ごとに払うなら10です。1人ずつなら書きません。"),
        min_value=1,
        max_value=999_999,
        required=False,
    )
    part = ChoiceField(
        label=gettext_lazy("いくつごとのとき、残った数を"),
        choices=[("", gettext_lazy("数えない")), ("count", gettext_lazy("1つと数える"))],
        required=False,
    )
    unit = ChoiceField(
        label=gettext_lazy("何ごとに"),
        choices=[("gathering", gettext_lazy("1回ごと")), ("month", gettext_lazy("1か月ごと"))],
        required=False,
    )
    which = ChoiceField(
        label=gettext_lazy("どの費用か"),
        choices=WHICH,
        required=False,
    )
    costs = NamesField(
        label=gettext_lazy("費用の名前"),
        help_text=gettext_lazy("「、」でつないで書きます。例：会場費、材料費"),
        words=COSTS,
    )
    each_limit = AmountField(label=gettext_lazy("1回（1か月）の上限"))
    of_each = AmountField(
        label=gettext_lazy("どの行を計算するか"),
        help_text=gettext_lazy("行の記号（イなど）を書きます。"),
    )
    choose = ChoiceField(
        label=gettext_lazy("数に限りがあるとき、どれから払うか"),
        choices=[("", gettext_lazy("額の大きいもの")), ("first", gettext_lazy("早いもの"))],
        required=False,
    )
    rate = NameField(
        label=gettext_lazy("割合"),
        help_text=gettext_lazy("「1/2」「90%」のように書きます。全部なら「100%」です。"),
        max_length=12,
        required=False,
    )
    minus_income = forms.BooleanField(
        label=gettext_lazy("参加費などの収入を先に引く"), required=False
    )
    by = ChoiceField(label=gettext_lazy("何の区分か"), required=False)
    by_name = NameField(label=gettext_lazy("区分する数の名前"), max_length=60, required=False)
    steps = TextField(
        label=gettext_lazy("区分の表"),
        help_text=gettext_lazy(
            "1行に1つ、小さい順に書きます。例：10人以上 5,000円。「何人までいくら」のときは、例：30人まで 600円。"
            "金額のかわりに行の記号も書けます。例：10人以上 イ"
        ),
        max_length=2_000,
        required=False,
    )
    times = ChoiceField(
        label=gettext_lazy("区分の額を、何につき払うか"),
        choices=TIMES,
        required=False,
    )
    how = ChoiceField(
        label=gettext_lazy("どう合わせるか"),
        choices=HOW,
        required=False,
    )
    of = AmountsField(
        label=gettext_lazy("どの行を合わせるか"),
        help_text=gettext_lazy("行の記号か金額を「、」でつないで書きます。例：イ、ウ、3000"),
    )
    json = JsonField(
        label=gettext_lazy("計算のしかた（JSON）"),
        help_text=gettext_lazy("書きかたは README の「Terms」にあります。"),
    )
    limit = AmountField(label=gettext_lazy("この行の上限"), help_text=OR_MARK)
    round_to = CountField(
        label=gettext_lazy("この行の端数の処理（何円単位）"),
        min_value=1,
        max_value=1_000_000,
        required=False,
        unit="円",
    )
    round_mode = ChoiceField(
        label=gettext_lazy("その端数をどうするか"), choices=FRACTIONS, required=False
    )
    fraction = ChoiceField(
        label=gettext_lazy("割り算で出た1円未満をどうするか"), choices=FRACTIONS, required=False
    )
    once = forms.BooleanField(label=gettext_lazy("1つの団体に1回限り"), required=False)
    once_key = forms.CharField(widget=forms.HiddenInput, required=False, max_length=60)
    years = CountField(
        label=gettext_lazy("何年に1回か"),
        help_text=gettext_lazy("3年に1回まで、のようなときだけ書きます。"),
        min_value=1,
        max_value=100,
        required=False,
        unit="年",
    )
    if_what = ChoiceField(label=gettext_lazy("払う条件"), required=False)
    if_what_name = NameField(
        label=gettext_lazy("条件にする数の名前"), max_length=60, required=False
    )
    if_at_least = CountField(label=gettext_lazy("いくつ以上なら払うか"), required=False)
    otherwise = AmountField(label=gettext_lazy("条件に合わないときの額"), help_text=OR_MARK)
    pro_by = ChoiceField(label=gettext_lazy("何に合わせて割り引くか（月割りなど）"), required=False)
    pro_by_name = NameField(label=gettext_lazy("割り引く数の名前"), max_length=60, required=False)
    out_of = CountField(
        label=gettext_lazy("全体はいくつか"),
        help_text=gettext_lazy("月割りなら12です。"),
        min_value=1,
        max_value=999_999,
        required=False,
    )
    out_what = ChoiceField(label=gettext_lazy("全体も数えるときは、何の数か"), required=False)
    out_what_name = NameField(label=gettext_lazy("全体の数の名前"), max_length=60, required=False)
    only = ChoiceField(label=gettext_lazy("しぼりこみに合う回だけで計算する"), required=False)
    basis = ChoiceField(
        label=gettext_lazy("どの活動で計算するか"),
        choices=BASES,
        required=False,
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["label"].required = self.paid

    @property
    def paid(self) -> bool:
        return self["use"].value() != "line"

    @property
    def folded(self):
        """What is asked beside, by heading."""
        more = self.more_of.get(self.shown_kind, [])
        return [*([(gettext_lazy("数え方をくわしく"), more)] if more else []), *self.chain]

    @property
    def around(self) -> list[str]:
        return [name for _heading, names in self.folded for name in names]

    def clean(self):
        told = super().clean()
        self._pairs(told)
        if "steps" in self.asked and "steps" not in self.errors:
            try:
                told["steps"] = steps_of(told.get("steps") or "", bands=told["kind"] == "bands")
            except forms.ValidationError as error:
                self.add_error("steps", error)
        if told.get("how") == "less" and "of" in self.asked and len(told.get("of", ())) != 2:
            self.add_error("of", _("引かれる行と引く行を、2つ書いてください。"))
        return told

    def _pairs(self, told):
        """What asks for something beside it."""
        what = told.get("if_what")
        if what and not what.startswith("cond-") and told.get("if_at_least") is None:
            self.add_error("if_at_least", _("いくつ以上なら払うかを書いてください。"))
        if "which" in self.asked and told.get("which") != "all" and not told.get("costs"):
            self.add_error("costs", _("費用の名前を書いてください。"))
        if told.get("pro_by") and not (told.get("out_of") or told.get("out_what")):
            self.add_error("out_of", _("全体はいくつかを書いてください。"))

    def said(self) -> dict:
        part = super().said()
        if part.get("once"):
            part["once"] = self.cleaned_data["once_key"] or self.cleaned_data["key"]
        return part

    def component(self, node) -> dict:
        """The component in the JSON of the terms."""
        return {
            "key": self.cleaned_data["key"],
            "label": self.cleaned_data["label"],
            "amount": node,
        }
