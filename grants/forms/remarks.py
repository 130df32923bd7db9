"""What people write beside an application."""

from django import forms
from django.utils.translation import gettext_lazy as _

from grants.forms.review import LONGEST
from grants.models import Attachment
from grants.models.remark import EvidenceKind
from ibasho.fields import ChoiceField, EraDateField, ModelChoiceField, TextField


class NoteForm(forms.Form):
    def __init__(self, *args):
        super().__init__(*args, auto_id="id_note_%s")  # stands beside EvidenceForm

    words = TextField(
        label=_("内部メモ"),
        help_text=_("職員だけが読みます。あとから直したり消したりはできません。"),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 4}),
    )


class EvidenceForm(forms.Form):
    """A fact about this application; its papers may show it."""

    kind = ChoiceField(
        label=_("確認のしかた"), choices=EvidenceKind.choices, widget=forms.RadioSelect
    )
    on = EraDateField(label=_("確認した日"), help_text=_("例：令和8年6月1日"))
    words = TextField(
        label=_("確認したこと"), max_length=LONGEST, widget=forms.Textarea(attrs={"rows": 4})
    )
    attachment = ModelChoiceField(
        label=_("もとになる書類"),
        queryset=Attachment.objects.none(),
        required=False,
        empty_label=_("なし"),
    )

    def __init__(self, *args, application, today, **kwargs):
        self.today = today
        super().__init__(*args, **kwargs)
        self.fields["attachment"].queryset = application.attachments.all()

    def clean_on(self):
        on = self.cleaned_data["on"]
        if on > self.today:
            raise forms.ValidationError(_("確認した日は、今日か、今日より前の日にしてください。"))
        return on


class MessageForm(forms.Form):
    words = TextField(
        label=_("メッセージ"), max_length=LONGEST, widget=forms.Textarea(attrs={"rows": 5})
    )
