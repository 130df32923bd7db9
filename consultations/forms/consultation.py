"""One screen on which a consultation is written down in two minutes."""

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Column, Fieldset, Layout, Row
from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from consultations.choices import Asker, Audience, Channel, Stage, Topic
from consultations.forms.introductions import IntroductionsField
from consultations.permissions import may_reflect
from ibasho.accounts.models import User
from ibasho.accounts.permissions import Capability
from ibasho.fields import (
    ChoiceField,
    ConsentField,
    CountField,
    EraDateField,
    ModelChoiceField,
    ModelMultiChoiceField,
    MultiChoiceField,
    NameField,
    SearchField,
    TextField,
    TimeField,
)
from ibasho.groups.models import Area, Group

NOTHING = _("（選ばない）")
LONG = 10_000


def lines(rows):
    return forms.Textarea(attrs={"rows": rows})


class ConsultationForm(forms.Form):
    """`facts` are what the workflow takes; `record` is the one to amend, None for a new one."""

    on = EraDateField(label=_("日付"), help_text=_("例：2026年4月1日、R8.4.1"))
    at_time = TimeField(label=_("時刻"), required=False, help_text=_("例：10:00"))
    minutes = CountField(
        label=_("かかった時間"), required=False, max_value=1440, unit="分", help_text=_("例：30分")
    )
    channel = ChoiceField(label=_("方法"), choices=Channel, initial=Channel.PHONE)
    place = NameField(label=_("場所"), required=False, max_length=100)
    out_of_office = ConsentField(label=_("出向いた先で受けた"), required=False)
    workers = ModelMultiChoiceField(
        label=_("職員"), queryset=None, required=False, widget=forms.CheckboxSelectMultiple
    )
    asker = ChoiceField(label=_("相談した人"), choices=Asker, initial=Asker.PERSON)
    asker_name = NameField(label=_("お名前・団体名"), required=False, max_length=100)
    continuing = ConsentField(label=_("前からのつづき"), required=False)
    group = ModelChoiceField(
        label=_("関わりのある団体"), queryset=None, required=False, empty_label=NOTHING
    )
    idea = NameField(
        label=_("やりたいこと（団体になる前）"),
        required=False,
        max_length=200,
        help_text=_("例：自宅の庭を月に一度ひらきたい"),
    )
    area = ModelChoiceField(
        label=_("圏域"),
        queryset=None,
        required=False,
        empty_label=NOTHING,
        help_text=_("選ばないときは、団体の圏域になります。"),
    )
    stage = ChoiceField(
        label=_("物語の段階"), choices=[("", NOTHING), *Stage.choices], required=False
    )
    what_happened = TextField(
        label=_("できごと"),
        max_length=LONG,
        widget=lines(6),
        help_text=_("見たこと、聞いたことだけを書きます。"),
    )
    advice = TextField(label=_("助言したこと"), required=False, max_length=LONG, widget=lines(3))
    reflection = TextField(
        label=_("職員のふりかえり"),
        required=False,
        widget=lines(3),
        max_length=LONG,
        help_text=_("できごとと分けて残します。外には出ません。"),
    )
    audiences = MultiChoiceField(
        label=_("だれのため"),
        choices=Audience,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    topics = MultiChoiceField(
        label=_("話題"), choices=Topic, required=False, widget=forms.CheckboxSelectMultiple
    )
    introductions = IntroductionsField(
        label=_("紹介した人"),
        required=False,
        widget=lines(3),
        help_text=_("1行に1人ずつ、「お名前、立場」のように書きます。"),
    )
    referred_to = NameField(label=_("つなぎ先"), required=False, max_length=200)
    follow_up_on = EraDateField(
        label=_("次に連絡する日"), required=False, help_text=_("この日から「連絡する」に出ます。")
    )
    seen = SearchField(widget=forms.HiddenInput)

    def __init__(self, *args, user, today, record=None, **kwargs):
        initial = _written(record, user) if record else {"on": today, "workers": [user]}
        initial |= kwargs.pop("initial", None) or {}
        super().__init__(*args, initial=initial, **kwargs)
        self.today = today
        for name, queryset in _querysets(record).items():
            self.fields[name].queryset = queryset
        if not may_reflect(user):
            del self.fields["reflection"]
        self.helper = FormHelper()
        self.helper.form_tag = False
        self.helper.disable_csrf = True
        self.helper.layout = _layout(self.fields)

    def clean_on(self):
        if self.cleaned_data["on"] > self.today:
            raise forms.ValidationError(_("日付を今日か、今日より前の日にしてください。"))
        return self.cleaned_data["on"]

    def clean(self):
        facts = super().clean()
        if facts.get("asker") == Asker.ANONYMOUS and facts.get("asker_name"):
            self.add_error("asker_name", _("匿名の相談では、お名前・団体名を空にしてください。"))
        on, follow_up_on = facts.get("on"), facts.get("follow_up_on")
        if on and follow_up_on and follow_up_on < on:
            self.add_error(
                "follow_up_on", _("次に連絡する日を、相談の日か、それより後の日にしてください。")
            )
        if facts.get("group") and not facts.get("area"):
            facts["area"] = facts["group"].area
        return facts

    @property
    def facts(self) -> dict:
        return {name: value for name, value in self.cleaned_data.items() if name != "seen"}

    def show_newer(self, record) -> None:
        """Keep what was typed, say who was first, and let the next saving go over it."""
        self.data = self.data.copy()
        self.data["seen"] = record.version
        self.add_error(
            None,
            _(
                "%(name)sさんが先に書きかえました。入力した内容はここに残っています。"
                "いまの記録を確かめてから、もう一度保存してください。"
            )
            % {"name": record.amended_by},
        )


def _querysets(record):
    listening = Q(pk__in=User.objects.who_may(Capability.LISTEN).values("pk"))
    if record:  # who wrote it then may have left since
        listening |= Q(pk__in=record.workers.values("pk"))
    return {
        "workers": User.objects.filter(listening),
        "group": Group.objects.all(),
        "area": Area.objects.all(),
    }


def _written(record, user):
    names = set(ConsultationForm.base_fields) - {"workers", "introductions", "seen"}
    names -= set() if may_reflect(user) else {"reflection"}
    return {name: getattr(record, name) for name in names} | {
        "workers": record.workers.all(),
        "introductions": list(record.introductions.values_list("name", "role")),
        "seen": record.version,
    }


def _layout(present):
    def row(*names):
        return Row(*(Column(name) for name in names))

    told = [name for name in ("what_happened", "advice", "reflection") if name in present]
    return Layout(
        Fieldset(
            _("いつ、どこで"),
            row("on", "at_time", "minutes"),
            row("channel", "place", "out_of_office"),
            "workers",
        ),
        Fieldset(
            _("だれから、何について"),
            row("asker", "asker_name", "continuing"),
            row("group", "idea"),
            row("area", "stage"),
        ),
        Fieldset(_("内容"), *told, "audiences", "topics"),
        Fieldset(_("つなぐ"), "introductions", row("referred_to", "follow_up_on"), "seen"),
    )
