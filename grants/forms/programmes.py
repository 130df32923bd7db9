"""Programmes and their years: names, window, budget, papers, what excludes what, why it is published."""

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from grants.models import Programme, ProgrammeYear
from grants.rules import checklist
from ibasho.fields import (
    ChoiceField,
    CountField,
    EraDateField,
    FiscalYearField,
    ModelChoiceField,
    NameField,
    TextField,
    YenField,
)
from ibasho.text import yen

PAPERS = 8
NEEDS = [
    ("helps", gettext_lazy("あると助かる")),
    ("must", gettext_lazy("かならず")),
    ("new_groups", gettext_lazy("はじめての団体はかならず")),
]


class ProgrammeForm(forms.Form):
    name = NameField(label=gettext_lazy("助成事業の名前"), max_length=100)
    slug = forms.SlugField(
        label=gettext_lazy("略号"),
        help_text=gettext_lazy("ページの番地に使います。英小文字と数字と - で。例：places"),
        max_length=50,
        error_messages=dict.fromkeys(
            ("invalid", "required"), gettext_lazy("略号を英小文字と数字と - で入れてください。")
        ),
    )
    about = TextField(label=gettext_lazy("どんな助成か"), max_length=1_000, required=False)
    fiscal_year = FiscalYearField(
        label=gettext_lazy("はじめの年度"), help_text=gettext_lazy("例：令和8年度、2026")
    )


class YearForm(forms.Form):
    """Window, budget and days of one programme year."""

    opens_on = EraDateField(label=gettext_lazy("受付の始まり"))
    closes_on = EraDateField(label=gettext_lazy("受付の終わり"))
    budget = YenField(label=gettext_lazy("予算"))
    answer_within_days = CountField(
        label=gettext_lazy("結果を知らせるまでの日数"), min_value=1, max_value=366, unit="日"
    )
    report_within_days = CountField(
        label=gettext_lazy("年度が終わってから実績報告までの日数"),
        min_value=1,
        max_value=366,
        unit="日",
    )
    one_person_may_decide = forms.BooleanField(
        label=gettext_lazy("起案した人が決裁してもよい"),
        help_text=gettext_lazy(
            "小さな事務所だけの例外です。申請ごとに、そのわけを書いて残します。"
        ),
        required=False,
    )

    def __init__(self, *args, year: ProgrammeYear, **kwargs):
        super().__init__(*args, initial={n: getattr(year, n) for n in self.base_fields}, **kwargs)
        self.year = year

    def clean(self):
        told = self.cleaned_data
        first, last = told.get("opens_on"), told.get("closes_on")
        if first and last and last < first:
            self.add_error("closes_on", _("受付の終わりを、始まりの日か、その後にしてください。"))
        return told

    def clean_budget(self):
        budget = self.cleaned_data["budget"]
        if budget < self.year.committed:
            raise forms.ValidationError(
                _("予算を、もう交付が決まった額（%s）より小さくはできません。")
                % yen(self.year.committed)
            )
        return budget


class PaperForm(forms.Form):
    """One paper of the checklist; without a name there is none."""

    key = forms.CharField(widget=forms.HiddenInput, required=False, max_length=40)
    label = NameField(
        label=gettext_lazy("書類の名前"), max_length=checklist.LONGEST_LABEL, required=False
    )
    hint = NameField(label=gettext_lazy("説明"), max_length=checklist.LONGEST_HINT, required=False)
    need = ChoiceField(label=gettext_lazy("どのくらい要るか"), choices=NEEDS, required=False)

    def paper(self, number: int) -> dict | None:
        told = self.cleaned_data
        if not told.get("label"):
            return None
        key = told.get("key") or f"paper{number}"
        hint = {"hint": told["hint"]} if told.get("hint") else {}
        return {"key": key, "label": told["label"], **hint, "required": told["need"] or "helps"}


class PapersForm:
    """The checklist as rows; `documents` holds it once it is valid."""

    def __init__(self, data=None, *, year: ProgrammeYear):
        known = [
            {"key": p.key, "label": p.label, "hint": p.hint, "need": p.need.value}
            for p in year.papers()
        ]
        rows = max(PAPERS, len(known) + 1)
        rows = min(rows, checklist.MOST)
        blank = [{}] * (rows - len(known))
        self.rows = [
            PaperForm(data, prefix=f"paper-{n}", initial=initial)
            for n, initial in enumerate([*known, *blank])
        ]

    def is_valid(self) -> bool:
        sound = [row.is_valid() for row in self.rows]  # each of them says what is wrong
        if not all(sound):
            return False
        found = [row.paper(number) for number, row in enumerate(self.rows, start=1)]
        self.documents = [paper for paper in found if paper]
        try:
            checklist.from_json(self.documents)
        except checklist.ChecklistError as error:
            self.rows[0].add_error("label", str(error))
            return False
        return True


class PublishForm(forms.Form):
    reason = TextField(
        label=gettext_lazy("変えたわけ"),
        help_text=gettext_lazy("版といっしょに残ります。例：要綱の改正（令和8年6月1日）"),
        max_length=500,
    )

    def __init__(self, *args, again: bool, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["reason"].required = again


class ExclusionForm(forms.Form):
    """Two programmes, from when, and on which ground."""

    first = ModelChoiceField(
        label=gettext_lazy("助成事業"),
        queryset=Programme.objects.all(),
        empty_label=gettext_lazy("選んでください"),
    )
    second = ModelChoiceField(
        label=gettext_lazy("いっしょに受けられない助成事業"),
        queryset=Programme.objects.all(),
        empty_label=gettext_lazy("選んでください"),
    )
    from_year = FiscalYearField(label=gettext_lazy("何年度から"))
    to_year = FiscalYearField(
        label=gettext_lazy("何年度まで"),
        help_text=gettext_lazy("決まっていないときは、書かないでください。"),
        required=False,
    )
    reason = NameField(label=gettext_lazy("わけ（要綱の条など）"), max_length=200)

    def clean(self):
        told = self.cleaned_data
        if told.get("first") and told.get("first") == told.get("second"):
            self.add_error("second", _("ちがう助成事業を選んでください。"))
        first, last = told.get("from_year"), told.get("to_year")
        if first and last and last.year < first.year:
            self.add_error("to_year", _("「何年度から」と同じか、後の年度にしてください。"))
        return told
