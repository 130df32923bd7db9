"""The figures that only the dashboards show, beside those of the annual report."""

from django.utils.translation import gettext_lazy as _

from ibasho.reports.definitions import Definition

_KEPT = _("この仕組みで申請を受け付けた時から")
_LIVES = _("状況の変化を記録した時から")
_MONEY = _("この仕組みで支払いを始めた時から")

STANDING = Definition(
    "standing",
    _("活動している団体"),
    _("団体"),
    _("その日の状況が「活動中」の団体"),
    _LIVES,
)
NOTED = Definition(
    "noted",
    _("状況の記録がある団体"),
    _("団体"),
    _("その日までに状況の変化を記録した団体。状況は、その日にいちばん近い記録による"),
    _LIVES,
)
FOLLOW_UPS = Definition(
    "follow-ups",
    _("連絡を待っている相談"),
    _("件"),
    _("その日までに次の連絡の日が来て、まだ連絡していない相談。年度を問わず数える"),
    _("この仕組みに1件ずつの記録がある時から"),
)
RECEIVED = Definition(
    "received",
    _("受け付けた申請"),
    _("件"),
    _("その年度の申請のうち、その日までに提出されたもの。取り下げたものも数える"),
    _KEPT,
)
REQUESTED = Definition(
    "requested",
    _("申請額"),
    _("円"),
    _("受け付けた申請の申請額の合計"),
    _KEPT,
)
DECLINED = Definition(
    "declined",
    _("不交付の決定"),
    _("件"),
    _("その年度の申請のうち、その日までに不交付を決定したもの"),
    _KEPT,
)
DAYS = Definition(
    "days",
    _("提出から決定までの日数"),
    _("日"),
    _(
        "その日までに決定した申請の、はじめに提出した日から決定した日までの日数のまん中の値。"
        "まん中が2つあるときは小さいほう"
    ),
    _KEPT,
)
BUDGET = Definition(
    "budget", _("助成の予算"), _("円"), _("その年度のすべての助成事業の予算の合計"), _KEPT
)
PROMISED = Definition(
    "promised",
    _("約束した額"),
    _("円"),
    _(
        "その日までに交付を決定した申請の、いまの額の合計。確定したものは確定額、取り消したものは除く"
    ),
    _KEPT,
)
PAID = Definition(
    "paid",
    _("支払った額"),
    _("円"),
    _("その年度の申請について、その日までに支払った額の合計。戻された振込は除く"),
    _MONEY,
)
GIVEN_BACK = Definition(
    "given-back",
    _("返ってきた額"),
    _("円"),
    _("その年度の申請について、その日までに返還を受けた額の合計"),
    _MONEY,
)

DAILY = (
    *(STANDING, NOTED, FOLLOW_UPS, RECEIVED, REQUESTED, DECLINED, DAYS),
    *(BUDGET, PROMISED, PAID, GIVEN_BACK),
)
