"""The form of a voice: the words, and the consent without which they stay here."""

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Column, Fieldset, Layout, Row
from django import forms
from django.utils.translation import gettext_lazy as _

from consultations.choices import Manner
from consultations.forms.consent import (
    NOT_SHOWN,
    asked_by_field,
    listeners,
    manner_field,
    media_field,
)
from consultations.models import Meeting
from consultations.models.voice import Speaker
from ibasho.dates import both
from ibasho.fields import (
    ChoiceField,
    EraDateField,
    ModelChoiceField,
    NameField,
    TextField,
)
from ibasho.groups.models import Group

NOTHING = _("（選ばない）")


class MeetingChoiceField(ModelChoiceField):
    def label_from_instance(self, meeting):
        return f"{both(meeting.held_on)} {meeting.concept}"


class VoiceWordsForm(forms.Form):
    """What was said, without the consent, which has a ledger of its own."""

    words = TextField(
        label=_("ことば"), max_length=1_000, help_text=_("お名前や住所は書かないでください。")
    )
    speaker = ChoiceField(
        label=_("だれの声"), choices=Speaker, widget=forms.RadioSelect, initial=Speaker.PARTICIPANT
    )
    said_by = NameField(
        label=_("言った人のお名前"), max_length=100, required=False, help_text=NOT_SHOWN
    )
    heard_on = EraDateField(label=_("聞いた日"), help_text=_("例：2026年4月1日、R8.4.1"))
    group = ModelChoiceField(label=_("団体"), queryset=None, required=False, empty_label=NOTHING)
    meeting = MeetingChoiceField(
        label=_("交流会"), queryset=None, required=False, empty_label=NOTHING
    )
    parts = (
        Fieldset(
            _("声"),
            "words",
            Row(Column("speaker"), Column("heard_on")),
            "said_by",
            Row(Column("group"), Column("meeting")),
        ),
    )

    def __init__(self, *args, today, record=None, **kwargs):
        names = self.base_fields
        initial = {n: getattr(record, n) for n in names} if record else {"heard_on": today}
        initial |= kwargs.pop("initial", None) or {}
        super().__init__(*args, initial=initial, **kwargs)
        self.today = today
        self.fields["group"].queryset = Group.objects.all()
        self.fields["meeting"].queryset = Meeting.objects.all()
        self.helper = FormHelper()
        self.helper.form_tag = False
        self.helper.disable_csrf = True
        self.helper.layout = Layout(*self.parts)
        if record and record.consented_on:
            self.fields["words"].help_text = _(
                "ことばを変えると、いまの同意は使えなくなります。もう一度、同意を聞いてください。"
            )

    def clean_heard_on(self):
        if self.cleaned_data["heard_on"] > self.today:
            raise forms.ValidationError(_("聞いた日を今日か、今日より前の日にしてください。"))
        return self.cleaned_data["heard_on"]

    def say_consent_ended(self) -> None:
        self.add_error(None, _("同意が取り消されています。この声は書きかえられません。"))


class VoiceForm(VoiceWordsForm):
    """A new voice, and the consent with it where it was given at once."""

    consented_on = EraDateField(
        label=_("同意の日"), required=False, help_text=_("同意がない声は、どこにも載りません。")
    )
    media = media_field(required=False)
    consent_until = EraDateField(
        label=_("同意の期限"), required=False, help_text=_("期限がなければ空のままにします。")
    )
    manner = manner_field(required=False)
    asked_by = asked_by_field()
    parts = (
        *VoiceWordsForm.parts,
        Fieldset(
            _("同意"),
            Row(Column("consented_on"), Column("consent_until")),
            "media",
            Row(Column("manner"), Column("asked_by")),
        ),
    )

    def __init__(self, *args, user=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["asked_by"].queryset = listeners()
        self.initial.setdefault("asked_by", user)

    def clean_manner(self):
        return self.cleaned_data["manner"] or Manner.SPOKEN

    def clean(self):
        facts = super().clean()
        day = facts.get("consented_on")
        if day and day > self.today:
            self.add_error("consented_on", _("同意の日を今日か、今日より前の日にしてください。"))
        self._check_consent(facts)
        return facts

    def _check_consent(self, facts):
        day, until = facts.get("consented_on"), facts.get("consent_until")
        if not day and "consented_on" not in self.errors and (facts.get("media") or until):
            self.add_error("consented_on", _("載せてよいと聞いた、同意の日を入れてください。"))
        if day and "media" not in self.errors and not facts.get("media"):
            self.add_error("media", _("同意のあった、載せてよいところを選んでください。"))
        if day and until and until < day:
            self.add_error("consent_until", _("同意の期限を、同意の日より後の日にしてください。"))
