"""The filters of the lists of letters and mails, and what staff and the public type."""

from django import forms
from django.utils.translation import gettext_lazy as _

from ibasho import fields
from ibasho.dates import FiscalYear
from ibasho.fields import LenientChoiceField, SearchField
from ibasho.letters import placeholders
from ibasho.letters.kinds import RECIPES
from ibasho.letters.models import Kind, Letter, MailState
from ibasho.letters.wording import Wording


class LetterFilter(forms.Form):
    """What stands in the address; unknown values filter nothing."""

    show_markers = False

    q = SearchField(label=_("団体の名前か番号"))
    fiscal_year = LenientChoiceField(label=_("年度"))
    kind = LenientChoiceField(label=_("種類"), choices=[("", _("すべて")), *Kind.choices])

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        years = Letter.objects.order_by("-fiscal_year").values_list("fiscal_year", flat=True)
        choices = [(str(year), str(FiscalYear(year))) for year in years.distinct()]
        self.fields["fiscal_year"].choices = [("", _("すべて")), *choices]


class MailFilter(forms.Form):
    """What stands in the address; unknown values filter nothing."""

    show_markers = False

    q = SearchField(label=_("宛先か件名"))
    state = LenientChoiceField(label=_("状態"), choices=[("", _("すべて")), *MailState.choices])


class ReissueForm(forms.Form):
    """Why a letter is handed out again."""

    reason = fields.TextField(
        label=_("再発行の理由"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("例：郵便で届かなかったため。理由は、文書には印刷されません。"),
    )


class VerifyForm(forms.Form):
    """What stands at the foot of a letter."""

    reference = fields.NameField(
        label=_("文書番号"), max_length=40, help_text=_("例：8社協発第12号")
    )
    code = fields.NameField(
        label=_("照合番号"),
        max_length=60,
        help_text=_("文書の終わりにある、16文字の数字とアルファベットです。"),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )


class TemplateForm(forms.Form):
    """A new version of the text of one kind of letters."""

    title = fields.NameField(label=_("題"), max_length=50)
    body = fields.TextField(
        label=_("本文"),
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text=_("1行が1つの段落になります。"),
    )
    items = fields.TextField(
        label=_("「記」の下に並べること"),
        max_length=4000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text=_(
            "1行に1つ、「見出し：内容」の形で書いてください。内容が空の行は印刷されません。"
        ),
    )
    effective_from = fields.EraDateField(
        label=_("使い始める日"), help_text=_("この日からの文書に使います。")
    )
    seen = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args, kind: Kind, today, **kwargs):
        super().__init__(*args, **kwargs)
        self.recipe, self.today = RECIPES[kind], today

    def clean_effective_from(self):
        day = self.cleaned_data["effective_from"]
        if day < self.today:
            raise forms.ValidationError(_("使い始める日を今日か、今日より後の日にしてください。"))
        return day

    def clean_title(self):
        return self._checked("title")

    def clean_body(self):
        return self._checked("body")

    def clean_items(self):
        items = self._checked("items")
        if lines := placeholders.without_colon(items):
            raise forms.ValidationError(
                _("「%s」の行を「見出し：内容」の形にしてください。") % lines[0]
            )
        return items

    def _checked(self, name: str) -> str:
        label, words = self.fields[name].label, placeholders.tidy(self.cleaned_data[name])
        if strange := placeholders.unknown(words, self.recipe.placeholders):
            raise forms.ValidationError(
                _("%(label)sの{%(name)s}は、この文書では使えません。下の表から選んでください。")
                % {"label": label, "name": strange[0]}
            )
        if placeholders.unpaired(words):
            raise forms.ValidationError(
                _("%sの「{」と「}」を組にして、{団体名}のように書いてください。") % label
            )
        return words

    def clean(self):
        told = super().clean()
        if {"body", "items"} <= told.keys():
            used = placeholders.names_in(told["body"] + told["items"])
            for name in self.recipe.required:
                if name not in used:
                    message = _("本文か「記」の下に、{%s}を入れてください。") % name
                    self.add_error("body", message)
        return told

    def wording(self) -> Wording:
        told = self.cleaned_data
        return Wording(title=told["title"], body=told["body"], items=told["items"])
