"""What stands beside the applications of the demonstration: visits, notes, messages, an interest
that was declared, a view that somebody keeps, and one application that came on paper."""

from datetime import datetime, timedelta

from grants import workflow
from grants.applying import drafts, keying
from grants.models import Application, Channel, Means, ProgrammeYear, SavedView
from grants.models.interest import Interest
from grants.models.remark import EvidenceKind
from grants.reviewing import declaring, remarks
from ibasho.dates import day_in_japan
from ibasho.groups.models import Group
from ibasho.seed.demo.people import People

# Group, kind, days ago, what was seen or heard
FACTS = [
    ("見本の茶の間", EvidenceKind.PRIOR_CONSULTATION, 45, "申請の前に電話で相談があった。保険と会場の話をした。"),
    ("見本のいろり", EvidenceKind.PRIOR_CONSULTATION, 37, "メールで書き方の質問があり、書き方の見本を送った。"),
    ("見本のいろり", EvidenceKind.SITE_VISIT, 5, "会場を見せてもらった。10時から12時まで、15人ほどが来ていた。"),
]  # fmt: skip
NOTES = [
    ("見本の茶の間", "会場費は喫茶店の貸切料とのこと。領収書の名前を確かめる。"),
    ("見本のいろり", "昨年度は時間が足りず不交付。今年度は2時間に延びている。"),
]
# Group, whether the staff write, days ago, words; what comes last nobody has read yet
MESSAGES = [
    ("見本のえんがわ", True, 5, "名簿は、写真にとって出していただいてもだいじょうぶです。"),
    ("見本の茶の間", True, 2, "領収書は団体の名前で出してもらえそうですか。"),
    ("見本の茶の間", False, 1, "はい、団体の名前で出してもらえるそうです。"),
]
INTEREST = ("見本のいろり", "approver2", "運営している人が親せきです。")
ON_PAPER = "見本の日なた"


def write_beside(people: People, *, at: datetime) -> None:
    worker = people.users["worker"]
    for name, kind, days, words in FACTS:
        on = day_in_japan(at) - timedelta(days=days)
        told = {"kind": kind, "on": on, "words": words}
        remarks.record(_newest(people, name), by=worker, at=at - timedelta(days=1), **told)
    for name, words in NOTES:
        remarks.note(_newest(people, name), by=worker, at=at - timedelta(days=1), words=words)
    for name, from_staff, days, words in MESSAGES:
        application = _newest(people, name)
        by = worker if from_staff else application.started_by
        remarks.write(application, by=by, at=at - timedelta(days=days), words=words)
    _declare(people, at=at)
    SavedView.objects.create(
        owner=worker, name="わたしの審査中", query="worker=me&state=under_review"
    )


def _newest(people: People, name: str) -> Application:
    return Application.objects.filter(group=people.groups[name]).latest("started_at")


def _declare(people: People, *, at) -> None:
    name, who, words = INTEREST
    try:
        declaring.declare(
            _newest(people, name),
            by=people.users[who],
            at=at - timedelta(days=2),
            declared=Interest.SOME,
            words=words,
        )
    except declaring.Interested:  # so it is kept, and somebody else decides
        return


def key_in(people: People, year: ProgrammeYear, answers: dict[str, str], *, at: datetime) -> None:
    """A group without mail sent its application by post; it was rung up afterwards."""
    by = people.users["worker2"]
    received = at - timedelta(days=8, hours=3)
    application = keying.begin(
        group=_group_without_mail(people, at=at),
        programme_year=year,
        channel=Channel.PAPER,
        received_on=day_in_japan(received),
        by=by,
        at=received,
    )
    drafts.save_answers(application, answers, by=by, at=received)
    workflow.submit(application, by=by, at=received + timedelta(minutes=40))
    keying.tell(application, by=by, at=received + timedelta(hours=1), means=Means.PHONE)


def _group_without_mail(people: People, *, at) -> Group:
    area = people.groups["見本のこかげ"].area
    return Group.objects.create(
        name=ON_PAPER,
        reading="みほんのひなた",
        operator=f"{ON_PAPER}の会",
        about="見本のためにつくった、実在しない居場所です。だれでも立ちよれます。",
        neighbourhood="見本町",
        area=area,
        district=area.districts.first(),
        venue="見本の家",
        venue_address="見本市見本町1-2-3",
        schedule="毎月第1日曜日 10時から12時まで",
        representative="見本 紙子",
        representative_reading="みほん かみこ",
        phone="0422-00-0009",
        postal_code="180-0000",
        address="見本市見本町4-5-6",
        registered_at=at - timedelta(days=60),
    )
