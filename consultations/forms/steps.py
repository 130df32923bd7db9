"""Small forms beside a record: what came of a referral, why a confidence is opened, papers."""

from django import forms
from django.utils.translation import gettext_lazy as _

from consultations.choices import Outcome
from ibasho.fields import ChoiceField, NameField
from ibasho.uploads.picker import FilesField


class OutcomeForm(forms.Form):
    outcome = ChoiceField(label=_("つないだ結果"), choices=Outcome, widget=forms.RadioSelect)
    note = NameField(label=_("つないだ先でのこと"), required=False, max_length=200)


class ReasonForm(forms.Form):
    reason = NameField(
        label=_("開く理由"),
        max_length=200,
        help_text=_("例：担当が休みの日に、本人から電話があったため"),
    )


class EnclosureForm(forms.Form):
    paper = FilesField(
        label=_("ファイル"),
        help_text=_("PDFか写真（JPEG・PNG）を加えられます。1つ10MBまでです。"),
        max_length=None,
        allow_empty_file=True,  # ibasho.uploads says it in our words
        error_messages=dict.fromkeys(
            ("required", "invalid", "missing"), _("ファイルを選んでください。")
        ),
    )
