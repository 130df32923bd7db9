"""People who know each other, referrals and what was told in confidence: all invented."""

from datetime import datetime, time, timedelta

from consultations import workflow
from consultations.choices import Asker, Channel, Outcome, Stage, Topic
from consultations.models import Consultation, Person
from ibasho.dates import day_in_japan
from ibasho.seed.demo.people import People

READINGS = {
    "見本 民子": ("みほん たみこ", "見本地区"),
    "見本 会長": ("みほん かいちょう", "見本コミセン"),
    "見本 看護": ("みほん かんご", "見本地域包括支援センター"),
}


def listen(people: People, *, at: datetime) -> None:
    worker, colleague = people.users["worker"], people.users["worker2"]
    sparrow, hearth = people.groups["見本のひだまり"], people.groups["見本のいろり"]
    _talk(
        worker,
        at=at - timedelta(days=70),
        group=sparrow,
        place="見本コミセン",
        out_of_office=True,
        stage=Stage.MEETING,
        what_happened="見本コミセンで会長と会い、部屋の使い方を聞いた。",
        advice="使う日を早めに伝えることをすすめた。",
        introductions=[("見本 会長", "コミセン会長"), ("見本 民子", "主任児童委員", "見本 会長")],
        topics=[Topic.VENUE, Topic.PEOPLE],
    )
    _talk(
        colleague,
        at=at - timedelta(days=61),
        group=hearth,
        place="見本会館",
        out_of_office=True,
        stage=Stage.MEETING,
        what_happened="手伝ってくれる人をさがしていると聞いた。",
        introductions=[("見本 会長", "コミセン会長"), ("見本 次郎吉", "自治会の役員", "見本 会長")],
        topics=[Topic.PEOPLE],
    )
    referred = _talk(
        worker,
        at=at - timedelta(days=20),
        workers=[worker, colleague],
        group=sparrow,
        asker=Asker.PERSON,
        asker_name="見本 心配子",
        asker_contact="0422-00-0000",
        what_happened="となりの人をしばらく見かけない、という相談。",
        advice="地域包括支援センターにつないだ。",
        introductions=[("見本 看護", "保健師")],
        referred_to="見本地域包括支援センター",
        follow_up_on=day_in_japan(at),
        topics=[Topic.CONCERN],
        reflection="見本のふりかえり：もう少し早く訪ねればよかった。",
        confidence="見本の機微情報：ひざの手術のあとで、外に出にくいとのこと。",
    )
    told = {"outcome": Outcome.REACHED, "note": "翌日に訪問してくれた。"}
    workflow.note_outcome(referred, by=worker, at=at - timedelta(days=18), **told)
    _talk(
        worker,
        at=at - timedelta(days=6),
        asker=Asker.PERSON,
        asker_name="見本 たみこ",
        idea="見本の空き家を、子どもが寄れる家にしたい",
        what_happened="空き家を使ってほしいという電話。",
        referred_to="見本空き家相談室",
    )
    _readings()


def _talk(by, *, at: datetime, workers=(), **facts) -> Consultation:
    plain = {
        "on": day_in_japan(at),
        "at_time": time(14, 0),
        "minutes": 40,
        "channel": Channel.VISIT if facts.get("out_of_office") else Channel.PHONE,
        "asker": Asker.GROUP,
        "area": facts["group"].area if facts.get("group") else None,
        "continuing": bool(facts.get("group")),
    }
    return workflow.record(by=by, at=at, workers=workers or [by], **(plain | facts))


def _readings() -> None:
    """As somebody fills them in later."""
    for person in Person.objects.filter(name__in=READINGS):
        person.reading, person.organisation = READINGS[person.name]
        person.save()
