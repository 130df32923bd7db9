"""One component of a grant: what is paid, per what, up to what, under which condition."""

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from grants.forms.terms.words import (
    QUANTITIES,
    JsonField,
    costs_of,
    costs_told,
    json_told,
    said,
    steps_of,
    steps_told,
)
from grants.rules.apart import taken_apart
from grants.rules.shapes import OTHER, composed
from grants.rules.terms import Terms, TermsError
from ibasho.fields import ChoiceField, CountField, NameField, TextField, YenField

KINDS = [
    ("per_unit", gettext_lazy("1つにつき決まった額")),
    ("each_cost", gettext_lazy("1回ごと・月ごとにかかった費用")),
    ("share", gettext_lazy("かかった費用の全部または一部")),
    ("fixed", gettext_lazy("決まった額")),
    ("tier", gettext_lazy("人数や回数の区分で決まる額")),
    ("bands", gettext_lazy("何人までいくら、その上はいくら")),
    ("json", gettext_lazy("そのほか（くわしい人がJSONで書く）")),
]
# What is asked of each kind; `*` must be filled.
ASKED = {
    "per_unit": ["yen*", "per*", "per_name", "up_to"],
    "each_cost": ["unit*", "which*", "costs", "each_limit", "up_to"],
    "share": ["rate*", "which*", "costs", "minus_income"],
    "fixed": ["yen*"],
    "tier": ["by*", "by_name", "steps*", "times", "up_to"],
    "bands": ["by*", "by_name", "steps*"],
    "json": ["json*"],
}
AROUND = ["limit", "once", "if_what", "if_what_name", "if_at_least"]
NAMED = ("per", "by", "if_what")
NO = ("", gettext_lazy("なし"))


# Other questions are asked when one of these is chosen: with scripts at once, else by a button.
REDRAWN = ("kind", *NAMED)
REDRAW = {
    "hx-post": "",
    "hx-trigger": "change",
    "hx-vals": '{"redraw": "1"}',
    "hx-select": "#terms",
    "hx-target": "#terms",
    "hx-swap": "outerHTML",
}


class PartForm(forms.Form):
    label = NameField(label=gettext_lazy("費目の名前"), max_length=60)
    key = forms.CharField(widget=forms.HiddenInput, required=False, max_length=60)
    kind = ChoiceField(label=gettext_lazy("払いかた"), choices=KINDS)
    yen = YenField(label=gettext_lazy("金額"), max_value=99_999_999, required=False)
    per = ChoiceField(label=gettext_lazy("何につき"), choices=QUANTITIES, required=False)
    per_name = NameField(label=gettext_lazy("そのほかの数の名前"), max_length=60, required=False)
    up_to = CountField(label=gettext_lazy("いくつまで払うか"), max_value=9_999, required=False)
    unit = ChoiceField(
        label=gettext_lazy("何ごとに"),
        choices=[("gathering", gettext_lazy("1回ごと")), ("month", gettext_lazy("1か月ごと"))],
        required=False,
    )
    which = ChoiceField(
        label=gettext_lazy("どの費用か"),
        choices=[
            ("all", gettext_lazy("すべての費用")),
            ("these", gettext_lazy("次の費用だけ")),
            ("all_but", gettext_lazy("次の費用を除くすべて")),
        ],
        required=False,
    )
    costs = NameField(
        label=gettext_lazy("費用の名前"),
        help_text=gettext_lazy("「、」でつないで書きます。例：会場費、材料費"),
        max_length=200,
        required=False,
    )
    each_limit = YenField(
        label=gettext_lazy("1回（1か月）の上限"), max_value=99_999_999, required=False
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
    by = ChoiceField(label=gettext_lazy("何の区分か"), choices=QUANTITIES, required=False)
    by_name = NameField(label=gettext_lazy("区分する数の名前"), max_length=60, required=False)
    steps = TextField(
        label=gettext_lazy("区分の表"),
        help_text=gettext_lazy(
            "1行に1つ、小さい順に書きます。例：10人以上 5,000円。「何人までいくら」のときは、例：30人まで 600円"
        ),
        max_length=2_000,
        required=False,
    )
    times = ChoiceField(
        label=gettext_lazy("区分の額を、何につき払うか"),
        choices=[
            ("", gettext_lazy("1年に1度")),
            ("gatherings", gettext_lazy("開催1回につき")),
            ("active_months", gettext_lazy("活動した月1つにつき")),
        ],
        required=False,
    )
    json = JsonField(
        label=gettext_lazy("計算のしかた（JSON）"),
        help_text=gettext_lazy("書きかたは README の「Terms」にあります。"),
    )
    limit = YenField(label=gettext_lazy("この費目の上限"), max_value=99_999_999, required=False)
    once = forms.BooleanField(label=gettext_lazy("1つの団体に1回限り"), required=False)
    if_what = ChoiceField(label=gettext_lazy("払う条件"), choices=[NO, *QUANTITIES], required=False)
    if_what_name = NameField(
        label=gettext_lazy("条件にする数の名前"), max_length=60, required=False
    )
    if_at_least = CountField(label=gettext_lazy("いくつ以上なら払うか"), required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name in REDRAWN:
            self.fields[name].widget.attrs |= REDRAW

    @property
    def shown_kind(self) -> str:
        kind = self["kind"].value()
        return kind if kind in ASKED else "per_unit"

    @property
    def asked(self) -> list[str]:
        return [name.rstrip("*") for name in ASKED[self.shown_kind]]

    def asked_fields(self):
        must = {name.rstrip("*") for name in ASKED[self.shown_kind] if name.endswith("*")}
        for name in must:
            self.fields[name].required = True  # only how it is marked: `clean` has been and gone
        return [self[name] for name in self._seen(self.asked)]

    def around_fields(self):
        return [self[name] for name in self._seen(AROUND)]

    def _seen(self, names: list[str]) -> list[str]:
        """Without the name of another count, where none of those is chosen."""
        needless = {f"{name}_name" for name in NAMED if self[name].value() != OTHER}
        return [name for name in names if name not in needless]

    @property
    def more_open(self) -> bool:
        """Whether something beside the usual is said, or wrong, in the folded part."""
        return any(self[name].value() or self[name].errors for name in AROUND)

    def put_aside(self):
        """What is not asked now: it goes along unseen, so that nothing typed is lost."""
        shown = {"label", "kind", "key", *self._seen(self.asked), *self._seen(AROUND)}
        return [self[name] for name in self.fields if name not in shown]

    def clean(self):
        told = self.cleaned_data
        kind = told.get("kind")
        if kind not in ASKED:
            return told
        for name in self.fields.keys() - {"label", "kind", "key", *self.asked, *AROUND}:
            self.errors.pop(name, None)  # what nobody sees cannot be mended
        self._require(name.rstrip("*") for name in ASKED[kind] if name.endswith("*"))
        self._names(told)
        if "steps" in self.asked:
            self._steps(told)
        if not self.errors:
            self._amount(told)
        return told

    def _require(self, names):
        for name in names:
            if name not in self.errors and self.cleaned_data.get(name) in (None, ""):
                words = _("%sを書いてください。") % self.fields[name].label
                self.add_error(name, words)

    def _names(self, told):
        """A count of another name needs that name, a condition its number."""
        for name in NAMED:
            seen = name in (*self.asked, *AROUND)
            if seen and told.get(name) == OTHER and not told.get(f"{name}_name"):
                self.add_error(f"{name}_name", _("数の名前を書いてください。"))
        if told.get("if_what") and told.get("if_at_least") is None:
            self.add_error("if_at_least", _("いくつ以上なら払うかを書いてください。"))
        if "costs" in self.asked and told.get("which") != "all" and not told.get("costs"):
            self.add_error("costs", _("費用の名前を書いてください。"))

    def _steps(self, told):
        if "steps" in self.errors:
            return
        try:
            told["steps"] = steps_of(told.get("steps") or "", bands=told["kind"] == "bands")
        except forms.ValidationError as error:
            self.add_error("steps", error)

    def _amount(self, told):
        """The node, read once by the rules: what they refuse stands at the field that said it."""
        part = {**told, "costs": costs_of(told.get("costs") or "")}
        part["once"] = told["key"] if told.get("once") else ""
        node = composed(part)
        sample = {"key": "part", "label": "part", "amount": node}
        try:
            Terms.from_json({"version": 1, "components": [sample]})
        except TermsError as error:
            where = {"json": "json", "share": "rate", "tier": "steps", "bands": "steps"}
            words = str(error).removeprefix("terms.components[0].")
            self.add_error(where.get(told["kind"], "kind"), words)
        told["node"] = node

    def component(self) -> dict:
        """The component in the JSON of the terms."""
        told = self.cleaned_data
        return {"key": told["key"], "label": told["label"], "amount": told["node"]}


def typed_of(component: dict) -> dict[str, str]:
    """A component as it is typed into the form."""
    part = taken_apart(component["amount"])
    if part.get("once", component["key"]) != component["key"]:
        part = {"kind": "json", "json": component["amount"]}
    typed = {name: said(value) for name, value in part.items() if value is not None}
    if "costs" in part:
        typed["costs"] = costs_told(part["costs"])
    if "steps" in part:
        typed["steps"] = steps_told(part["steps"], bands=part["kind"] == "bands")
    if "json" in part:
        typed["json"] = json_told(part["json"])
    flags = {name: "on" for name in ("once", "minus_income") if part.get(name)}
    return {"key": component["key"], "label": component["label"], **typed, **flags}
