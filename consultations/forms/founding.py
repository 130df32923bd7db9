"""The form that makes a group of an idea."""

from django import forms
from django.utils.translation import gettext_lazy as _

from ibasho.fields import (
    ModelChoiceField,
    ModelMultiChoiceField,
    NameField,
    ReadingField,
    TextField,
)
from ibasho.groups.models import Area


class TalkChoiceField(ModelMultiChoiceField):
    def label_from_instance(self, record):
        return f"{record.day_words}　{record.gist}"


class FoundingForm(forms.Form):
    """`record` is the conversation one starts from, `akin` those that seem to belong to it."""

    name = NameField(label=_("居場所の名前"), max_length=100)
    reading = ReadingField(label=_("ふりがな"), max_length=200, required=False)
    neighbourhood = NameField(label=_("町名"), max_length=50, required=False)
    area = ModelChoiceField(
        label=_("圏域"), queryset=Area.objects.all(), required=False, empty_label=_("わからない")
    )
    reason = TextField(
        label=_("始まりのきっかけ"), max_length=2_000, widget=forms.Textarea(attrs={"rows": 3})
    )
    others = TalkChoiceField(
        label=_("いっしょに結びつける相談"),
        queryset=None,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("同じやりたいことや、同じ人の相談です。ちがうものは、印を外してください。"),
    )

    def __init__(self, *args, record, akin, **kwargs):
        initial = {"name": record.idea[:100], "area": record.area_id, "others": akin}
        initial["reason"] = record.idea and _("「%s」という相談から") % record.idea
        super().__init__(*args, initial=initial, **kwargs)
        self.fields["others"].queryset = akin
        if not akin:
            del self.fields["others"]
