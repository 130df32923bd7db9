"""Forms of groups: the register as residents and as staff keep it, the life, the filters."""

import re

from django import forms
from django.utils.translation import gettext_lazy as _

from ibasho import dates, fields, text
from ibasho.groups import queries
from ibasho.groups.models import Area, District, Group, Status


class GroupForm(forms.ModelForm):
    """What a group says of itself."""

    name = fields.NameField(label=_("居場所の名前"), max_length=100)
    reading = fields.ReadingField(label=_("居場所の名前のふりがな"), max_length=200)
    operator = fields.NameField(
        label=_("運営団体の名前"),
        max_length=100,
        required=False,
        help_text=_("居場所の名前と同じときは、空けておいてください。"),
    )
    about = fields.TextField(
        label=_("どんなところか"),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("だれが集まり、何をして過ごすかを書いてください。"),
    )
    neighbourhood = fields.NameField(label=_("町名"), max_length=50, help_text=_("例：見本町"))
    area = fields.ModelChoiceField(
        label=_("圏域"),
        queryset=Area.objects.all(),
        required=False,
        empty_label=_("わからない"),
    )
    district = fields.ModelChoiceField(
        label=_("地域社協"),
        queryset=District.objects.select_related("area"),
        required=False,
        empty_label=_("わからない"),
    )
    venue = fields.NameField(
        label=_("会場"), max_length=100, required=False, help_text=_("例：見本コミュニティセンター")
    )
    venue_address = fields.NameField(label=_("会場の住所"), max_length=200, required=False)
    schedule = fields.NameField(
        label=_("開いている日"),
        max_length=200,
        required=False,
        help_text=_("例：毎月 第1日曜日 10時から13時まで"),
    )
    representative = fields.NameField(label=_("代表者の名前"), max_length=100)
    representative_reading = fields.ReadingField(label=_("代表者のふりがな"), max_length=200)
    phone = fields.PhoneField(label=_("電話番号"), max_length=20)
    postal_code = fields.PostalCodeField(label=_("郵便番号"), max_length=8, required=False)
    address = fields.NameField(label=_("代表者の住所"), max_length=200, required=False)

    class Meta:
        model = Group
        fields = (
            "name",
            "reading",
            "operator",
            "about",
            "neighbourhood",
            "area",
            "district",
            "venue",
            "venue_address",
            "schedule",
            "representative",
            "representative_reading",
            "phone",
            "postal_code",
            "address",
        )

    def clean(self):
        facts = super().clean()
        area, district = facts.get("area"), facts.get("district")
        if district and not area and "area" not in self.errors:
            facts["area"] = district.area
        elif district and area != district.area:
            self.add_error(
                "district",
                _("地域社協「%(name)s」は%(area)sにあります。圏域と地域社協をそろえてください。")
                % {"name": district, "area": district.area},
            )
        return facts


class StaffGroupForm(GroupForm):
    """The same as staff keep it: only the name is needed, two things more are theirs."""

    published = forms.BooleanField(
        label=_("居場所の名簿に公開する"),
        required=False,
        help_text=_("代表者の名前、電話番号、住所は公開されません。"),
    )
    note = fields.TextField(
        label=_("職員のメモ"),
        max_length=5000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("団体の人には見えません。"),
    )

    class Meta(GroupForm.Meta):
        fields = (*GroupForm.Meta.fields, "published", "note")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            field.required = name == "name"


def _day_or_month(typed):
    """(day, False), or (first day, True) where only a month is said."""
    month_only = len(re.findall(r"\d+|元", text.digits(typed))) == 2
    read = dates.parse_month if month_only else dates.parse_date
    return read(typed), month_only


class SinceField(fields.Typed):
    """A day, or a month where the day is not known; the value is (date, month_only)."""

    parse = staticmethod(_day_or_month)


class StatusForm(forms.Form):
    """A step in the life of a group. `today`: what lies ahead cannot be noted yet."""

    status = fields.ChoiceField(label=_("新しい状況"), choices=Status)
    day = SinceField(
        label=_("いつから"),
        help_text=_("例：令和8年4月1日。日がわからないときは「2020年3月」のように月まで。"),
    )
    reason = fields.TextField(
        label=_("変わった理由"), max_length=2000, widget=forms.Textarea(attrs={"rows": 3})
    )

    def __init__(self, *args, today, **kwargs):
        super().__init__(*args, **kwargs)
        self.today = today

    def clean_day(self):
        day, month_only = self.cleaned_data["day"]
        if day > self.today:
            raise forms.ValidationError(_("「いつから」には今日までの日を入れてください。"))
        self.cleaned_data["month_only"] = month_only
        return day


class GroupFilter(forms.Form):
    """What stands in the address of the staff's list; unknown values filter nothing."""

    show_markers = False

    q = fields.SearchField(label=_("名前・ふりがな・町名"))
    status = fields.LenientChoiceField(
        label=_("状況"),
        choices=[("", _("すべて")), *Status.choices, (queries.UNWRITTEN, _("未記入"))],
    )
    area = fields.LenientChoiceField(label=_("圏域"))
    sort = fields.LenientChoiceField(
        label=_("並び順"),
        fallback="reading",
        choices=[
            ("reading", _("ふりがな順")),
            ("-reading", _("ふりがなの逆順")),
            ("day", _("状況が変わった順")),
            ("new", _("登録が新しい順")),
        ],
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        areas = Area.objects.values_list("pk", "name")
        self.fields["area"].choices = [("", _("すべて")), *((str(pk), name) for pk, name in areas)]


class PlaceSearch(forms.Form):
    """The one box of the public directory."""

    show_markers = False

    q = fields.SearchField(label=_("名前や町名"))
