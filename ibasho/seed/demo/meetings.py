"""Meetings of the demonstration: one that is coming and full, one that was and is remembered."""

from datetime import datetime, time, timedelta
from uuid import uuid4

from consultations import workflow
from consultations.meetings import announcing, signing
from consultations.models import Announcement
from ibasho.dates import day_in_japan
from ibasho.seed.demo.people import People

SEATS = 10
NEIGHBOURS = (
    "花子",
    "太郎",
    "次郎",
    "三郎",
    "良子",
    "正",
    "実",
    "和子",
    "清",
    "幸子",
    "勇",
    "節子",
)
ANSWERS = [
    (
        "great",
        "見本のことば：となりの町の居場所を知って、うちでもやってみたくなりました。",
        ["report"],
    ),
    ("good", "見本のことば：名札があると、話しかけやすかったです。", []),
    ("great", "", []),
    ("so_so", "", []),
]


def meet(people: People, *, at: datetime) -> None:
    worker = people.users["worker"]
    coming = _meeting(people, at, days=16, concept="となりの居場所を知る会")
    _announce(coming, worker, at, title="居場所の交流会：となりの居場所を知ろう", capacity=SEATS)
    _sign_up(coming.announcement, worker, at)
    past = _meeting(people, at, days=-26, concept="冬の学習会")
    _announce(past, worker, at - timedelta(days=40), title="学習会：けがと保険の話", capacity=20)
    _hold(past, worker, at - timedelta(days=26))


def _meeting(people, at, *, days, concept):
    return workflow.record_meeting(
        held_on=day_in_japan(at) + timedelta(days=days),
        starts_at=time(10, 0),
        ends_at=time(12, 0),
        concept=concept,
        place="見本会館 2階 集会室",
        groups=list(people.groups.values())[:3],
    )


def _announce(meeting, by, at, *, title, capacity) -> None:
    announcing.announce(
        meeting,
        by=by,
        at=at,
        title=title,
        about="お茶を飲みながら、ほかの居場所のくふうを聞きます。はじめての方もどうぞ。",
        welcome="居場所を開いている人、これから開きたい人、どなたでも",
        address="見本市見本町1-2-3",
        access="見本駅から歩いて5分",
        fee="無料",
        bring="飲みもの",
        capacity=capacity,
        closes_on=None,
        published=True,
    )


def _sign_up(announcement: Announcement, by, at) -> None:
    for number, name in enumerate(NEIGHBOURS):
        signing.take(
            announcement,
            by=by,
            at=at - timedelta(days=5, minutes=-number),
            name=f"見本 {name}",
            phone="0422-00-0000",
            belongs_to="見本の会" if number % 3 == 0 else "",
            note="車いすで行きます" if number == 4 else "",
        )


def _hold(meeting, by, at) -> None:
    announcement = meeting.announcement
    _sign_up(announcement, by, at)
    for signup in announcement.signups.joined().order_by("number")[:9]:
        announcing.came(signup, at=at)
    announcing.walk_in(announcement, by=by, at=at)
    for rating, words, media in ANSWERS:
        announcing.answer(
            meeting,
            key=uuid4(),
            at=at,
            rating=rating,
            words=words,
            speaker="participant",
            media=media,
            wish="見本の望み：夜の会もあるとうれしいです。" if rating == "so_so" else "",
        )
