"""The form of a voice: the words, and the consent without which they stay here."""

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Column, Fieldset, Layout, Row
from django import forms
from django.utils.translation import gettext_lazy as _

from consultations.choices import Media
from consultations.models import Meeting
from consultations.models.voice import Speaker
from ibasho.dates import both
from ibasho.fields import (
    ChoiceField,
    EraDateField,
    ModelChoiceField,
    MultiChoiceField,
    TextField,
)
from ibasho.groups.models import Group

NOTHING = _("（選ばない）")


class MeetingChoiceField(ModelChoiceField):
    def label_from_instance(self, meeting):
        return f"{both(meeting.held_on)} {meeting.concept}"


class VoiceForm(forms.Form):
    words = TextField(
        label=_("ことば"), max_length=1_000, help_text=_("お名前や住所は書かないでください。")
    )
    speaker = ChoiceField(
        label=_("だれの声"), choices=Speaker, widget=forms.RadioSelect, initial=Speaker.PARTICIPANT
    )
    heard_on = EraDateField(label=_("聞いた日"), help_text=_("例：2026年4月1日、R8.4.1"))
    group = ModelChoiceField(label=_("団体"), queryset=None, required=False, empty_label=NOTHING)
    meeting = MeetingChoiceField(
        label=_("交流会"), queryset=None, required=False, empty_label=NOTHING
    )
    consented_on = EraDateField(
        label=_("同意の日"),
        required=False,
        help_text=_("同意がない声は、どこにも載りません。"),
    )
    media = MultiChoiceField(
        label=_("載せてよいところ"),
        choices=Media,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    consent_until = EraDateField(
        label=_("同意の期限"), required=False, help_text=_("期限がなければ空のままにします。")
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
        self.helper.layout = LAYOUT

    def clean(self):
        facts = super().clean()
        for name in ("heard_on", "consented_on"):
            if facts.get(name) and facts[name] > self.today:
                label = self.fields[name].label
                words = _("%(label)sを今日か、今日より前の日にしてください。") % {"label": label}
                self.add_error(name, words)
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

    def say_consent_ended(self) -> None:
        self.add_error(None, _("同意が取り消されています。この声は書きかえられません。"))


LAYOUT = Layout(
    Fieldset(
        _("声"),
        "words",
        Row(Column("speaker"), Column("heard_on")),
        Row(Column("group"), Column("meeting")),
    ),
    Fieldset(_("同意"), Row(Column("consented_on"), Column("consent_until")), "media"),
)
