"""The words about another plan, or the end, of what was awarded."""

from django.utils.translation import gettext as _

from grants.notices.frame import about, letter, mail
from ibasho.dates import era
from ibasho.text import yen


def change_letter(change, *, due_on) -> dict:
    """Of an approved change or stop; `due_on` is when the report is due from now on."""
    application, reason = change.application, change.decision_reason
    if change.is_stop:
        known = {"中止日": era(change.stop_on), "報告期限": era(due_on)}
        return letter(application, **known, 理由=reason)
    known = {
        "変更の内容": change_in_words(change),
        "変更前の額": yen(change.before),
        "変更後の額": yen(change.granted),
    }
    return letter(application, **known, 理由=reason)


def change_refused_letter(change) -> dict:
    words = {"変更の内容": change_in_words(change), "理由": change.decision_reason}
    return letter(change.application, **words)


def change_in_words(change) -> str:
    """What was asked for in one line: how often, and why."""
    if change.is_stop:
        return _("%sで活動をやめる") % era(change.stop_on)
    times = len(change.facts.get("gatherings") or ())
    return _("開催回数：%(times)d回　わけ：%(reason)s") % {"times": times, "reason": change.reason}


def change_received(change) -> dict[str, str]:
    return mail(
        about(_("「%s」の申請を受け取りました") % change.get_kind_display(), change.application),
        [
            _("「%s」の申請を受け取りました。") % change.get_kind_display(),
            _("職員が内容を確かめて、結果をお知らせします。それまでは、いまの計画のままです。"),
        ],
    )


def change_decided(change) -> dict[str, str]:
    return mail(
        about(_("「%s」の結果が決まりました") % change.get_kind_display(), change.application),
        [
            _("「%s」の申請の結果が決まりました。") % change.get_kind_display(),
            _("マイページで、結果と通知書をご覧ください。"),
        ],
    )
