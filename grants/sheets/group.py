"""Sheet 1: the people who ask."""

from django.utils.translation import gettext_lazy as _

from grants.sheets.sheet import Sheet, yes_no
from ibasho.fields import CountField, NameField, PhoneField, PostalCodeField, ReadingField


class GroupSheet(Sheet):
    slug, title, number = "group", _("団体のこと"), 1
    groups = (
        (_("居場所"), ("group_name", "group_reading")),
        (
            _("代表者"),
            ("representative", "representative_reading", "postal_code", "address", "phone"),
        ),
        (_("運営する人たち"), ("members", "mainly_neighbours", "non_profit")),
    )

    group_name = NameField(label=_("居場所の名前"), max_length=100)
    group_reading = ReadingField(label=_("居場所のふりがな"), max_length=200, required=False)
    representative = NameField(label=_("代表者の名前"), max_length=100)
    representative_reading = ReadingField(label=_("代表者のふりがな"), max_length=200)
    postal_code = PostalCodeField(label=_("代表者の郵便番号"), help_text=_("例：180-0001"))
    address = NameField(label=_("代表者の住所"), max_length=200)
    phone = PhoneField(label=_("代表者の電話番号"), help_text=_("例：0422-00-0000"))
    members = CountField(
        label=_("団体の人数"),
        help_text=_("運営にかかわる人の数です。"),
        min_value=1,
        max_value=9_999,
        unit="人",
    )
    mainly_neighbours = yes_no(_("団体の人は、おもに会場の近所に住んでいますか"))
    non_profit = yes_no(_("もうけを目的にしない団体ですか"))

    def in_words(self, name, value):
        if name == "members" and isinstance(value, int):
            return f"{value:,}人"
        return super().in_words(name, value)
