"""What is written down of one gathering: few questions, most of them answered already."""

from django import forms
from django.utils.translation import gettext_lazy as _

from ibasho import fields, uploads
from ibasho.groups.models import Form
from ibasho.uploads.picker import FilesField


class GatheringForm(forms.Form):
    """`today`: what lies ahead cannot be written yet."""

    on = fields.EraDateField(label=_("開いた日"), help_text=_("例：2026年4月5日、R8.4.5"))
    people = fields.CountField(
        label=_("来た人の数"),
        unit="人",
        max_value=9_999,
        help_text=_("だいたいの数でかまいません。"),
    )
    helpers = fields.CountField(label=_("手伝った人の数"), unit="人", max_value=999, required=False)
    venue_fee = fields.YenField(
        label=_("会場費"),
        max_value=999_999,
        required=False,
        help_text=_("この日に会場へ払ったお金です。無料のときは0と入れてください。"),
    )
    starts_at = fields.TimeField(label=_("始まりの時刻"))
    ends_at = fields.TimeField(label=_("終わりの時刻"))
    form = fields.ChoiceField(
        label=_("開き方"), choices=Form.choices, widget=forms.RadioSelect, initial=Form.IN_PERSON
    )
    place = fields.NameField(label=_("場所"), max_length=100, required=False)
    note = fields.TextField(
        label=_("ひとこと"),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("その日のようすなど。書かなくてもかまいません。"),
    )
    receipts = FilesField(
        label=_("領収書の写真"),
        required=False,
        max_length=None,
        allow_empty_file=True,  # uploads says it in our words
        help_text=_("会場費の領収書を写真にとって、ここで選んでください。あとからでも出せます。"),
    )

    def __init__(self, *args, today, **kwargs):
        super().__init__(*args, **kwargs)
        self.today = today

    def clean_on(self):
        on = self.cleaned_data["on"]
        if on > self.today:
            raise forms.ValidationError(
                _("「開いた日」がこれからの日です。集まりが終わってから書いてください。")
            )
        return on

    def clean_venue_fee(self):
        return self.cleaned_data["venue_fee"] or 0

    def clean_receipts(self):
        """Each file as it was looked at (uploads.Looked)."""
        try:
            files = self.cleaned_data["receipts"] or ()
            return [uploads.look(file) for file in files]
        except uploads.Unwelcome as error:
            raise forms.ValidationError(str(error)) from error

    def clean(self):
        told = super().clean()
        first, last = told.get("starts_at"), told.get("ends_at")
        if first and last and first >= last:
            words = _("終わりの時刻を、始まりの時刻より後にしてください。")
            self.add_error("ends_at", words)
        return told

    @property
    def facts(self) -> dict:
        """What ibasho.groups.diary writes down."""
        return {name: told for name, told in self.cleaned_data.items() if name != "receipts"}
