"""The columns of a register of groups."""

from django.utils.translation import gettext_lazy as _

from consultations.importing.columns import (
    REFERENCE,
    Column,
    by_name,
    line,
    read_by,
    row_of,
    table,
)
from ibasho import fields
from ibasho.groups.models import Area, District


def group_columns() -> dict[str, Column]:
    area = row_of(_("圏域"), by_name(Area.objects.all()), _("その名前の圏域がありません。"))
    district = row_of(
        _("地域社協"),
        by_name(District.objects.select_related("area")),
        _("その名前の地域社協がありません。"),
    )
    reading = fields.ReadingField(label=_("ふりがな"), max_length=200, required=False)
    own_reading = fields.ReadingField(label=_("代表者のふりがな"), max_length=200, required=False)
    return table(
        REFERENCE,
        Column(
            "name",
            _("居場所の名前"),
            line(_("居場所の名前"), 100),
            ("名前", "名称", "団体名", "居場所名"),
            required=True,
            example="見本のひろば",
        ),
        Column(
            "reading",
            _("ふりがな"),
            read_by(reading),
            ("よみ", "よみがな", "フリガナ"),
            example="みほんのひろば",
        ),
        Column(
            "operator",
            _("運営団体の名前"),
            line(_("運営団体の名前"), 100, required=False),
            ("運営団体", "運営"),
        ),
        Column(
            "about",
            _("どんなところか"),
            read_by(fields.TextField(label=_("どんなところか"), required=False, max_length=2000)),
            ("紹介", "特徴"),
        ),
        Column(
            "neighbourhood",
            _("町名"),
            line(_("町名"), 50, required=False),
            ("町", "所在地"),
            example="見本町",
        ),
        Column("area", _("圏域"), area, ("エリア",)),
        Column("district", _("地域社協"), district, ("福祉の会",)),
        Column("venue", _("会場"), line(_("会場"), 100, required=False), ("会場名", "活動場所")),
        Column("venue_address", _("会場の住所"), line(_("会場の住所"), 200, required=False)),
        Column(
            "schedule",
            _("開いている日"),
            line(_("開いている日"), 200, required=False),
            ("開催日", "活動日"),
        ),
        Column(
            "representative",
            _("代表者の名前"),
            line(_("代表者の名前"), 100, required=False),
            ("代表者", "代表", "代表者氏名"),
            example="見本 花子",
        ),
        Column("representative_reading", _("代表者のふりがな"), read_by(own_reading)),
        Column(
            "phone",
            _("電話番号"),
            read_by(fields.PhoneField(label=_("電話番号"), required=False, max_length=20)),
            ("電話", "連絡先", "TEL"),
            example="0422-00-0000",
        ),
        Column(
            "postal_code",
            _("郵便番号"),
            read_by(fields.PostalCodeField(label=_("郵便番号"), required=False, max_length=8)),
            ("〒",),
        ),
        Column(
            "address", _("代表者の住所"), line(_("代表者の住所"), 200, required=False), ("住所",)
        ),
    )
