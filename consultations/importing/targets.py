"""What a file may become: a log of consultations or a register of groups, column by column."""

from collections import defaultdict
from dataclasses import dataclass

from django.utils.translation import gettext as said
from django.utils.translation import gettext_lazy as _

from consultations import workflow
from consultations.choices import Asker, Audience, Channel, Stage, Topic
from consultations.importing.columns import Column, choice, flag, read_by, refuse, row_of, several
from consultations.models import Target
from ibasho import fields
from ibasho.accounts.models import User
from ibasho.accounts.permissions import Capability
from ibasho.dates import day_in_japan
from ibasho.groups import workflow as groups
from ibasho.groups.models import Area, District, Group
from ibasho.text import fold

LONG = 10_000
REFERENCE = Column(
    "reference",
    _("番号"),
    read_by(fields.NameField(label=_("番号"), required=False, max_length=50)),
    ("記録番号", "ID", "No", "No.", "整理番号", "通し番号"),
    example="H30-001",
)


def _line(label, longest, **kwargs):
    return read_by(fields.NameField(label=label, max_length=longest, **kwargs))


def _by_name(rows) -> dict[str, list]:
    named = defaultdict(list)
    for row in rows:
        named[fold(row.name).replace(" ", "")].append(row)
    return named


def _table(*columns: Column) -> dict[str, Column]:
    return {column.key: column for column in columns}


def log_columns() -> dict[str, Column]:
    """The reflection and what stands apart under seal are not among them, and cannot be chosen."""
    area = row_of(_("圏域"), _by_name(Area.objects.all()), _("その名前の圏域がありません。"))
    group = row_of(
        _("団体"),
        _by_name(Group.objects.all()),
        _("その名前の団体がありません。先に団体を取りこむか、名前を直してください。"),
    )
    return _table(
        REFERENCE,
        Column(
            "on",
            _("日付"),
            read_by(fields.EraDateField(label=_("日付"))),
            ("年月日", "相談日", "受付日", "日時", "相談年月日"),
            required=True,
            example="平成30年6月1日",
        ),
        Column(
            "at_time",
            _("時刻"),
            read_by(fields.TimeField(label=_("時刻"), required=False)),
            ("時間", "開始時刻"),
            example="10:00",
        ),
        Column(
            "minutes",
            _("かかった時間（分）"),
            read_by(
                fields.CountField(
                    label=_("かかった時間"), required=False, max_value=1440, unit="分"
                )
            ),
            ("所要時間", "分", "かかった時間", "対応時間"),
            example="30",
        ),
        Column(
            "channel",
            _("方法"),
            _given(choice(_("方法"), Channel.choices), _("方法")),
            ("相談方法", "手段", "受付方法"),
            required=True,
            example="電話",
        ),
        Column(
            "place",
            _("場所"),
            _line(_("場所"), 100, required=False),
            ("相談場所",),
            example="見本会館",
        ),
        Column(
            "out_of_office",
            _("出向いた先で"),
            flag(_("出向いた先で")),
            ("出向いた先", "アウトリーチ", "訪問先"),
            example="はい",
        ),
        Column("workers", _("職員"), _workers(), ("担当", "担当者", "対応者"), example="見本 佐藤"),
        Column("area", _("圏域"), area, ("地域", "エリア"), example=""),
        Column(
            "continuing",
            _("継続"),
            _continuing,
            ("新規継続", "新規・継続", "新規/継続", "区分"),
            example="新規",
        ),
        Column(
            "asker",
            _("相談した人"),
            _given(choice(_("相談した人"), Asker.choices), _("相談した人")),
            ("相談者区分", "相談者の種別"),
            required=True,
            example="個人",
        ),
        Column(
            "asker_name",
            _("お名前・団体名"),
            _line(_("お名前・団体名"), 100, required=False),
            ("相談者", "氏名", "お名前", "相談者名"),
            example="見本 花子",
        ),
        Column("group", _("団体"), group, ("団体名", "居場所", "関わりのある団体"), example=""),
        Column(
            "idea",
            _("やりたいこと"),
            _line(_("やりたいこと"), 200, required=False),
            ("やりたいこと（団体になる前）",),
            example="庭を開きたい",
        ),
        Column(
            "audiences",
            _("だれのため"),
            several(_("だれのため"), Audience.choices),
            ("対象", "対象者"),
            example="高齢者、多世代",
        ),
        Column(
            "topics",
            _("話題"),
            several(_("話題"), Topic.choices),
            ("内容区分", "相談種別", "テーマ"),
            example="場所、資金",
        ),
        Column(
            "stage",
            _("段階"),
            choice(_("段階"), Stage.choices),
            ("物語の段階",),
            example="きっかけ",
        ),
        Column(
            "what_happened",
            _("できごと"),
            read_by(fields.TextField(label=_("できごと"), max_length=LONG)),
            ("内容", "相談内容", "概要"),
            required=True,
            example="見本の相談",
        ),
        Column(
            "advice",
            _("助言したこと"),
            read_by(fields.TextField(label=_("助言したこと"), required=False, max_length=LONG)),
            ("助言", "対応", "対応内容", "支援内容"),
            example="見本の助言",
        ),
        Column(
            "referred_to",
            _("つなぎ先"),
            _line(_("つなぎ先"), 200, required=False),
            ("紹介先",),
            example="",
        ),
    )


def _given(read, label):
    def _read(typed):
        if value := read(typed):
            return value
        raise refuse(said("%(label)sを入れてください。") % {"label": label})

    return _read


def _continuing(typed: str) -> bool:
    word = fold(typed)
    return word == fold("継続") or (word != fold("新規") and flag(_("継続"))(typed))


def _workers():
    """Names, with 、 between; a name that is no worker's is refused."""
    one = row_of(
        _("職員"),
        _by_name(User.objects.who_may(Capability.LISTEN)),
        _("その名前の職員がいません。名簿のとおりに書くか、空けておいてください。"),
    )

    def _read(typed):
        parts = typed.replace("，", "、").replace(",", "、").replace("\n", "、").split("、")
        return [worker for part in parts if (worker := one(part))]

    return _read


def group_columns() -> dict[str, Column]:
    area = row_of(_("圏域"), _by_name(Area.objects.all()), _("その名前の圏域がありません。"))
    district = row_of(
        _("地域社協"),
        _by_name(District.objects.select_related("area")),
        _("その名前の地域社協がありません。"),
    )
    reading = fields.ReadingField(label=_("ふりがな"), max_length=200, required=False)
    own_reading = fields.ReadingField(label=_("代表者のふりがな"), max_length=200, required=False)
    return _table(
        REFERENCE,
        Column(
            "name",
            _("居場所の名前"),
            _line(_("居場所の名前"), 100),
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
            _line(_("運営団体の名前"), 100, required=False),
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
            _line(_("町名"), 50, required=False),
            ("町", "所在地"),
            example="見本町",
        ),
        Column("area", _("圏域"), area, ("エリア",)),
        Column("district", _("地域社協"), district, ("福祉の会",)),
        Column("venue", _("会場"), _line(_("会場"), 100, required=False), ("会場名", "活動場所")),
        Column("venue_address", _("会場の住所"), _line(_("会場の住所"), 200, required=False)),
        Column(
            "schedule",
            _("開いている日"),
            _line(_("開いている日"), 200, required=False),
            ("開催日", "活動日"),
        ),
        Column(
            "representative",
            _("代表者の名前"),
            _line(_("代表者の名前"), 100, required=False),
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
            "address", _("代表者の住所"), _line(_("代表者の住所"), 200, required=False), ("住所",)
        ),
    )


def keep_record(facts: dict, *, by, at):
    """One consultation through the door of the log."""
    facts = {"workers": [], **facts}
    if facts.get("group") and not facts.get("area"):
        facts["area"] = facts["group"].area
    return workflow.record(by=by, at=at, **facts)


def keep_group(facts: dict, *, by, at):
    if facts.get("district") and not facts.get("area"):
        facts["area"] = facts["district"].area
    return groups.register(by=by, at=at, facts=facts)


def check_record(facts: dict, *, at) -> dict[str, str]:
    """What only the whole row shows, as {column: words}."""
    wrong = {}
    if facts.get("on") and facts["on"] > day_in_japan(at):
        wrong["on"] = said("日付を今日か、今日より前の日にしてください。")
    if facts.get("asker") == Asker.ANONYMOUS and facts.get("asker_name"):
        wrong["asker_name"] = said("匿名の相談では、お名前・団体名を空にしてください。")
    return wrong


def check_group(facts: dict, *, at) -> dict[str, str]:
    area, district = facts.get("area"), facts.get("district")
    if area and district and district.area != area:
        return {"district": said("圏域と地域社協をそろえてください。")}
    return {}


@dataclass(frozen=True)
class Kind:
    """One target: its columns, what is looked at row by row, and through which door a row goes."""

    columns: object
    check: object
    keep: object


KINDS = {
    Target.CONSULTATIONS: Kind(log_columns, check_record, keep_record),
    Target.GROUPS: Kind(group_columns, check_group, keep_group),
}
