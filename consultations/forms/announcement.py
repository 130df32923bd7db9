"""The forms around a meeting that staff fill in: its announcement, a caller, a handout."""

from django import forms
from django.utils.translation import gettext_lazy as _

from ibasho.fields import (
    CountField,
    EmailField,
    EraDateField,
    NameField,
    PhoneField,
    TextField,
)
from ibasho.uploads.fields import UploadField


class AnnouncementForm(forms.Form):
    """What the public reads; day, times and place stand at the meeting itself."""

    title = NameField(
        label=_("案内の題"),
        max_length=100,
        help_text=_("例：居場所の交流会：となりの居場所を知ろう"),
    )
    about = TextField(
        label=_("どんな集まりか"),
        max_length=2_000,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("何をするか、はじめての人にもわかるように書きます。"),
    )
    welcome = NameField(
        label=_("来てほしい人"),
        required=False,
        max_length=200,
        help_text=_("例：居場所を開いている人、これから開きたい人"),
    )
    address = NameField(label=_("会場の住所"), required=False, max_length=200)
    access = NameField(
        label=_("行き方"), required=False, max_length=200, help_text=_("例：見本駅から歩いて5分")
    )
    fee = NameField(
        label=_("参加費"), required=False, max_length=100, help_text=_("例：無料、お茶代100円")
    )
    bring = NameField(label=_("持ちもの"), required=False, max_length=200)
    capacity = CountField(
        label=_("定員"),
        required=False,
        min_value=1,
        max_value=9_999,
        unit="人",
        help_text=_(
            "決めないときは空のままにします。こえた人は、受け付けた順にキャンセル待ちになります。"
        ),
    )
    closes_on = EraDateField(
        label=_("申込みの締切日"),
        required=False,
        help_text=_("空のときは、当日まで受け付けます。"),
    )
    published = forms.BooleanField(
        label=_("公開して、申込みを受け付ける"),
        required=False,
        help_text=_("印を外すと、案内のページは見えなくなります。申込みは残ります。"),
    )

    def __init__(self, *args, meeting, record=None, **kwargs):
        initial = {"title": meeting.concept, "published": False}
        if record:
            initial = {name: getattr(record, name) for name in self.base_fields}
        super().__init__(*args, initial=initial, **kwargs)
        self.meeting = meeting

    def clean_closes_on(self):
        day = self.cleaned_data["closes_on"]
        if day and day > self.meeting.held_on:
            raise forms.ValidationError(_("申込みの締切日を、開催日か、それより前にしてください。"))
        return day

    def clean(self):
        facts = super().clean()
        if facts.get("published") and not (self.meeting.starts_at and self.meeting.place):
            words = _(
                "公開する前に、交流会の「書きかえる」で、始まりの時刻と場所を入れてください。"
            )
            self.add_error("published", words)
        return facts

    def say_too_few(self, seated) -> None:
        words = (
            _("もう%d人の席が決まっています。定員をそれより少なくすることはできません。") % seated
        )
        self.add_error("capacity", words)


class CallerForm(forms.Form):
    """Somebody who rang up or wrote: only the name is needed."""

    name = NameField(label=_("お名前"), max_length=100)
    phone = PhoneField(label=_("電話番号"), required=False, max_length=20)
    email = EmailField(
        label=_("メールアドレス"),
        required=False,
        max_length=254,
        help_text=_("あれば、受付の知らせと前日の知らせを送ります。"),
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
    )
    belongs_to = NameField(label=_("団体など"), required=False, max_length=100)
    note = NameField(label=_("伝えておきたいこと"), required=False, max_length=300)


class CallOffForm(forms.Form):
    why = NameField(
        label=_("中止のわけ"),
        max_length=200,
        help_text=_("申し込んだ人と、案内のページに伝えます。"),
    )


class WalkInForm(forms.Form):
    name = NameField(
        label=_("お名前"), required=False, max_length=100, help_text=_("聞かなくてもかまいません。")
    )


class HandoutForm(forms.Form):
    title = NameField(label=_("資料の題"), max_length=100)
    file = UploadField(
        label=_("ファイル"), help_text=_("PDFか写真（JPEG・PNG）。1つ10MBまでです。")
    )
    public = forms.BooleanField(
        label=_("案内のページで、だれでも見られるようにする"), required=False, initial=True
    )
