"""One screen on which a consultation is written down in two minutes."""

from crispy_forms.helper import FormHelper
from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from consultations.choices import Asker, Audience, Channel, Stage, Topic
from consultations.forms.introductions import IntroductionsField
from consultations.forms.layout import layout
from consultations.people import knowing
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
APART = ("reflection", "confidence")  # they stand there only for who may write them
UNTOLD = {"seen", "follows", "draft"}  # what the page carries along
KNOWN_AS = _(
    "「%(name)s」という人が%(count)s人います。「%(tags)s」のどれかのように書いてください。"
)


def lines(rows):
    return forms.Textarea(attrs={"rows": rows})


def listed(name):
    """One line with the choices of a datalist of that id; anything else may be written too."""
    return forms.TextInput(attrs={"list": name})


class ConsultationForm(forms.Form):
    """`facts` are what the workflow takes; `known` the people that the record has already.

    `apart` names what of the things apart this person may write here.
    """

    on = EraDateField(label=_("日付"), help_text=_("例：2026年4月1日、R8.4.1"))
    at_time = TimeField(label=_("時刻"), required=False, help_text=_("例：10:00"))
    channel = ChoiceField(label=_("方法"), choices=Channel, initial=Channel.PHONE)
    place = NameField(label=_("場所"), required=False, max_length=100, widget=listed("places"))
    out_of_office = ConsentField(label=_("出向いた先で受けた"), required=False)
    asker = ChoiceField(label=_("相談した人"), choices=Asker, initial=Asker.PERSON)
    asker_name = NameField(
        label=_("お名前・団体名"),
        required=False,
        max_length=100,
        widget=listed("people"),
        help_text=_("初めての人は、書くだけで登録されます。"),
    )
    group = ModelChoiceField(
        label=_("関わりのある団体"), queryset=None, required=False, empty_label=NOTHING
    )
    idea = NameField(
        label=_("やりたいこと（団体になる前）"),
        required=False,
        max_length=200,
        widget=listed("ideas"),
        help_text=_("例：自宅の庭を月に一度ひらきたい"),
    )
    what_happened = TextField(
        label=_("できごと"),
        max_length=LONG,
        widget=lines(6),
        help_text=_("見たこと、聞いたことだけを書きます。"),
    )
    advice = TextField(label=_("助言したこと"), required=False, max_length=LONG, widget=lines(3))
    follow_up_on = EraDateField(
        label=_("次に連絡する日"), required=False, help_text=_("この日に「今日の仕事」に出ます。")
    )
    topics = MultiChoiceField(
        label=_("話題"), choices=Topic, required=False, widget=forms.CheckboxSelectMultiple
    )
    audiences = MultiChoiceField(
        label=_("だれのため"),
        choices=Audience,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    minutes = CountField(
        label=_("かかった時間"), required=False, max_value=1440, unit="分", help_text=_("例：30分")
    )
    asker_contact = NameField(
        label=_("相談した人の連絡先"),
        required=False,
        max_length=200,
        help_text=_("個人のときだけ。かぎをかけてしまい、登録のある人では空のところに入ります。"),
    )
    continuing = ConsentField(label=_("前からのつづき"), required=False)
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
    workers = ModelMultiChoiceField(
        label=_("職員"), queryset=None, required=False, widget=forms.CheckboxSelectMultiple
    )
    introductions = IntroductionsField(
        label=_("紹介した人"),
        required=False,
        widget=lines(3),
        help_text=_(
            "1行に1人ずつ、「お名前、立場」のように書きます。"
            "「（見本 太郎の紹介で）」「（見本 花子へ）」も、うしろに書けます。"
        ),
    )
    referred_to = NameField(label=_("つなぎ先"), required=False, max_length=200)
    reflection = TextField(
        label=_("職員のふりかえり"),
        required=False,
        widget=lines(3),
        max_length=LONG,
        help_text=_("できごとと分けて、かぎをかけて残します。読めるのは書いた人だけです。"),
    )
    confidence = TextField(
        label=_("機微情報"),
        required=False,
        widget=lines(3),
        max_length=LONG,
        help_text=_(
            "健康、障害、家族、お金のことなど。かぎをかけて残します。"
            "開けるのはこの相談の職員で、開いた人は記録に残ります。"
        ),
    )
    seen = SearchField(widget=forms.HiddenInput)
    follows = forms.UUIDField(required=False, widget=forms.HiddenInput)
    draft = forms.UUIDField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args, today, record=None, apart=APART, known=(), **kwargs):
        super().__init__(*args, **kwargs)
        self.today, self.known = today, list(known)
        for name, queryset in _querysets(record).items():
            self.fields[name].queryset = queryset
        for name in set(APART) - set(apart):
            del self.fields[name]
        if not self.is_bound:
            self.fields["on"].widget.attrs["autofocus"] = True
        self.helper = FormHelper()
        self.helper.form_tag = False
        self.helper.disable_csrf = True
        self.helper.layout = layout(self)

    def clean_on(self):
        if self.cleaned_data["on"] > self.today:
            raise forms.ValidationError(_("日付を今日か、今日より前の日にしてください。"))
        return self.cleaned_data["on"]

    def clean(self):
        facts = super().clean()
        if facts.get("asker") == Asker.ANONYMOUS and facts.get("asker_name"):
            self.add_error("asker_name", _("匿名の相談では、お名前・団体名を空にしてください。"))
        self._ask_who_is_meant(facts)
        on, follow_up_on = facts.get("on"), facts.get("follow_up_on")
        if on and follow_up_on and follow_up_on < on:
            self.add_error(
                "follow_up_on", _("次に連絡する日を、相談の日か、それより後の日にしてください。")
            )
        if facts.get("group") and not facts.get("area"):
            facts["area"] = facts["group"].area
        return facts

    def _ask_who_is_meant(self, facts):
        """A name that several people bear does not say who it was."""
        typed = [("introductions", *pair) for pair in _people(facts.get("introductions") or ())]
        if facts.get("asker") == Asker.PERSON and facts.get("asker_name"):
            typed.append(("asker_name", facts["asker_name"], ""))
        for field, name, role in typed:
            try:
                knowing.find(name, role, known=self.known)
            except knowing.Ambiguous as several:
                tags = "」「".join(person.tag for person in several.people)
                told = {"name": name, "count": len(several.people), "tags": tags}
                self.add_error(field, forms.ValidationError(KNOWN_AS, params=told))

    @property
    def facts(self) -> dict:
        return {name: value for name, value in self.cleaned_data.items() if name not in UNTOLD}

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


def _people(introductions):
    """(name, role) of everybody whom the lines speak of."""
    for name, role, introducer, met in introductions:
        yield name, role
        yield from ((each, "") for each in (introducer, met) if each)


def _querysets(record):
    listening = Q(pk__in=User.objects.who_may(Capability.LISTEN).values("pk"))
    if record:  # who wrote it then may have left since
        listening |= Q(pk__in=record.workers.values("pk"))
    return {
        "workers": User.objects.filter(listening),
        "group": Group.objects.defer("search", "about", "note"),
        "area": Area.objects.all(),
    }
