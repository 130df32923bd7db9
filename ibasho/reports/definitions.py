"""Every figure by name: what it is called, its unit, what is counted, and since when."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Definition:
    """`rule` says what is counted, `since` from when on and where the rule changed."""

    key: str
    title: str
    unit: str
    rule: str
    since: str


_LOG = _("この仕組みに1件ずつの記録がある時から")
_DECISIONS = _("この仕組みで交付決定をした年度から")

CONSULTATIONS = Definition(
    "consultations",
    _("相談件数の合計"),
    _("件"),
    _("年度ごとの相談件数を足した数。年度ごとの数え方は相談の表のとおり"),
    _(
        "平成28年9月から。平成30年度までは助成を受けていない団体の相談も数え、"
        "令和元年度からは、その年度に助成を受けた団体の相談だけを数える"
    ),
)
LOGGED = Definition(
    "logged", _("相談の記録"), _("件"), _("1件ずつの記録の数。数え方の決まりでは除かない"), _LOG
)
OUTREACH = Definition(
    "outreach",
    _("出向いた先で受けた相談"),
    _("件"),
    _("相談記録のうち、職員が窓口の外で受けたもの。過去の合計には区別がないため含まない"),
    _LOG,
)
GROUPS = Definition(
    "groups",
    _("居場所の団体"),
    _("団体"),
    _("期間中に相談・準備・活動・休止のあった団体と、時期の記録がない団体"),
    _("状況の変化を記録した時から"),
)
GRADUATED = Definition(
    "graduated",
    _("助成を卒業した団体"),
    _("団体"),
    _("期間中に「卒業」となった団体"),
    _("状況の変化を記録した時から"),
)
MEETINGS = Definition(
    "meetings",
    _("交流会・学習会"),
    _("回"),
    _("期間中に開いた交流会と学習会"),
    _("平成29年度から"),
)
PEOPLE = Definition(
    "people",
    _("交流会・学習会の参加者"),
    _("人"),
    _("各回の参加者数を足した、のべの人数"),
    _("平成29年度から"),
)
AWARDS = Definition(
    "awards",
    _("助成の交付決定"),
    _("件"),
    _("その年度の申請のうち、交付を決定したもの"),
    _DECISIONS,
)
AWARDED = Definition(
    "awarded", _("交付決定額"), _("円"), _("交付決定の時点の金額の合計"), _DECISIONS
)
SETTLED = Definition(
    "settled",
    _("確定した額"),
    _("円"),
    _("実績の報告を受けて、額を確定した申請の確定額の合計"),
    _DECISIONS,
)
_DIARY = _("団体が開催記録を書き始めた時から")
GATHERINGS = Definition(
    "gatherings",
    _("開催した回数"),
    _("回"),
    _("団体の開催記録に書かれた回数。会わずにした回、オンラインの回も数える"),
    _DIARY,
)
ATTENDANCES = Definition(
    "attendances",
    _("開催に来た人"),
    _("人"),
    _("開催記録に書かれた、来た人の数を足した、のべの人数"),
    _DIARY,
)

DEFINITIONS = (
    CONSULTATIONS,
    LOGGED,
    OUTREACH,
    GROUPS,
    GRADUATED,
    MEETINGS,
    PEOPLE,
    AWARDS,
    AWARDED,
    SETTLED,
    GATHERINGS,
    ATTENDANCES,
)
