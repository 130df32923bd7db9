"""Files of older records in the demonstration: one that was taken in, one with rows to be mended."""

import csv
import io
from datetime import datetime

from consultations.importing import intaking
from ibasho.dates import FiscalYear, day_in_japan, era
from ibasho.seed.demo.people import People

HEADS = ["番号", "相談日", "方法", "相談した人", "団体名", "出向いた先", "対象", "話題", "内容"]
# month and day of the fiscal year before, then as the heads say
OLDER = [
    (5, 14, "電話", "団体", "見本のひだまり", "いいえ", "高齢者", "広報・参加者", "ちらしの置き場所を知りたいという電話。"),
    (7, 3, "訪問", "団体", "見本のえんがわ", "はい", "多世代", "担い手、場所", "夏の間の当番について、庭先で話した。"),
    (10, 21, "会議・行事同席", "個人", "", "はい", "子ども・子育て", "立ち上げ", "行事のあとで、子どもの居場所を開きたいと話しかけられた。"),
]  # fmt: skip
WRONG = [
    ["R-1", "4/1/2025", "電話", "個人", "", "いいえ", "高齢者", "場所", "見本の古い記録その1。"],
    ["R-2", "令和7年6月1日", "のろし", "個人", "", "いいえ", "", "", "見本の古い記録その2。"],
    [
        "R-3",
        "令和7年6月2日",
        "来所",
        "団体",
        "ない見本の会",
        "いいえ",
        "",
        "",
        "見本の古い記録その3。",
    ],
    ["R-4", "令和7年6月3日", "来所", "個人", "", "いいえ", "", "", "見本の古い記録その4。"],
]


def take_in(people: People, *, at: datetime) -> None:
    by = people.users["worker"]
    months = {month.month: month for month in FiscalYear.of(day_in_japan(at)).previous.months}
    rows = [
        [f"見本-{number}", era(months[month].replace(day=day)), *told]
        for number, (month, day, *told) in enumerate(OLDER, start=1)
    ]
    older = _receive("見本の前年度の記録.csv", rows, by, at)
    intaking.load(intaking.dry_run(older, at=at), by=by, at=at)
    intaking.dry_run(_receive("見本の直すところがある記録.csv", WRONG, by, at), at=at)


def _receive(name, rows, by, at):
    out = io.StringIO(newline="")
    csv.writer(out).writerows([HEADS, *rows])
    content = out.getvalue().encode("cp932")
    return intaking.receive(target="consultations", name=name, content=content, by=by, at=at)
