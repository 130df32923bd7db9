"""An entry of the ledger of other funding, and the search in it."""

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ibasho.fields import FiscalYearField, ModelChoiceField, NameField, SearchField, YenField
from ibasho.groups.models import Group


class FundingForm(forms.Form):
    group = ModelChoiceField(
        label=gettext_lazy("登録のある団体"),
        help_text=gettext_lazy(
            "分かっているときだけ選びます。分からなければ、名前だけ書いてください。"
        ),
        queryset=Group.objects.all(),
        empty_label=gettext_lazy("分からない"),
        required=False,
    )
    name = NameField(
        label=gettext_lazy("団体の名前"),
        help_text=gettext_lazy("一覧や通知に書いてあるとおりに書きます。"),
        max_length=100,
    )
    officer = NameField(label=gettext_lazy("代表者の名前"), max_length=100, required=False)
    holder = NameField(label=gettext_lazy("口座の名義"), max_length=100, required=False)
    funder = NameField(label=gettext_lazy("助成するところ"), max_length=100)
    programme = NameField(label=gettext_lazy("助成の名前"), max_length=100)
    fiscal_year = FiscalYearField(label=gettext_lazy("年度"))
    amount = YenField(label=gettext_lazy("金額"), required=False)
    purpose = NameField(label=gettext_lazy("何に使うか"), max_length=300, required=False)
    source = NameField(
        label=gettext_lazy("どこで知ったか"),
        help_text=gettext_lazy("例：市の交付決定の一覧（令和8年5月）"),
        max_length=200,
    )

    def clean_fiscal_year(self):
        year = self.cleaned_data["fiscal_year"].year
        if not 1989 <= year <= 2100:
            raise forms.ValidationError(_("年度を平成元年度から後で入れてください。"))
        return year


class FundingSearch(forms.Form):
    show_markers = False
    q = SearchField(label=gettext_lazy("団体・代表者・助成の名前"))
    fiscal_year = FiscalYearField(label=gettext_lazy("年度"), required=False)
