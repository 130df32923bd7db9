"""The words that call a day to mind."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from grants.notices.frame import about, mail
from ibasho.dates import era

# What is asked for, and what to do about it.
ASKED = {
    "report": (
        gettext_lazy("実績報告"),
        gettext_lazy("マイページの「実績報告」から出してください。"),
    ),
    "correction": (
        gettext_lazy("お願いした直し（補正）"),
        gettext_lazy("マイページで連絡を読んで、直してからもう一度出してください。"),
    ),
    "refund": (
        gettext_lazy("助成金の返還"),
        gettext_lazy("返し方は、マイページの「返還請求書」をご覧ください。"),
    ),
}


def _asked(what: str) -> tuple[str, str, bool]:
    kind, _mark, when = what.rpartition("_")
    thing, how = ASKED[kind]
    return str(thing), str(how), when == "late"


def reminder(application, what: str, due_on) -> dict[str, str]:
    """To the people of the group."""
    thing, how, late = _asked(what)
    told = {"thing": thing, "day": era(due_on)}
    if late:
        subject = _("%(thing)sの期限が過ぎました") % told
        first = _("%(thing)sの期限（%(day)s）が過ぎました。") % told
        last = _(
            "もう出されたときは、このメールは読み流してください。むずかしいときは、お電話ください。"
        )
    else:
        subject = _("%(thing)sの期限が近づいています") % told
        first = _("%(thing)sの期限は、%(day)sです。") % told
        last = _("分からないことは、お電話ください。")
    return mail(about(subject, application), [first, how, "", last])


def reminder_to_staff(application, what: str, due_on) -> dict[str, str]:
    """To whoever looks after the group, once it is late."""
    thing, _how, _late = _asked(what)
    told = {"group": application.group.name, "thing": thing, "day": era(due_on)}
    return mail(
        about(_("期限を過ぎました：%(group)s %(thing)s") % told, application),
        [
            _("%(group)sの%(thing)sが、期限（%(day)s）を過ぎています。") % told,
            _("団体に連絡してください。"),
        ],
    )
