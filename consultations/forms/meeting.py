"""The form of an exchange meeting: before it is held, and with its head count after."""

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Column, Fieldset, Layout, Row
from django import forms
from django.utils.translation import gettext_lazy as _

from ibasho.fields import (
    CountField,
    EraDateField,
    ModelMultiChoiceField,
    NameField,
    TextField,
    TimeField,
)
from ibasho.groups.models import Group

FIELDS = ("held_on", "starts_at", "ends_at", "concept", "place", "participants")
FIELDS += ("summary", "to_confirm")


class MeetingForm(forms.Form):
    held_on = EraDateField(label=_("開催日"), help_text=_("例：2026年4月1日、R8.4.1"))
    starts_at = TimeField(label=_("始まり"), required=False, help_text=_("例：10:00"))
    ends_at = TimeField(label=_("終わり"), required=False, help_text=_("例：12:00"))
    concept = NameField(
        label=_("コンセプト"), max_length=200, help_text=_("どんな人の、どんな集まりか。")
    )
    place = NameField(label=_("場所"), required=False, max_length=100)
    participants = CountField(
        label=_("参加者数"),
        required=False,
        max_value=9_999,
        unit="人",
        help_text=_("まだわからないときは空のままにします。"),
    )
    groups = ModelMultiChoiceField(
        label=_("参加した団体"),
        queryset=None,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    summary = TextField(label=_("ようす"), required=False, max_length=10_000)
    to_confirm = NameField(
        label=_("要確認"),
        required=False,
        max_length=200,
        help_text=_("確かでないことがあれば書きます。"),
    )

    def __init__(self, *args, record=None, **kwargs):
        initial = {name: getattr(record, name) for name in FIELDS} if record else {}
        initial |= {"groups": record.groups.all()} if record else {}
        super().__init__(*args, **(kwargs | {"initial": initial}))
        self.fields["groups"].queryset = Group.objects.all()
        self.helper = FormHelper()
        self.helper.form_tag = False
        self.helper.disable_csrf = True
        self.helper.layout = LAYOUT

    def clean(self):
        facts = super().clean()
        starts_at, ends_at = facts.get("starts_at"), facts.get("ends_at")
        if starts_at and ends_at and ends_at <= starts_at:
            self.add_error("ends_at", _("終わりを、始まりより後の時刻にしてください。"))
        return facts

    def say_already_recorded(self) -> None:
        self.add_error(
            "concept",
            _("同じ開催日で同じコンセプトの交流会がもうあります。コンセプトを変えてください。"),
        )


LAYOUT = Layout(
    Fieldset(
        _("いつ、どこで"),
        Row(Column("held_on"), Column("starts_at"), Column("ends_at")),
        "concept",
        Row(Column("place"), Column("participants")),
    ),
    Fieldset(_("だれが、どうだったか"), "groups", "summary", "to_confirm"),
)
