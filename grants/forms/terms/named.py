"""What the lines of a programme may call by a number: its own counts, filters and conditions."""

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from grants.forms.terms.asking import Asking
from grants.forms.terms.fields import AmountField, BoundField, LeastField, NamesField, RowsField
from grants.forms.terms.words import COUNTS, MARKS, OF_ONE, names_of
from grants.rules.shapes import BOUNDS
from ibasho.fields import ChoiceField, CountField, NameField

TITLES = {
    "own": gettext_lazy("要件"),
    "count": gettext_lazy("数え方"),
    "only": gettext_lazy("しぼりこみ"),
    "cond": gettext_lazy("条件"),
}


class AllAsked(Asking):
    """A row that asks everything at once."""

    head = ()

    needed: tuple[str, ...] = ()

    def asked_fields(self):
        for name in self.needed:
            self.fields[name].required = True  # only how it is marked
        return self.visible_fields()

    def put_aside(self):
        return []

    def clean(self):
        return self.cleaned_data


class CountRow(AllAsked):
    """A way of counting: several together, an average, only certain gatherings, last year's."""

    filters, needed = ("where",), ("total",)
    total = NamesField(
        label=gettext_lazy("何を数えるか"),
        help_text=gettext_lazy(
            "例：開催回数、延べ参加者数、会員数。「、」でつなぐと合計になります。ここにない数は、名前をそのまま書きます。"
        ),
        words=COUNTS,
    )
    label = NameField(
        label=gettext_lazy("計算に出す名前"),
        help_text=gettext_lazy("例：70歳以上の人数"),
        max_length=60,
        required=False,
    )
    unit = NameField(
        label=gettext_lazy("単位"), help_text=gettext_lazy("例：人"), max_length=10, required=False
    )
    per = NameField(
        label=gettext_lazy("何で割るか"),
        help_text=gettext_lazy("平均や割合のときに書きます。例：開催回数"),
        max_length=60,
        required=False,
    )
    whole = ChoiceField(
        label=gettext_lazy("割った数の端数"),
        choices=[
            ("", gettext_lazy("そのまま")),
            ("down", gettext_lazy("切り捨てる")),
            ("up", gettext_lazy("切り上げる")),
            ("nearest", gettext_lazy("四捨五入する")),
        ],
        required=False,
    )
    where = ChoiceField(label=gettext_lazy("どの回を数えるか"), required=False)
    holding = CountField(
        label=gettext_lazy("月に何回以上開いた月を数えるか"),
        help_text=gettext_lazy("活動月数を数えるときだけ書きます。"),
        min_value=1,
        max_value=31,
        required=False,
        unit="回",
    )
    basis = ChoiceField(
        label=gettext_lazy("いつの活動か"),
        choices=[
            ("", gettext_lazy("その年度")),
            ("held", gettext_lazy("その年度の実績")),
            ("previous_year", gettext_lazy("前の年度")),
        ],
        required=False,
    )

    def clean(self):
        told = super().clean()
        if not told.get("total") and "total" not in self.errors:
            self.add_error("total", _("何を数えるかを書いてください。"))
        return told

    def said(self) -> dict:
        row = {name: value for name, value in self.cleaned_data.items() if value not in (None, "")}
        row["total"] = row["total"] if len(row["total"]) > 1 else row["total"][0]
        return row | ({"per": names_of(row["per"], COUNTS)[0]} if row.get("per") else {})

    @classmethod
    def typed(cls, row: dict) -> dict[str, str]:
        total = [row["total"]] if isinstance(row["total"], str) else row["total"]
        typed = {name: str(value) for name, value in row.items()}
        per = {"per": COUNTS.get(row["per"], row["per"])} if "per" in row else {}
        return typed | per | {"total": cls.base_fields["total"].told(total)}


class OnlyRow(AllAsked):
    """Which gatherings count; all that is said must hold."""

    at_least = LeastField(
        label=gettext_lazy("いくつ以上の回か"),
        help_text=gettext_lazy("1行に1つ書きます。例：参加者 5　時間 60（分）"),
        words=OF_ONE,
    )
    below = LeastField(
        label=gettext_lazy("いくつ未満の回か"),
        help_text=gettext_lazy("例：参加者 10"),
        words=OF_ONE,
    )
    marks = NamesField(
        label=gettext_lazy("どの印のある回か"),
        help_text=gettext_lazy("例：食事、オンライン、屋外"),
        words=MARKS,
    )
    without = NamesField(label=gettext_lazy("どの印のない回か"), words=MARKS)
    weekdays = NamesField(
        label=gettext_lazy("どの曜日の回か"), help_text=gettext_lazy("例：土、日、祝")
    )
    months = NamesField(label=gettext_lazy("どの月の回か"), help_text=gettext_lazy("例：7月、8月"))

    def clean_months(self):
        months = [month.rstrip("月") for month in self.cleaned_data["months"]]
        if not all(month in {str(n) for n in range(1, 13)} for month in months):
            raise forms.ValidationError(_("月を「7月、8月」のように書いてください。"))
        return [int(month) for month in months]

    def said(self) -> dict:
        return {name: value for name, value in self.cleaned_data.items() if value}

    @classmethod
    def typed(cls, row: dict) -> dict[str, str]:
        shown = row | {"months": [f"{month}月" for month in row.get("months", ())]}
        return {name: cls.base_fields[name].told(value) for name, value in shown.items() if value}


class CondRow(Asking):
    """What must hold: a number within limits, an answer, a sum, or several of these together."""

    asked_of = {
        "quantity": ["what*", "what_name", *BOUNDS],
        "answer": ["title*", "says"],
        "amount": ["line*", *BOUNDS],
        "all": ["of*"],
        "any": ["of*"],
        "not": ["of*"],
    }
    counted = ("what",)
    kind = ChoiceField(
        label=gettext_lazy("どんな条件か"),
        choices=[
            ("quantity", gettext_lazy("数が決まりに合うとき")),
            ("answer", gettext_lazy("質問の答え")),
            ("amount", gettext_lazy("行の額が決まりに合うとき")),
            ("all", gettext_lazy("いくつかの条件がすべて合うとき")),
            ("any", gettext_lazy("いくつかの条件のどれかが合うとき")),
            ("not", gettext_lazy("ある条件に合わないとき")),
        ],
        required=False,
    )
    what = ChoiceField(label=gettext_lazy("何の数か"), required=False)
    what_name = NameField(label=gettext_lazy("そのほかの数の名前"), max_length=60, required=False)
    line = AmountField(
        label=gettext_lazy("どの行の額か"), help_text=gettext_lazy("行の記号（イなど）を書きます。")
    )
    at_least = BoundField(label=gettext_lazy("以上"))
    above = BoundField(label=gettext_lazy("超"))
    at_most = BoundField(label=gettext_lazy("以下"))
    below = BoundField(label=gettext_lazy("未満"))
    title = NameField(
        label=gettext_lazy("質問"),
        help_text=gettext_lazy("申請する人に「はい」「いいえ」で聞きます。例：土日も開く"),
        max_length=60,
        required=False,
    )
    answer = forms.CharField(widget=forms.HiddenInput, required=False, max_length=60)
    says = ChoiceField(
        label=gettext_lazy("合うのはどの答えか"),
        choices=[("", gettext_lazy("はい")), ("no", gettext_lazy("いいえ"))],
        required=False,
    )
    of = RowsField(
        label=gettext_lazy("どの条件か"),
        help_text=gettext_lazy("条件の番号を「、」でつないで書きます。例：2、3"),
        row="cond",
    )

    def clean(self):
        told = super().clean()
        bounded = set(BOUNDS) & set(self.asked)
        if bounded and all(told.get(name) is None for name in bounded) and not self.errors:
            self.add_error("at_least", _("以上・超・以下・未満のどれかに数を書いてください。"))
        if told["kind"] == "not" and len(told.get("of", ())) > 1:
            self.add_error("of", _("条件を1つだけ書いてください。"))
        return told

    def said(self) -> dict:
        row = super().said()
        if row["kind"] == "answer":
            row["answer"] = self.cleaned_data["answer"] or row["title"]
            row |= {"says": False} if row.pop("says", "") else {}
            row |= {"title": ""} if row["title"] == row["answer"] else {}
        return row

    @classmethod
    def typed(cls, row: dict) -> dict[str, str]:
        typed = {name: str(value) for name, value in row.items()}
        if row["kind"] == "answer":
            typed |= {"title": row.get("title", row["answer"])}
            typed |= {"says": "no"} if row.get("says") is False else {"says": ""}
        return typed | ({"of": cls.base_fields["of"].told(row["of"])} if "of" in row else {})


NAMED_ROWS = {"count": CountRow, "only": OnlyRow, "cond": CondRow}


def named_choices(typed: dict[str, str], rows: dict[str, list[int]]) -> dict[str, list]:
    """What a select offers of these rows, by what they say."""
    words = {"count": ("label", "total"), "only": (), "cond": ("title",)}
    return {
        name: [
            (f"{name}-{n}", _choice(name, n, [typed.get(f"{name}-{n}-{f}") for f in words[name]]))
            for n in rows[name]
        ]
        for name in NAMED_ROWS
    }


def _choice(name: str, number: int, words: list) -> str:
    said = next((word for word in words if word), "")
    return f"{TITLES[name]} {number + 1}" + (f"（{said}）" if said else "")
