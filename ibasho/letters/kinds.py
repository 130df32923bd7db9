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
    "期限": Placeholder(_("直していただく期限"), "令和8年12月15日"),
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
        "交付の条件：{条件}",
        own=("交付決定額", "理由", "条件", "決定日"),
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
}
