"""The words of the mails about who acts for a group."""

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from ibasho.dates import both, day_in_japan


def _mail(subject: str, lines: list[str]) -> dict[str, str]:
    council = settings.COUNCIL
    closing = ["", council["name"], _("電話 %(phone)s") % council, council["hours"]]
    return {"subject": subject, "body": "\n".join([*lines, *closing])}


def invited(invitation, link: str) -> dict[str, str]:
    told = {
        "group": invitation.group.name,
        "part": invitation.get_part_display(),
        "day": both(day_in_japan(invitation.expires_at)),
    }
    return _mail(
        _("「%(group)s」から招待が届いています") % told,
        [
            _("「%(group)s」の「%(part)s」として、この窓口を使うように招待されています。") % told,
            _("次のページを開いて、参加するかどうかを決めてください。"),
            "",
            link,
            "",
            _("期限は%(day)sです。") % told,
            _("心当たりがないときは、何もしなくてかまいません。"),
        ],
    )


def added(membership) -> dict[str, str]:
    told = {"group": membership.group.name, "part": membership.get_part_display()}
    return _mail(
        _("「%(group)s」の手続きができるようになりました") % told,
        [
            _("職員が、あなたを「%(group)s」の「%(part)s」に加えました。") % told,
            _("いつものようにログインすると、マイページに団体の名前が出ます。"),
            _("心当たりがないときは、お電話ください。"),
        ],
    )


def removed(group) -> dict[str, str]:
    return _mail(
        _("「%s」の手続きをする人から外れました") % group.name,
        [
            _("「%s」の代表が、あなたを手続きをする人から外しました。") % group.name,
            _("これからは、この団体のページを開くことができません。"),
            _("心当たりがないときは、お電話ください。"),
        ],
    )


def handed_over(group, successor) -> dict[str, str]:
    """For the one who was the representative."""
    told = {"group": group.name, "who": successor}
    return _mail(
        _("「%(group)s」の代表を引き継ぎました") % told,
        [
            _("「%(group)s」の代表を、%(who)sさんに引き継ぎました。") % told,
            _("これまで代表をつとめていただき、ありがとうございました。"),
        ],
    )


def taken_over(group, predecessor) -> dict[str, str]:
    """For the one who is the representative now."""
    told = {"group": group.name, "who": predecessor}
    return _mail(
        _("「%(group)s」の代表になりました") % told,
        [
            _("%(who)sさんから、「%(group)s」の代表を引き継ぎました。") % told,
            _("マイページの「団体のこと」で、代表者の名前と連絡先を新しくしてください。"),
            _("心当たりがないときは、お電話ください。"),
        ],
    )


def status_changed(group, status, day, reason: str) -> dict[str, str]:
    """That the council has noted a pause, or a new beginning, and why."""
    told = {"group": group.name, "status": status.label, "day": both(day)}
    return _mail(
        _("「%(group)s」を「%(status)s」と記録しました") % told,
        [
            _("%(day)sから、「%(group)s」を「%(status)s」と記録しました。") % told,
            reason,
            "",
            _("休んでいる間も、いつでも相談できます。ちがうときは、お電話ください。"),
        ],
    )


def listing_shown(listing) -> dict[str, str]:
    """That the words of the group stand in the directory now."""
    return _mail(
        _("「%s」が居場所の名簿に載りました") % listing.name,
        [
            _("書いてくださった内容を確かめ、居場所の名簿に載せました。"),
            settings.ADDRESS + reverse("place", args=[listing.group_id]),
            "",
            _("直すときや、載せるのをやめるときは、マイページの「団体のこと」からできます。"),
        ],
    )


def listing_declined(listing) -> dict[str, str]:
    """What to write otherwise, in the words of the staff."""
    return _mail(
        _("「%s」の名簿の内容を、もう一度直してください") % listing.name,
        [
            _("居場所の名簿に載せる内容について、職員からの伝言です。"),
            "",
            listing.remark,
            "",
            _("次のページで直して、もう一度送ってください。いま載っている内容は、そのままです。"),
            settings.ADDRESS + reverse("my_listing", args=[listing.group_id]),
        ],
    )
