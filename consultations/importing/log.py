"""The columns of a log of consultations."""

from django.utils.translation import gettext as said
from django.utils.translation import gettext_lazy as _

from consultations.choices import Asker, Audience, Channel, Stage, Topic
from consultations.importing.columns import (
    REFERENCE,
    Column,
    by_name,
    choice,
    flag,
    line,
    read_by,
    refuse,
    row_of,
    several,
    table,
)
from ibasho import fields
from ibasho.accounts.models import User
from ibasho.accounts.permissions import Capability
from ibasho.groups.models import Area, Group
from ibasho.text import fold

LONG = 10_000


def log_columns() -> dict[str, Column]:
    """The reflection and what stands apart under seal are not among them, and cannot be chosen."""
    area = row_of(_("圏域"), by_name(Area.objects.all()), _("その名前の圏域がありません。"))
    group = row_of(
        _("団体"),
        by_name(Group.objects.all()),
        _("その名前の団体がありません。先に団体を取りこむか、名前を直してください。"),
    )
    return table(
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
            _one_of(_("方法"), Channel.choices),
            ("相談方法", "手段", "受付方法"),
            required=True,
            example="電話",
        ),
        Column(
            "place",
            _("場所"),
            line(_("場所"), 100, required=False),
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
        Column("workers", _("職員"), _workers(), ("担当", "担当者", "対応者"), example=""),
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
            _one_of(_("相談した人"), Asker.choices),
            ("相談者区分", "相談者の種別"),
            required=True,
            example="個人",
        ),
        Column(
            "asker_name",
            _("お名前・団体名"),
            line(_("お名前・団体名"), 100, required=False),
            ("相談者", "氏名", "お名前", "相談者名"),
            example="見本 花子",
        ),
        Column("group", _("団体"), group, ("団体名", "居場所", "関わりのある団体"), example=""),
        Column(
            "idea",
            _("やりたいこと"),
            line(_("やりたいこと"), 200, required=False),
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
            _text(_("できごと"), required=True),
            ("内容", "相談内容", "概要"),
            required=True,
            example="見本の相談",
        ),
        Column(
            "advice",
            _("助言したこと"),
            _text(_("助言したこと"), required=False),
            ("助言", "対応", "対応内容", "支援内容"),
            example="見本の助言",
        ),
        Column(
            "referred_to",
            _("つなぎ先"),
            line(_("つなぎ先"), 200, required=False),
            ("紹介先",),
            example="",
        ),
    )


def _one_of(label, choices):
    """A choice that may not be left empty."""
    read = choice(label, choices)

    def _read(typed):
        if value := read(typed):
            return value
        raise refuse(said("%(label)sを入れてください。") % {"label": label})

    return _read


def _text(label, *, required):
    return read_by(fields.TextField(label=label, required=required, max_length=LONG))


def _continuing(typed: str) -> bool:
    word = fold(typed)
    return word == fold("継続") or (word != fold("新規") and flag(_("継続"))(typed))


def _workers():
    """Names, with 、 between; a name that is no worker's is refused."""
    one = row_of(
        _("職員"),
        by_name(User.objects.who_may(Capability.LISTEN)),
        _("その名前の職員がいません。名簿のとおりに書くか、空けておいてください。"),
    )

    def _read(typed):
        parts = typed.replace("，", "、").replace(",", "、").replace("\n", "、").split("、")
        return [worker for part in parts if (worker := one(part))]

    return _read
