"""What the style guide shows: recognisably invented examples of each component."""

from datetime import date

from django.contrib.auth.models import AnonymousUser
from django.core.paginator import Paginator

from tests.guide import charts
from tests.guide.forms import GuideForm

COUNCIL = {
    "name": "見本市民社会福祉協議会",
    "short": "見本社協",
    "phone": "0422-00-0000",
    "hours": "平日 8時30分〜17時15分",
}
NAVIGATION = [
    {"label": "マイページ", "url": "/my/", "current": True},
    {"label": "居場所をさがす", "url": "/places/", "current": False},
    {"label": "申請できるか確かめる", "url": "/check/", "current": False},
    {"label": "使い方", "url": "/help/", "current": False},
]


class Person:
    """Somebody who has signed in."""

    is_authenticated = True

    def __str__(self):
        return "見本 花子"


def context(*, wrong: bool) -> dict:
    typed = {"name": "", "fee": "千円", "reading": "みほんのかい", "held_in": "moon"}
    return {
        "council": COUNCIL,
        "navigation": NAVIGATION,
        "user": Person() if wrong else AnonymousUser(),
        "form": GuideForm(typed) if wrong else GuideForm(),
        "trail": [{"label": "マイページ", "url": "/my/"}, {"label": "見本の会", "url": "#"}],
        "tasks": TASKS,
        "steps": STEPS,
        "rows": ROWS,
        "events": EVENTS,
        "charts": charts.every(),
        "columns": ["年度", "件数", "外で"],
        "table": [
            {"cells": ["令和6年度", "104", "31"], "url": "#"},
            {"cells": ["令和7年度", "116", "40"]},
        ],
        "page": Paginator(range(60), 20).page(2),
        "files": [
            {"name": "交付決定通知書.pdf", "url": "#", "size": 48213, "sha256": "ab12" * 16},
            {"name": "見本の写真.jpg", "url": "#", "size": 1248213, "note": "確認中"},
        ],
        "consequences": [
            "申請は取り消され、もとにもどせません。",
            "書いた内容は控えとして残ります。",
        ],
    }


TASKS = [
    {"label": "団体のこと", "url": "#", "status": "完了", "kind": "good"},
    {
        "label": "活動の計画",
        "url": "#",
        "status": "途中",
        "kind": "waiting",
        "hint": "12回のうち8回",
    },
    {"label": "会場とお金", "url": "#", "status": "未入力", "kind": "neutral"},
    {"label": "確認して提出", "url": "", "status": "まだ進めません", "kind": "neutral"},
]
STEPS = [
    {"label": "下書き", "state": "done", "note": "4月1日"},
    {"label": "提出", "state": "done", "note": "4月8日"},
    {"label": "審査", "state": "current", "note": "5月8日ごろまで"},
    {"label": "決定", "state": "next"},
]
ROWS = [
    {"label": "団体の名前", "value": "見本の会", "change_url": "#"},
    {"label": "開く日", "value": "毎月 第1 日曜日\n10時から12時まで", "change_url": "#"},
    {"label": "ほかの助成", "value": "", "change_url": "#"},
]
EVENTS = [
    {
        "on": date(2026, 4, 1),
        "title": "相談の電話",
        "text": "場所をさがしている。",
        "by": "見本 花子",
    },
    {"on": date(2026, 5, 8), "title": "交付決定", "kind": "good", "url": "#"},
    {"on": date(2026, 6, 1), "title": "取りやめ", "kind": "bad"},
]
