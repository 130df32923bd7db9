"""Reading the answers over, sending them, the receipt, and taking the application back."""

from datetime import timedelta

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from grants import workflow
from grants.applying import assessment, comparing, drafts, printing, wanted
from grants.forms.my import DeclarationForm
from grants.permissions import why_no_discard, why_not
from grants.views.my.loading import changed_terms, own, trail
from grants.views.my.papers import shown
from grants.views.my.printed import printed
from ibasho import errors
from ibasho.dates import day_in_japan


def confirm(request, pk):
    application = own(request, pk)
    if not application.editable:
        return redirect(application.door.address("receipt"))
    form = DeclarationForm(request.POST if request.method == "POST" else None)
    if form.is_valid() and _send(request, application, form):
        return redirect(application.door.address("receipt"))
    sheets = assessment.read(application)
    was = comparing.differences(application, sheets)
    return render(
        request,
        "grants/my/confirm.html",
        {
            "application": application,
            "form": form,
            "trail": trail(application, _("確認して提出")),
            "sheets": [_read_over(application, sheet, was) for sheet in sheets.values()],
            "compared": bool(was),
            "unfinished": [_unfinished(application, s) for s in sheets.values() if s.errors],
            "files": application.attachments.all(),
            "lacking": wanted.missing(application),
            "assessment": assessment.of_sheets(application, sheets),
            **changed_terms(application),
        },
    )


def _send(request, application, form) -> bool:
    """Whether it has been sent, now or by an earlier press of the same button."""
    try:
        workflow.submit(application, by=request.user, at=timezone.now())
    except workflow.NotAllowed as error:
        application.refresh_from_db(fields=["state", "receipt_number"])
        if application.editable:
            form.add_error(None, str(error))
            return False
    return True


def _read_over(application, sheet, was) -> dict:
    """The answers of one sheet; `was` says of those that have changed how they stood before."""
    page = _page_of(application, sheet)
    rows = [
        {
            **row,
            "label": f"{row['number']}　{row['label']}",
            "was": was.get(row["name"], ""),
            "change_url": f"{page}?back=confirm#{row['anchor']}",
        }
        for row in sheet.told()
    ]
    return {"title": sheet.title, "rows": rows}


def _unfinished(application, sheet) -> dict:
    page = _page_of(application, sheet)
    fields = [sheet[name] for name in sheet.errors if name in sheet.fields]
    return {
        "title": sheet.title,
        "url": f"{page}?back=confirm",
        "problems": [
            {"words": words, "url": f"{page}?back=confirm#{field.anchor}"}
            for field in fields
            for words in field.problems
        ],
    }


def _page_of(application, sheet) -> str:
    return application.door.address("task", slug=sheet.slug)


def receipt(request, pk):
    application = own(request, pk)
    if not application.receipt_number:
        return redirect(application.door.address("task_list"))
    within = timedelta(days=application.programme_year.answer_within_days)
    return render(
        request,
        "grants/my/receipt.html",
        {
            "application": application,
            "trail": trail(application, _("受付の控え")),
            "files": [shown(paper) for paper in application.attachments.all()],
            "answer_by": day_in_japan(application.submitted_at) + within,
        },
    )


def receipt_pdf(request, pk):
    """The copy of what was sent last, made from the frozen answers."""
    application = own(request, pk)
    if not application.receipt_number:
        return redirect(application.door.address("task_list"))
    return printed(printing.copy(application), f"ibasho-{application.receipt_number}.pdf")


def draft_pdf(request, pk):
    """What is written so far, for those who would rather read it on paper."""
    application = own(request, pk)
    if not application.editable:
        return redirect(application.door.address("receipt_pdf"))
    return printed(printing.draft(application), "ibasho-draft.pdf")


def withdraw(request, pk):
    application = own(request, pk)
    page = application.door.address("task_list")
    if request.method == "POST":
        return _withdraw(request, application, page)
    if reason := why_not(request.user, application, "withdraw"):
        return errors.conflict(request, message=reason, back=page)
    context = {
        "title": _("申請を取り下げますか"),
        "text": _("%(group)sの申請（受付番号 %(number)s）を取り下げます。")
        % {"group": application.group, "number": application.receipt_number},
        "consequences": [
            _("取り下げると、この申請の審査は終わります。"),
            _("取り下げは、もとにもどせません。"),
            _("受付の期間中なら、新しい申請書を書けます。"),
        ],
        "submit": _("取り下げる"),
        "cancel_url": page,
    }
    return render(request, "confirm.html", context)


def _withdraw(request, application, page):
    try:
        workflow.withdraw(application, by=request.user, at=timezone.now())
    except workflow.NotAllowed as error:
        return errors.conflict(request, message=str(error), back=page)
    messages.success(request, _("申請を取り下げました。"))
    return redirect(page)


def discard(request, pk):
    """Throwing a draft away, after asking; nobody but the group has ever seen it."""
    application = own(request, pk)
    page = application.door.address("task_list")
    if reason := why_no_discard(request.user, application):
        return errors.conflict(request, message=reason, back=page)
    if request.method == "POST":
        return _discard(request, application, page)
    context = {
        "title": _("この下書きを消しますか"),
        "text": _("%(group)sの「%(year)s」の下書きを消します。")
        % {"group": application.group, "year": application.programme_year},
        "consequences": [
            _("書いたことと、出した書類が、すべて消えます。"),
            _("消したものは、もとにもどせません。"),
            _("受付の期間中なら、はじめから書きなおせます。"),
        ],
        "submit": _("下書きを消す"),
        "cancel_url": page,
    }
    return render(request, "confirm.html", context)


def _discard(request, application, page):
    try:
        drafts.discard(application, by=request.user)
    except workflow.NotAllowed as error:
        return errors.conflict(request, message=str(error), back=page)
    messages.success(request, _("下書きを消しました。"))
    return redirect(application.door.home)
