"""The form of one entry in the ledger of consent: who agreed to what, how, and until when."""

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Column, Layout, Row
from django import forms
from django.utils.translation import gettext_lazy as _

from consultations.choices import Manner, Media
from ibasho.accounts.models import User
from ibasho.accounts.permissions import Capability
from ibasho.fields import ChoiceField, EraDateField, ModelChoiceField, MultiChoiceField, NameField

NOT_SHOWN = _("職員だけが見ます。外には出ません。")


def media_field(**kwargs):
    return MultiChoiceField(
        label=_("載せてよいところ"),
        choices=Media,
        widget=forms.CheckboxSelectMultiple,
        **kwargs,
    )


def manner_field(**kwargs):
    return ChoiceField(label=_("同意の聞きかた"), choices=Manner, initial=Manner.SPOKEN, **kwargs)


def asked_by_field():
    return ModelChoiceField(
        label=_("聞いた人"), queryset=None, required=False, empty_label=_("（選ばない）")
    )


def listeners():
    return User.objects.who_may(Capability.LISTEN)


class ConsentForm(forms.Form):
    """`user` is who asks, if nobody else is chosen; `said_by` who spoke, if it is known."""

    on = EraDateField(label=_("同意の日"), help_text=_("例：2026年4月1日、R8.4.1"))
    until = EraDateField(
        label=_("同意の期限"), required=False, help_text=_("期限がなければ空のままにします。")
    )
    media = media_field()
    manner = manner_field()
    said_by = NameField(
        label=_("言った人のお名前"), max_length=100, required=False, help_text=NOT_SHOWN
    )
    asked_by = asked_by_field()

    def __init__(self, *args, user, today, said_by="", **kwargs):
        known = {"on": today, "asked_by": user, "said_by": said_by, "media": [Media.REPORT]}
        super().__init__(*args, **kwargs | {"initial": known | (kwargs.get("initial") or {})})
        self.today = today
        self.fields["asked_by"].queryset = listeners()
        self.helper = FormHelper()
        self.helper.form_tag = False
        self.helper.disable_csrf = True
        self.helper.layout = Layout(
            Row(Column("on"), Column("until")),
            "media",
            Row(Column("manner"), Column("asked_by")),
            "said_by",
        )

    def clean(self):
        facts = super().clean()
        on, until = facts.get("on"), facts.get("until")
        if on and on > self.today:
            self.add_error("on", _("同意の日を今日か、今日より前の日にしてください。"))
        if on and until and until < on:
            self.add_error("until", _("同意の期限を、同意の日より後の日にしてください。"))
        return facts

    def say_consent_ended(self) -> None:
        self.add_error(None, _("同意が取り消されています。新しい同意は記録できません。"))
