"""The filters of the register of issued letters."""

from django import forms
from django.utils.translation import gettext_lazy as _

from ibasho.dates import FiscalYear
from ibasho.fields import LenientChoiceField, SearchField
from ibasho.letters.models import Kind, Letter


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
