"""The family of letters: each kind with its first text and the placeholders it may use.

A new kind is a member of `Kind`, a row of `RECIPES` and the migration of the table's constraint.
"""

from dataclasses import dataclass

from django.db import models
from django.utils.translation import gettext_lazy as _


class Kind(models.TextChoices):
    RECEIPT = "receipt", _("受理通知書")
    CORRECTION = "correction", _("補正依頼書")
    AWARD = "award", _("交付決定通知書")
    DECLINE = "decline", _("不交付決定通知書")
    CHANGE = "change", _("変更承認通知書")
    CHANGE_REFUSED = "change_refused", _("変更不承認通知書")
    STOP = "stop", _("中止承認通知書")
    SETTLEMENT = "settlement", _("額の確定通知書")
    REFUND = "refund", _("返還請求書")
    REVOCATION = "revocation", _("交付決定取消通知書")


@dataclass(frozen=True)
class Placeholder:
    meaning: str
    sample: str  # invented, for the preview


PLACEHOLDERS = {
    "団体名": Placeholder(_("団体の名前"), "見本の会"),
    "代表者名": Placeholder(_("代表者の名前"), "見本 花子"),
    "助成事業": Placeholder(_("助成事業の名前"), "見本づくり助成"),
    "年度": Placeholder(_("助成事業の年度"), "令和8年度"),
    "受付番号": Placeholder(_("申請の受付番号"), "R8-0000"),
    "申請額": Placeholder(_("申請された金額"), "50,000円"),
    "交付決定額": Placeholder(_("交付すると決めた金額"), "44,400円"),
    "理由": Placeholder(_("職員が書いた理由。空のこともあります"), "見本の理由です。"),
    "条件": Placeholder(_("交付の条件。空のこともあります"), "見本の条件です。"),
    "期限": Placeholder(_("直していただく、または返していただく期限"), "令和8年12月15日"),
    "報告期限": Placeholder(_("実績報告の期限"), "令和9年4月30日"),
    "変更前の額": Placeholder(_("変更する前の交付額"), "44,400円"),
    "変更後の額": Placeholder(_("変更した後の交付額"), "37,000円"),
    "変更の内容": Placeholder(_("認めた変更の内容"), "開催回数：12回から10回へ"),
    "中止日": Placeholder(_("活動をやめる日"), "令和8年11月30日"),
    "確定額": Placeholder(_("実績報告をもとに確定した金額"), "41,300円"),
    "支払済みの額": Placeholder(_("これまでに支払った金額（返された分を引く）"), "44,400円"),
    "これからのお金": Placeholder(
        _("追加で支払う、または返していただく金額の説明"),
        "3,100円を返していただきます。くわしくは返還請求書をお送りします。",
    ),
    "返還額": Placeholder(_("返していただく金額"), "3,100円"),
    "返還方法": Placeholder(
        _("どのように返していただくか"), "同封の用紙で、銀行または窓口でお返しください。"
    ),
    "発行日": Placeholder(_("この文書の日付"), "令和8年11月23日"),
    "決定日": Placeholder(_("決定した日"), "令和8年11月23日"),
    "文書番号": Placeholder(_("この文書の番号"), "8社協発第0号"),
    "社協名": Placeholder(_("社会福祉協議会の名前"), "見本市民社会福祉協議会"),
    "電話": Placeholder(_("社会福祉協議会の電話番号"), "0422-00-0000"),
}

OF_ALL = (
    "団体名",
    "代表者名",
    "助成事業",
    "年度",
    "受付番号",
    "申請額",
    "発行日",
    "文書番号",
    "社協名",
    "電話",
)


@dataclass(frozen=True)
class Recipe:
    """`body`: one line a paragraph. `items`: one line 「見出し：内容」 each, below 「記」."""

    title: str
    body: str
    items: str
    own: tuple[str, ...] = ()
    required: tuple[str, ...] = ()

    @property
    def placeholders(self) -> dict[str, Placeholder]:
        return {name: PLACEHOLDERS[name] for name in (*OF_ALL, *self.own)}


_ASKED = "助成事業：{助成事業}\n年度：{年度}\n受付番号：{受付番号}"

RECIPES: dict[Kind, Recipe] = {
    Kind.RECEIPT: Recipe(
        title="受理通知書",
        body="次の申請をお受けしましたので、お知らせします。\n"
        "これから内容を確かめ、結果が決まりましたら改めてお知らせします。",
        items=f"{_ASKED}\n申請額：{{申請額}}",
        required=("受付番号",),
    ),
    Kind.CORRECTION: Recipe(
        title="補正依頼書",
        body="先に提出された申請について、直していただきたいところがあります。\n"
        "{期限}までに、次の点を直して、もう一度提出してください。",
        items=f"{_ASKED}\n直していただきたいこと：{{理由}}\n期限：{{期限}}",
        own=("理由", "期限"),
        required=("理由", "期限"),
    ),
    Kind.AWARD: Recipe(
        title="交付決定通知書",
        body="先に申請のありました助成金について、次のとおり交付することに決定しましたので、"
        "お知らせします。",
        items=f"{_ASKED}\n申請額：{{申請額}}\n交付決定額：{{交付決定額}}\n理由：{{理由}}\n"
        "交付の条件：{条件}\n実績報告の期限：{報告期限}",
        own=("交付決定額", "理由", "条件", "決定日", "報告期限"),
        required=("交付決定額", "条件"),
    ),
    Kind.DECLINE: Recipe(
        title="不交付決定通知書",
        body="先に申請のありました助成金について、次の理由により交付しないことに決定しましたので、"
        "お知らせします。\n"
        "これからの活動については、地域担当職員がいつでも相談をお受けします。",
        items=f"{_ASKED}\n理由：{{理由}}",
        own=("理由", "決定日"),
        required=("理由",),
    ),
    Kind.CHANGE: Recipe(
        title="変更承認通知書",
        body="先に申請のありました計画の変更について、次のとおり承認しましたので、お知らせします。",
        items=f"{_ASKED}\n変更の内容：{{変更の内容}}\n変更前の交付額：{{変更前の額}}\n"
        "変更後の交付額：{変更後の額}\n理由：{理由}",
        own=("変更の内容", "変更前の額", "変更後の額", "理由", "決定日"),
        required=("変更前の額", "変更後の額"),
    ),
    Kind.CHANGE_REFUSED: Recipe(
        title="変更不承認通知書",
        body="先に申請のありました計画の変更について、次の理由により承認しないことにしましたので、"
        "お知らせします。\n"
        "先にお知らせした交付決定の内容は、そのまま変わりません。",
        items=f"{_ASKED}\n申請のあった変更：{{変更の内容}}\n理由：{{理由}}",
        own=("変更の内容", "理由", "決定日"),
        required=("理由",),
    ),
    Kind.STOP: Recipe(
        title="中止承認通知書",
        body="先に申請のありました活動の中止（廃止）について、次のとおり承認しましたので、"
        "お知らせします。\n"
        "{中止日}までに開いた分について、{報告期限}までに実績報告を出してください。",
        items=f"{_ASKED}\n活動をやめる日：{{中止日}}\n実績報告の期限：{{報告期限}}\n理由：{{理由}}",
        own=("中止日", "報告期限", "理由", "決定日"),
        required=("中止日", "報告期限"),
    ),
    Kind.SETTLEMENT: Recipe(
        title="額の確定通知書",
        body="先に提出されました実績報告を審査し、助成金の額を次のとおり確定しましたので、"
        "お知らせします。",
        items=f"{_ASKED}\n交付決定額：{{交付決定額}}\n確定額：{{確定額}}\n"
        "支払済みの額：{支払済みの額}\nこれからのお金：{これからのお金}\n理由：{理由}",
        own=("交付決定額", "確定額", "支払済みの額", "これからのお金", "理由", "決定日"),
        required=("確定額",),
    ),
    Kind.REFUND: Recipe(
        title="返還請求書",
        body="お支払いした助成金のうち、次の額を{期限}までに返してくださいますよう、お願いします。\n"
        "期限までに返すことがむずかしいときは、早めにご相談ください。",
        items=f"{_ASKED}\n支払済みの額：{{支払済みの額}}\n返していただく額：{{返還額}}\n"
        "期限：{期限}\n返し方：{返還方法}\n理由：{理由}",
        own=("支払済みの額", "返還額", "期限", "返還方法", "理由"),
        required=("返還額", "期限"),
    ),
    Kind.REVOCATION: Recipe(
        title="交付決定取消通知書",
        body="先にお知らせしました助成金の交付決定を、次の理由により取り消しましたので、"
        "お知らせします。",
        items=f"{_ASKED}\n取り消した交付決定額：{{交付決定額}}\n支払済みの額：{{支払済みの額}}\n"
        "理由：{理由}\nこれからのお金：{これからのお金}",
        own=("交付決定額", "支払済みの額", "これからのお金", "理由", "決定日"),
        required=("交付決定額", "理由"),
    ),
}
