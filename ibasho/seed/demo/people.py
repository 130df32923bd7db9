"""Who takes part in the demonstration: accounts, areas, and groups named 見本の…"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from allauth.account.models import EmailAddress

from ibasho.accounts.models import User
from ibasho.accounts.permissions import Role
from ibasho.dates import FiscalYear, day_in_japan
from ibasho.groups.models import (
    Area,
    Charge,
    District,
    Group,
    Membership,
    Part,
    Status,
    StatusChange,
)

ACCOUNTS = [
    ("resident", "見本 𠮷子", Role.RESIDENT),
    ("stranger", "見本 となり", Role.RESIDENT),
    ("neighbour", "見本 近", Role.RESIDENT),
    ("worker", "見本 佐藤", Role.WORKER),
    ("worker2", "見本 鈴木", Role.WORKER),
    ("approver", "見本 髙橋", Role.APPROVER),
    ("approver2", "見本 田中", Role.APPROVER),
    ("accountant", "見本 伊藤", Role.ACCOUNTANT),
    ("auditor", "見本 渡辺", Role.AUDITOR),
    ("admin", "見本 管理", Role.ADMIN),
]
AREAS = {
    "見本東圏域": [("見本一丁目福祉の会", "みほんいっちょうめふくしのかい")],
    "見本中圏域": [("見本二丁目福祉の会", "みほんにちょうめふくしのかい")],
    "見本西圏域": [("見本三丁目福祉の会", "みほんさんちょうめふくしのかい")],
}
CHARGES = {"worker": ["見本東圏域", "見本中圏域"], "worker2": ["見本西圏域"]}
# name, reading, representative, reading, venue, days, area, member, life
GROUPS = [
    ("見本の𠮷髙サロン", "みほんのよしたかさろん", "見本 𠮷田髙子", "みほん よしだたかこ", "見本集会室", "毎月第1日曜日", "見本東圏域", "resident", "active"),
    ("見本のひだまり", "みほんのひだまり", "見本 花子", "みほん はなこ", "見本会館", "毎月第2土曜日", "見本東圏域", "stranger", "active"),
    ("見本のえんがわ", "みほんのえんがわ", "見本 太郎", "みほん たろう", "見本の家", "毎週水曜日", "見本中圏域", "neighbour", "active"),
    ("見本の茶の間", "みほんのちゃのま", "見本 次郎", "みほん じろう", "見本の喫茶店", "毎月第3金曜日", "見本中圏域", "neighbour", "active"),
    ("見本のこかげ", "みほんのこかげ", "見本 三郎", "みほん さぶろう", "見本公園管理棟", "毎月第4月曜日", "見本西圏域", "neighbour", "preparing"),
    ("見本のいろり", "みほんのいろり", "見本 良子", "みほん よしこ", "見本会館", "毎月第1火曜日", "見本西圏域", "neighbour", "active"),
    ("見本のみちくさ", "みほんのみちくさ", "見本 葛󠄀子", "みほん かつこ", "見本集会室", "毎月第2木曜日", "見本西圏域", "neighbour", "paused"),
    ("見本のとまり木", "みほんのとまりぎ", "見本 正", "みほん ただし", "見本の家", "毎月第3日曜日", "見本東圏域", "neighbour", "active"),
    ("見本のこみち", "みほんのこみち", "見本 和", "みほん かず", "見本の家", "毎月第2火曜日", "見本東圏域", "neighbour", "paused"),
    ("見本のしおり", "みほんのしおり", "見本 実", "みほん みのる", "見本図書室", "毎月第4土曜日", "見本中圏域", "neighbour", "graduated"),
    ("見本のこもれび", "みほんのこもれび", "見本 灯", "みほん あかり", "見本集会室", "毎月第1木曜日", "見本中圏域", "neighbour", "active"),
]  # fmt: skip
LIVES = {
    "active": [(Status.PREPARING, 2, "集まりを重ねて準備した"), (Status.ACTIVE, 1, "初めて開いた")],
    "preparing": [
        (Status.CONSULTING, 1, "電話で相談があった"),
        (Status.PREPARING, 0, "仲間が集まった"),
    ],
    "paused": [(Status.ACTIVE, 3, "初めて開いた"), (Status.PAUSED, 0, "会場の工事のため休む")],
    "graduated": [
        (Status.ACTIVE, 4, "初めて開いた"),
        (Status.GRADUATED, 0, "自分たちの会費で続ける"),
    ],
}


@dataclass(frozen=True)
class People:
    users: dict[str, User]
    groups: dict[str, Group]


def gather(*, at: datetime, password: str) -> People:
    users = {name: _account(name, label, role, password) for name, label, role in ACCOUNTS}
    areas = _areas()
    Charge.objects.bulk_create(
        Charge(user=users[name], area=areas[area]) for name, own in CHARGES.items() for area in own
    )
    groups = {row[0]: _group(row, users, areas, at=at) for row in GROUPS}
    return People(users=users, groups=groups)


def _account(name: str, label: str, role: Role, password: str) -> User:
    user = User.objects.create_user(
        email=f"{name}@example.jp", name=label, role=role, password=password
    )
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    return user


def _areas() -> dict[str, Area]:
    areas = {}
    for order, (name, districts) in enumerate(AREAS.items(), start=1):
        areas[name] = Area.objects.create(name=name, order=order)
        for district, reading in districts:
            District.objects.create(area=areas[name], name=district, reading=reading)
    return areas


def _group(row, users, areas, *, at) -> Group:
    name, reading, representative, representative_reading, venue, days, area, member, life = row
    group = Group.objects.create(
        name=name,
        reading=reading,
        operator=f"{name}の会",
        about="見本のためにつくった、実在しない居場所です。だれでも立ちよれます。",
        neighbourhood=f"{area[:2]}町",
        area=areas[area],
        district=areas[area].districts.first(),
        venue=venue,
        venue_address="見本市見本町1-2-3",
        schedule=f"{days} 10時から12時まで",
        representative=representative,
        representative_reading=representative_reading,
        phone="0422-00-0000",
        postal_code="180-0000",
        address="見本市見本町4-5-6",
        published=life == "active",
        registered_at=at - timedelta(days=400),
    )
    Membership.objects.create(
        group=group, user=users[member], part=Part.REPRESENTATIVE, since=at - timedelta(days=400)
    )
    _live(group, life, users["worker"], at=at)
    return group


def _live(group: Group, life: str, worker: User, *, at: datetime) -> None:
    this_year = FiscalYear.of(day_in_japan(at)).year
    for status, years_ago, reason in LIVES[life]:
        StatusChange.objects.create(
            group=group,
            status=status,
            day=FiscalYear(this_year - years_ago).first,
            reason=reason,
            noted_by=worker,
            noted_at=at,
        )
