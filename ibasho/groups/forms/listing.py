"""What a group shows of itself in the public directory, and what staff say to it."""

from django import forms
from django.utils.translation import gettext_lazy as _

from ibasho import fields
from ibasho.groups.models import Listing, Weekday
from ibasho.groups.places import of_register
from ibasho.uploads import Unwelcome
from ibasho.uploads.fields import PICTURES, UploadField
from ibasho.uploads.pictures import public_picture

KEEP, CHANGE, NONE = "keep", "change", "none"
OTHERS = ("about", "welcome", "neighbourhood", "venue", "venue_address", "schedule", "weekdays")
OTHERS += ("fee", "contact", "contact_agreed", "photo_alt", "photo_agreed")


def _line(label, longest, example=""):
    return fields.NameField(label=label, max_length=longest, required=False, help_text=example)


class ListingForm(forms.Form):
    """`record` is the last version that was written, None for a group that begins."""

    about = fields.TextField(
        label=_("どんなところか"),
        max_length=1_000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("何をして過ごすところか、はじめての人にもわかるように書いてください。"),
    )
    welcome = _line(_("来てほしい人"), 200, _("例：どなたでも、小さいお子さんと家族"))
    neighbourhood = fields.NameField(label=_("町名"), max_length=50, help_text=_("例：見本町"))
    venue = _line(_("会場"), 100, _("例：見本コミュニティセンター"))
    venue_address = _line(
        _("会場の住所"), 200, _("自宅で開いている方は、書かなくてもかまいません。")
    )
    schedule = _line(_("開いている日"), 200, _("例：毎月 第1日曜日 10時から13時まで"))
    weekdays = fields.MultiChoiceField(
        label=_("開いている曜日"),
        choices=Weekday,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("曜日でさがす人に見つけてもらうために使います。"),
    )
    fee = _line(_("参加費"), 100, _("例：無料、お茶代100円"))
    contact = _line(
        _("問い合わせ先"),
        100,
        _("公開してよい電話番号など。書かないときは、社協がおつなぎします。"),
    )
    contact_agreed = forms.BooleanField(
        label=_("問い合わせ先を、だれでも見られるようにしてよい"), required=False
    )
    photo_choice = fields.ChoiceField(label=_("写真"), widget=forms.RadioSelect)
    photo = UploadField(
        label=_("新しい写真"),
        required=False,
        accept=PICTURES,
        help_text=_("JPEGかPNG。場所や機種の記録は、受け取るときに消します。10MBまでです。"),
    )
    photo_alt = _line(
        _("写真の説明"),
        200,
        _("目の見えない方に読み上げられます。例：長机を囲んでお茶を飲む人たち"),
    )
    photo_agreed = forms.BooleanField(
        label=_("写っている人みんなが、公開してよいと言っている"), required=False
    )

    def __init__(self, *args, group, record=None, **kwargs):
        start = of_register(group) if record is None else vars(record)
        initial = {name: start.get(name) for name in OTHERS}
        has_photo = bool(record and record.photo)
        initial["photo_choice"] = KEEP if has_photo else NONE
        super().__init__(*args, initial=initial, **kwargs)
        kept = [(KEEP, _("いまの写真のまま"))] if has_photo else []
        self.fields["photo_choice"].choices = [
            (NONE, _("写真を載せない")),
            *kept,
            (CHANGE, _("新しい写真にする")),
        ]

    def clean_weekdays(self):
        return sorted(int(day) for day in self.cleaned_data["weekdays"])

    def clean(self):
        facts = super().clean()
        if facts.get("contact") and not facts.get("contact_agreed"):
            words = _("問い合わせ先を載せるときは、見られるようにしてよいかに印を付けてください。")
            self.add_error("contact_agreed", words)
        if facts.get("photo"):  # who chose a file means it, whatever the mark above says
            facts["photo_choice"] = CHANGE
        if facts.get("photo_choice") in (KEEP, CHANGE):
            self._check_photo(facts)
        return facts

    def _check_photo(self, facts):
        if not facts.get("photo_agreed"):
            words = _("写真を載せるときは、写っている人みんなに聞いて、印を付けてください。")
            self.add_error("photo_agreed", words)
        if "photo_alt" not in self.errors and not facts.get("photo_alt"):
            self.add_error("photo_alt", _("写真の説明を入れてください。"))
        if facts["photo_choice"] == CHANGE and "photo" not in self.errors:
            self._read_photo(facts)

    def _read_photo(self, facts):
        if not facts.get("photo"):
            self.add_error("photo", _("新しい写真を選んでください。"))
            return
        try:
            facts["photo"] = public_picture(facts["photo"])
        except Unwelcome as error:
            self.add_error("photo", str(error))

    @property
    def facts(self) -> dict:
        """What `listing.propose` wants: the words, and the photo as bytes, b"" or None."""
        facts = dict(self.cleaned_data)
        choice = facts.pop("photo_choice")
        facts["photo"] = {KEEP: None, NONE: b"", CHANGE: facts["photo"]}[choice]
        if choice == NONE:
            facts |= {"photo_alt": "", "photo_agreed": False}
        if not facts["contact"]:
            facts["contact_agreed"] = False
        return facts


class StaffListingForm(ListingForm):
    """The same, for a group that told it by phone or on paper."""

    agreed = fields.ConsentField(label=_("団体が、この内容で載せることに同意している"))

    @property
    def facts(self) -> dict:
        return {name: value for name, value in super().facts.items() if name != "agreed"}


class DeclineForm(forms.Form):
    remark = fields.TextField(
        label=_("団体への伝言"),
        max_length=1_000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("どこをどう直してほしいかを書きます。団体の人が読みます。"),
    )


def labels() -> dict[str, str]:
    """The visible name of each thing that a listing says."""
    return {field.name: str(field.verbose_name) for field in Listing._meta.fields}
