"""What residents fill in besides the sheets: what to apply for, a paper, the declaration."""

from django import forms
from django.utils.translation import gettext_lazy as _

from grants.applying.wanted import OTHER
from grants.models import ProgrammeYear
from ibasho.fields import ConsentField, LenientChoiceField, ModelChoiceField
from ibasho.groups.models import Group
from ibasho.uploads.picker import FilesField


class NewApplicationForm(forms.Form):
    """Which group, and which programme of those that are open."""

    group = ModelChoiceField(
        label=_("申請する団体"),
        queryset=Group.objects.none(),
        widget=forms.RadioSelect,
        empty_label=None,
    )
    programme_year = ModelChoiceField(
        label=_("申請する助成"),
        queryset=ProgrammeYear.objects.none(),
        widget=forms.RadioSelect,
        empty_label=None,
    )

    def __init__(self, *args, groups, open_years, chosen_year="", **kwargs):
        super().__init__(*args, **kwargs)
        for name, rows in (("group", groups), ("programme_year", open_years)):
            self.fields[name].queryset = rows
            if len(rows) == 1:
                self.fields[name].initial = rows[0].pk
            elif name == "programme_year":
                self.fields[name].initial = chosen_year


class PaperForm(forms.Form):
    """A file is never lost for the kind's sake: an unknown kind is any other paper."""

    kind = LenientChoiceField(
        label=_("どの書類ですか"), widget=forms.RadioSelect, fallback=OTHER, required=True
    )
    paper = FilesField(
        label=_("ファイル"),
        help_text=_("PDFか写真を出せます。いくつか選べます。1つ10MBまでです。"),
        max_length=None,
        allow_empty_file=True,  # grants.applying.papers says it in our words
        error_messages=dict.fromkeys(
            ("required", "invalid", "missing"), _("ファイルを選んでください。")
        ),
    )

    def __init__(self, *args, kinds, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = kinds
        self.fields["kind"].initial = OTHER


class DeclarationForm(forms.Form):
    true = ConsentField(label=_("書いたことに、まちがいはありません"))
