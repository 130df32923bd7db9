"""Consultations, a meeting and voices of the demonstration, all invented."""

from datetime import datetime, timedelta

from consultations import workflow
from consultations.choices import Media
from consultations.models import Consultation, Meeting
from ibasho.dates import day_in_japan
from ibasho.seed.demo.people import People

# days ago, channel, out of the office, group, idea, topics, stage, what happened, advice, call again in days
TALKS = [
    (80, "phone", False, "", "自宅の一間を開きたい", ["start", "venue"], "trigger", "自宅の一間を近所の人に使ってほしいという電話。", "一度、ほかの居場所を見に行くことをすすめた。", None),
    (72, "visit", True, "", "自宅の一間を開きたい", ["venue"], "seeing", "自宅を見せてもらった。玄関に段差がある。", "段差に置く台を紹介した。", 3),
    (64, "office", False, "見本のこかげ", "", ["money"], "discussion", "助成のしくみを聞きに来た。", "申請の前に会場を決めることをすすめた。", None),
    (58, "meeting", True, "見本のひだまり", "", ["publicity"], "running", "行事で話しかけられた。人が少ない日があるとのこと。", "ちらしを福祉の会にも置いてもらうことを提案した。", None),
    (51, "visit", True, "見本のえんがわ", "", ["people"], "running", "手伝う人が減ったと聞いた。", "ボランティアの会を紹介した。", -2),
    (45, "phone", False, "見本の茶の間", "", ["insurance"], "", "行事の保険についての質問。", "行事用の保険のパンフレットを送った。", None),
    (37, "mail", False, "見本のいろり", "", ["money"], "", "申請の書き方の質問。", "書き方の見本を送った。", None),
    (30, "visit", True, "見本のみちくさ", "", ["relations"], "pause", "会場が工事に入るため休むことを決めた。", "休んでいる間も集まりを続ける方法を話した。", 5),
    (24, "phone", False, "見本のとまり木", "", ["concern"], "", "しばらく来ていない人が心配という相談。", "地域包括支援センターにつないだ。", 1),
    (16, "meeting", True, "見本の𠮷髙サロン", "", ["money", "others"], "", "ほかの団体の工夫を知りたい。", "交流会の日を伝えた。", None),
    (9, "office", False, "見本の𠮷髙サロン", "", ["money"], "", "申請の下書きをいっしょに確かめた。", "残りは家で書けるとのこと。", 4),
    (3, "visit", True, "見本のひだまり", "", ["food"], "running", "昼ごはんを始めたいという話を聞いた。", "保健所への相談の順を伝えた。", 7),
]  # fmt: skip
VOICES = [
    ("見本のことば：ここに来ると、帰りに足どりが軽くなります。", "participant", True),
    ("見本のことば：名前で呼び合える人がふえました。", "organiser", True),
    ("見本のことば：これは載せないでほしいという声です。", "participant", False),
]


def talk(people: People, *, at: datetime) -> None:
    for row in TALKS:
        _consultation(row, people, at=at)
    meeting = Meeting.objects.create(
        held_on=day_in_japan(at) - timedelta(days=40),
        concept="見本の交流会",
        place="見本会館",
        participants=18,
    )
    meeting.groups.set(list(people.groups.values())[:4])
    for words, speaker, consented in VOICES:
        _voice(words, speaker, consented, meeting, people, at)


def _consultation(row, people: People, *, at: datetime) -> None:
    ago, channel, out, group, idea, topics, stage, what, advice, again = row
    day = day_in_japan(at)
    consultation = Consultation.objects.create(
        on=day - timedelta(days=ago),
        minutes=30,
        channel=channel,
        place="見本の訪問先" if out else "",
        out_of_office=out,
        area=people.groups[group].area if group else None,
        continuing=bool(group),
        asker="group" if group else "person",
        group=people.groups.get(group),
        idea=idea,
        audiences=["all_ages"],
        topics=topics,
        stage=stage,
        what_happened=what,
        advice=advice,
        follow_up_on=None if again is None else day + timedelta(days=again),
        written_by=people.users["worker"],
        written_at=at - timedelta(days=ago),
    )
    consultation.workers.add(people.users["worker"])


def _voice(words: str, speaker: str, consented: bool, meeting: Meeting, people, at) -> None:
    agreed = {"consented_on": meeting.held_on, "media": [Media.REPORT]} if consented else {}
    workflow.record_voice(
        words=words,
        speaker=speaker,
        heard_on=meeting.held_on,
        meeting=meeting,
        by=people.users["worker"],
        asked_by=people.users["worker"],
        at=at,
        **agreed,
    )
