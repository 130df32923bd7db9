"""One application: its task list while it can be written, afterwards where it stands."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from grants import progress
from grants.applying import assessment, comparing, copying, correcting
from grants.money import ledger
from grants.permissions import NotAllowed, may_take
from grants.reviewing import unread
from grants.states import GRANTED, State
from grants.views.my.loading import changed_terms, own, own_with_story, trail
from grants.views.my.tasks import calculated

DONE, BEGUN, BLANK = (
    (gettext_lazy("完了"), "good"),
    (gettext_lazy("途中"), "waiting"),
    (gettext_lazy("未入力"), "neutral"),
)
TO_CHECK = (gettext_lazy("確かめてください"), "waiting")


def task_list(request, pk):
    application = own_with_story(request, pk)
    if application.editable:
        return _tasks_page(request, application)
    if application.door.for_staff:
        return redirect(application.door.address("receipt"))
    return _standing_page(request, application)


def _standing_page(request, application):
    money = ledger.story(application)
    card = progress.card(application, today=timezone.localdate())
    card["events"] = sorted([*card["events"], *ledger.events(money)], key=ledger.moment)
    return render(
        request,
        "grants/my/standing.html",
        {
            "trail": trail(application),
            "unread": unread.of(application, request.user),
            "letters": progress.letters(application),
            "may_withdraw": may_take(request.user, application, "withdraw"),
            "granted": application.state in GRANTED,
            "running": application.state == State.AWARDED,
            "money": money,
            **card,
            **calculated(application),
        },
    )


def _tasks_page(request, application):
    sheets = assessment.read(application, gentle=True)
    correction = progress.correction(application)
    asked = correcting.asked(application, correction)
    return render(
        request,
        "grants/my/task_list.html",
        {
            "trail": trail(application),
            "unread": unread.of(application, request.user),
            "letters": progress.letters(application),
            "tasks": tasks(application, sheets, _untouched(application, sheets, correction, asked)),
            "correction": correction,
            "asked": asked,
            "may_discard": application.state == State.DRAFT,
            "may_withdraw": may_take(request.user, application, "withdraw"),
            **progress.card(application, today=timezone.localdate()),
            **calculated(application, sheets),
            **changed_terms(application),
            **_copying(application),
            "funding_told": sheets["funding"].complete,
        },
    )


def _copying(application) -> dict:
    """The inputs of templates/grants/my/_copying.html."""
    offered, copied = copying.source(application), copying.copied(application)
    return {
        "offered": offered and comparing.name_of(offered),
        "copied": copied and comparing.name_of(copied),
        "source": (offered or copied) and (offered or copied).application,
        "changed_since": copying.changed_terms(application),
    }


@require_POST
def copy(request, pk):
    """「この申請を写す」: the answers of the group's earlier application."""
    application = own(request, pk)
    try:
        copying.copy(application, by=request.user, at=timezone.now())
        messages.success(
            request, _("前の申請を写しました。もう書いてあったところは変えていません。")
        )
    except NotAllowed as error:
        messages.error(request, str(error))
    return redirect(application.door.address("task_list"))


def _untouched(application, sheets, correction, asked) -> set[str]:
    """The items that the staff asked about and that stand as they were sent.

    A paper stands so as long as nothing was handed in for it after the request.
    """
    if not asked:
        return set()
    changed = comparing.differences(application, sheets).keys()
    changed |= correcting.brought(application, since=correction.at)
    return {one["name"] for one in asked} - changed


def tasks(application, sheets, untouched: set[str]) -> list[dict]:
    """The rows of templates/_partials/_task_list.html."""
    rows = [_row(application, sheet, untouched) for sheet in sheets.values()]
    return [*rows, _papers_row(application, untouched), _confirm_row(application, sheets)]


def _row(application, sheet, untouched) -> dict:
    status, kind = DONE if sheet.complete else BEGUN if sheet.begun else BLANK
    if untouched & sheet.fields.keys():
        status, kind = TO_CHECK
    url = application.door.address("task", slug=sheet.slug)
    return {"label": sheet.title, "url": url, "status": status, "kind": kind}


def _papers_row(application, untouched) -> dict:
    count = application.attachments.count()
    status, kind = (_("%dつ出しました") % count, "good") if count else (_("任意"), "neutral")
    if any(name.startswith(correcting.PAPER) for name in untouched):
        status, kind = TO_CHECK
    return {
        "label": _("書類"),
        "hint": _("あとから出すことも、紙で持ってくることもできます。"),
        "url": application.door.address("documents"),
        "status": status,
        "kind": kind,
    }


def _confirm_row(application, sheets) -> dict:
    ready = all(sheet.complete for sheet in sheets.values())
    return {
        "label": _("確認して提出"),
        "url": application.door.address("confirm"),
        "status": _("提出できます") if ready else _("まだ途中です"),
        "kind": "active" if ready else "neutral",
    }
