"""What can be chosen in a line of the terms, in plain words."""

from django.utils.translation import gettext_lazy

KINDS = [
    ("per_unit", gettext_lazy("1つにつき決まった額")),
    ("each_cost", gettext_lazy("1回ごと・月ごとにかかった費用")),
    ("share", gettext_lazy("かかった費用の全部または一部")),
    ("fixed", gettext_lazy("決まった額")),
    ("tier", gettext_lazy("人数や回数の区分で決まる額")),
    ("bands", gettext_lazy("何人までいくら、その上はいくら")),
    ("lines", gettext_lazy("ほかの行を合わせる（合計・低いほう・差など）")),
    ("each_line", gettext_lazy("ほかの行を1回ごと・月ごとに計算して合計")),
    ("income", gettext_lazy("入ったお金")),
    ("json", gettext_lazy("そのほか（くわしい人がJSONで書く）")),
]
FRACTIONS = [
    ("", gettext_lazy("切り捨てる")),
    ("up", gettext_lazy("切り上げる")),
    ("nearest", gettext_lazy("四捨五入する")),
]
USES = [
    ("", gettext_lazy("費目として払う")),
    ("line", gettext_lazy("ほかの行で使うだけ")),
]
WHICH = [
    ("all", gettext_lazy("すべての費用")),
    ("these", gettext_lazy("次の費用だけ")),
    ("all_but", gettext_lazy("次の費用を除くすべて")),
]
TIMES = [
    ("", gettext_lazy("1年に1度")),
    ("gatherings", gettext_lazy("開催1回につき")),
    ("active_months", gettext_lazy("活動した月1つにつき")),
]
HOW = [
    ("sum", gettext_lazy("合計")),
    ("lowest", gettext_lazy("いちばん低いもの")),
    ("highest", gettext_lazy("いちばん高いもの")),
    ("less", gettext_lazy("1つ目から2つ目を引く")),
    ("as_is", gettext_lazy("その行のまま（上限や割合を重ねるとき）")),
]
BASES = [
    ("", gettext_lazy("申請の計画（報告後は実績）")),
    ("held", gettext_lazy("実績")),
    ("previous_year", gettext_lazy("前の年度の活動")),
]
