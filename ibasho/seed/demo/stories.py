"""Case stories of the demonstration: one in print, one draft that a name still keeps from it."""

from datetime import date, datetime, timedelta

from consultations import consenting, workflow
from consultations.choices import Manner, Media
from consultations.stories import storytelling
from ibasho.dates import day_in_japan
from ibasho.seed.demo.people import People

# days ago, channel, stage, place, who asked, introduced, what happened, advice
TOLD = [
    (70, "phone", "trigger", "電話", "例田 花子", (), "例田花子さんから電話。庭を開きたいとのこと。", "一度会う約束をした。"),
    (61, "visit", "meeting", "例田さん宅", "例田 花子", (("仮野 三郎", "自治会の会長"),), "例田さんと仮野会長の３人で庭を見た。仮野さんは近所に声をかけると言う。", "雨の日の場所も考えておく。"),
    (47, "meeting", "first", "庭先", "例田 花子", (), "仮野さんの声かけで12人が来た。例田さんは終始笑顔だった。", "名簿は作らず、来た人の数だけ書きとめる。"),
]  # fmt: skip
LEFT = [
    (40, "phone", "trigger", "電話", "例川 次郎", (), "例川次郎さんから、空き店舗を使えないかという相談。", "持ち主に聞いてみる。"),
    (33, "visit", "seeing", "空き店舗", "例川 次郎", (), "例川さんと店を見た。入口が広い。", ""),
]  # fmt: skip


def tell(people: People, *, at: datetime) -> None:
    by = people.users["worker"]
    day = day_in_japan(at)
    garden = people.groups["見本のえんがわ"]
    records = [_record(row, garden, people, day, at=at) for row in TOLD]
    story = storytelling.begin(garden, title="庭が開いた日", by=by, at=at, order=3, records=records)
    said = {"on": day - timedelta(days=2), "media": [Media.REPORT], "manner": Manner.WRITTEN}
    until = day + timedelta(days=45)
    consenting.agree(story, by=by, at=at, asked_by=by, said_by="例田 花子", until=until, **said)
    storytelling.publish(story, by=by, at=at)
    shop = people.groups["見本の茶の間"]
    records = [_record(row, shop, people, day, at=at) for row in LEFT]
    draft = storytelling.begin(shop, title="店先の椅子", by=by, at=at, order=4, records=records)
    _leave_a_name(draft, by, at=at)


def _leave_a_name(draft, by, *, at: datetime) -> None:
    """As it happens when somebody writes on: the check shows it on the page of the draft."""
    first = draft.parts.first()
    told = {
        "place": first.place,
        "told": f"{first.told}例川さんは近所で店をしていた。",
        "advice": "",
    }
    words = {"title": draft.title, "introduction": "", "afterword": ""}
    storytelling.tell(draft, by=by, at=at, seen="", parts={first.pk: told}, **words)


def _record(row, group, people: People, day: date, *, at: datetime):
    ago, channel, stage, place, name, introduced, what, advice = row
    return workflow.record(
        by=people.users["worker"],
        at=at - timedelta(days=ago),
        workers=[people.users["worker"]],
        introductions=introduced,
        on=day - timedelta(days=ago),
        channel=channel,
        place=place,
        out_of_office=channel != "phone",
        area=group.area,
        continuing=stage != "trigger",
        asker="person",
        asker_name=name,
        group=group,
        audiences=["all_ages"],
        topics=["start"],
        stage=stage,
        what_happened=what,
        advice=advice,
    )
