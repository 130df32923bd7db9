"""The words of the mails about a meeting."""

from django.conf import settings
from django.utils.translation import gettext as _

from consultations.meetings.links import own_address, questions_address
from consultations.models import Announcement, Place, SignUp
from ibasho.dates import spoken


def _mail(subject: str, lines: list[str]) -> dict[str, str]:
    council = settings.COUNCIL
    closing = ["", council["name"], _("電話 %(phone)s") % council, council["hours"]]
    return {"subject": subject, "body": "\n".join([*lines, *closing])}


def _told(signup: SignUp) -> dict[str, str]:
    meeting = signup.announcement.meeting
    return {
        "title": signup.announcement.title,
        "name": signup.name,
        "day": spoken(meeting.held_on),
    }


def whereabouts(announcement: Announcement) -> dict[str, str]:
    """When and where, in words: what somebody who comes must know."""
    meeting = announcement.meeting
    return {
        _("日"): spoken(meeting.held_on),
        _("時間"): meeting.times,
        _("会場"): meeting.place,
        _("住所"): announcement.address,
    }


def _when_and_where(signup: SignUp) -> list[str]:
    announcement = signup.announcement
    rows = [
        *whereabouts(announcement).items(),
        (_("行き方"), announcement.access),
        (_("参加費"), announcement.fee),
        (_("持ちもの"), announcement.bring),
    ]
    return [f"{label}：{value}" for label, value in rows if value]


def _own_page(signup: SignUp) -> list[str]:
    return [
        "",
        _("申込みを見るときや、取りやめるときは、次のページを開いてください。"),
        own_address(signup),
    ]


def _with_details(signup: SignUp, subject: str, *lines: str) -> dict[str, str]:
    """What is said first, then when and where it is, and the page of their own."""
    return _mail(subject, [*lines, "", *_when_and_where(signup), *_own_page(signup)])


def code(signup: SignUp, number: str) -> dict[str, str]:
    told = _told(signup) | {"number": number}
    return _mail(
        _("確認番号は %(number)s です（%(title)s）") % told,
        [
            _("「%(title)s」の申込みを受け付けています。") % told,
            _("申込みのページに、次の確認番号を入れてください。"),
            "",
            number,
            "",
            _("この番号は30分のあいだ使えます。"),
            _("心当たりがないときは、何もしなくてかまいません。"),
        ],
    )


def placed(signup: SignUp) -> dict[str, str]:
    """Right after signing up: a seat, or a place in the row."""
    told = _told(signup)
    thanks = _("%(name)sさん、「%(title)s」に申し込んでくださり、ありがとうございます。") % told
    if signup.place == Place.WAITING:
        return _with_details(
            signup,
            _("キャンセル待ちで受け付けました（%(title)s）") % told,
            thanks,
            _("いまは満席です。席があいたら、受け付けた順に、メールでお知らせします。"),
        )
    return _with_details(
        signup,
        _("申込みを受け付けました（%(title)s）") % told,
        thanks,
        _("お席をご用意して、お待ちしています。"),
    )


def moved_up(signup: SignUp) -> dict[str, str]:
    told = _told(signup)
    return _with_details(
        signup,
        _("お席をご用意できました（%(title)s）") % told,
        _("%(name)sさん、お待たせしました。") % told,
        _("「%(title)s」に席があきましたので、ご参加いただけます。") % told,
        _("ご都合が変わっていたら、取りやめの手続きをお願いします。"),
    )


def cancelled(signup: SignUp) -> dict[str, str]:
    told = _told(signup)
    return _mail(
        _("申込みを取りやめました（%(title)s）") % told,
        [
            _("%(name)sさんの「%(title)s」の申込みを取りやめました。") % told,
            _("またの機会にお会いできるのを楽しみにしています。"),
            _("心当たりがないときは、お電話ください。"),
        ],
    )


def called_off(signup: SignUp) -> dict[str, str]:
    told = _told(signup) | {"why": signup.announcement.called_off_why}
    return _mail(
        _("中止のお知らせ：%(day)s %(title)s") % told,
        [
            _("%(name)sさん、「%(title)s」は中止になりました。") % told,
            _("わけ：%(why)s") % told,
            _("楽しみにしてくださっていたのに、申しわけありません。"),
        ],
    )


def moved(signup: SignUp, *, before: dict[str, str]) -> dict[str, str]:
    """The day, the hour or the place is another one; `before` are the whereabouts until now."""
    told, now = _told(signup), whereabouts(signup.announcement)
    changes = [
        _("%(label)s：%(before)s から %(now)s に変わりました。")
        % {"label": label, "before": before[label] or _("未定"), "now": now[label] or _("未定")}
        for label in now
        if now[label] != before[label]
    ]
    return _with_details(
        signup,
        _("変更のお知らせ：%(title)s") % told,
        _("%(name)sさん、申し込んでくださった「%(title)s」に変更があります。") % told,
        *changes,
        "",
        _("変更のあとのご案内は、次のとおりです。"),
    )


def reminder(signup: SignUp) -> dict[str, str]:
    told = _told(signup)
    return _with_details(
        signup,
        _("もうすぐです：%(day)s %(title)s") % told,
        _("%(name)sさん、「%(title)s」の日が近づきました。") % told,
        _("お会いできるのを楽しみにしています。"),
    )


def thanks(signup: SignUp) -> dict[str, str]:
    """The day after, to those who came: the questions."""
    told = _told(signup)
    return _mail(
        _("ご参加ありがとうございました（%(title)s）") % told,
        [
            _("%(name)sさん、「%(title)s」に来てくださり、ありがとうございました。") % told,
            _("よろしければ、次のページで感想をお聞かせください。名前は書かなくてかまいません。"),
            "",
            questions_address(signup.announcement.meeting),
        ],
    )
