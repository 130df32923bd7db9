"""The forms of the public pages of a meeting: signing up, the number of the mail, the questions."""

from uuid import uuid4

from django import forms
from django.utils.translation import gettext_lazy as _

from consultations.choices import Media
from consultations.models import Rating
from consultations.models.voice import Speaker
from ibasho.fields import (
    ASKED,
    ChoiceField,
    EmailField,
    Folded,
    MultiChoiceField,
    NameField,
    PhoneField,
    TextField,
)
from ibasho.text import digits


class SignUpForm(forms.Form):
    name = NameField(
        label=_("お名前"), max_length=100, widget=forms.TextInput(attrs={"autocomplete": "name"})
    )
    email = EmailField(
        label=_("メールアドレス"),
        max_length=254,
        help_text=_("確認番号を送ります。メールがない方は、お電話で申し込めます。"),
    )
    phone = PhoneField(
        label=_("電話番号"),
        required=False,
        max_length=20,
        help_text=_("急な変更や中止のときに、お知らせします。"),
        widget=forms.TextInput(attrs={"autocomplete": "tel"}),
    )
    belongs_to = NameField(
        label=_("団体など"), required=False, max_length=100, help_text=_("あれば書いてください。")
    )
    note = NameField(
        label=_("伝えておきたいこと"),
        required=False,
        max_length=300,
        help_text=_("例：車いすで行きます、耳が聞こえにくいので前の席がいいです"),
    )


class CodeField(Folded):
    """Six digits, however wide and with whatever spaces they were typed."""

    attrs = {"inputmode": "numeric", "autocomplete": "one-time-code"}
    default_error_messages = {"invalid": _("%(label)sを6けたの数字で入れてください。")}
    fold = staticmethod(lambda typed: digits(typed).replace(" ", "").replace("-", ""))
    holds = staticmethod(lambda folded: len(folded) == 6 and folded.isdecimal())


class CodeForm(forms.Form):
    code = CodeField(label=_("確認番号"), help_text=_("メールで届いた6けたの数字です。"))


class KeyField(forms.UUIDField):
    """A number of the form itself; one that is broken is as good as a new one."""

    widget = forms.HiddenInput

    def clean(self, value):
        try:
            return super().clean(value)
        except forms.ValidationError:
            return uuid4()


class QuestionsForm(forms.Form):
    """Words become a voice; whether and where it may be shown is asked right there."""

    key = KeyField(initial=uuid4)
    rating = ChoiceField(
        label=_("いかがでしたか"),
        choices=Rating,
        widget=forms.RadioSelect,
        error_messages=ASKED,
    )
    words = TextField(
        label=_("ひとこと感想"),
        required=False,
        max_length=1_000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("ご自分やほかの方のお名前は書かないでください。"),
    )
    speaker = ChoiceField(
        label=_("あなたは"),
        choices=[
            (Speaker.PARTICIPANT, _("参加している人、これから参加したい人")),
            (Speaker.ORGANISER, _("居場所を開いている人、手伝っている人")),
        ],
        widget=forms.RadioSelect,
        initial=Speaker.PARTICIPANT,
        error_messages=ASKED,
    )
    media = MultiChoiceField(
        label=_("感想を載せてもよいところ"),
        choices=Media,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("名前は載せません。載せてほしくないときは、印を付けないでください。"),
    )
    wish = TextField(
        label=_("これからやってほしいこと"),
        required=False,
        max_length=1_000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
