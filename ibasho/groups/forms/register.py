"""The register of a group, as residents and as staff keep it."""

from django import forms
from django.utils.translation import gettext_lazy as _

from ibasho import fields
from ibasho.groups.models import Area, District, Group


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
