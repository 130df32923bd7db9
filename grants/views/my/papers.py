"""The papers of an application: adding, taking away, fetching, handing in once more."""

from django.contrib import messages
from django.db.models import Q
from django.http import FileResponse, Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from grants.applying import correcting, papers, wanted
from grants.forms.my import PaperForm
from grants.models import Application, Attachment
from grants.permissions import NotAllowed
from grants.states import State
from grants.views.my.loading import own, trail
from ibasho.accounts.permissions import Capability
from ibasho.dates import day_in_japan, western

# A file of somebody else's runs nothing, fetches nothing and is read apart from our pages.
APART = "default-src 'none'; sandbox"


def documents(request, pk):
    application = own(request, pk)
    kinds = wanted.choices(application)
    form = PaperForm(kinds=kinds)
    comments = correcting.open_comments(application)
    if request.method == "POST":
        going_on = "go_on" in request.POST  # a file that was chosen is never left behind
        form = PaperForm(request.POST, request.FILES, kinds=kinds)
        nothing_more = going_on and not request.FILES
        if nothing_more or (form.is_valid() and _keep_all(request, application, form)):
            return redirect(application.door.address("confirm" if going_on else "documents"))
    return render(
        request,
        "grants/my/documents.html",
        {
            "application": application,
            "form": form,
            "trail": trail(application, _("書類")),
            "rows": [_row(row, comments) for row in wanted.rows(application)],
            "earlier": _earlier(application) if application.editable else [],
        },
    )


def _keep_all(request, application, form) -> bool:
    """Whether the page can begin anew; each file that is not welcome is named at the field."""
    for upload in form.cleaned_data["paper"]:
        try:
            _keep(request, application, upload, form.cleaned_data["kind"])
        except papers.Unwelcome as error:
            form.add_error("paper", str(error))
        except NotAllowed as error:
            messages.error(request, str(error))
            return True
    return not form.errors


def _keep(request, application, upload, kind):
    kept = papers.add(application, upload=upload, kind=kind, by=request.user, at=timezone.now())
    messages.success(request, _("「%s」を受け取りました。") % kept.name)


def _row(row, comments) -> dict:
    """One paper of the list, and its files as templates/_partials/_file_list.html shows them."""
    status, colour = (_("出しました"), "good") if row.files else (_("まだです"), "neutral")
    if row.missing:
        status, colour = _("必要です"), "waiting"
    return {
        "label": row.label,
        "hint": row.hint,
        "need": row.need,
        "asked": comments.get(correcting.PAPER + row.key, ""),
        "status": status,
        "colour": colour,
        "files": [shown(paper) for paper in row.files],
    }


def shown(paper: Attachment) -> dict:
    """As templates/_partials/_file_list.html shows it, and where to take it away."""
    return {
        "name": paper.name,
        "note": papers.KINDS[paper.media_type],
        "size": paper.size,
        "sha256": paper.checksum,
        "url": reverse("attachment", args=[paper.application_id, paper.pk]),
        "remove_url": paper.application.door.address("attachment_remove", file=paper.pk),
    }


def _earlier(application) -> list[dict]:
    found = papers.earlier(application)
    return [
        {
            "id": paper.pk,
            "name": paper.name,
            "from": paper.application.programme_year,
            "day": western(day_in_japan(paper.added_at)),
            "size": paper.size,
            "reuse_url": application.door.address("attachment_reuse", file=paper.pk),
        }
        for paper in found
    ]


@require_POST
def reuse(request, pk, file):
    """「これを使う」: a paper of an earlier application of the same group."""
    application = own(request, pk)
    paper = get_object_or_404(Attachment, pk=file, application__group=application.group_id)
    try:
        papers.reuse(application, paper, by=request.user, at=timezone.now())
        messages.success(request, _("前に出した「%s」を使います。") % paper.name)
    except NotAllowed as error:
        messages.error(request, str(error))
    return redirect(application.door.address("documents"))


@require_POST
def remove(request, pk, file):
    application = own(request, pk)
    paper = get_object_or_404(application.attachments, pk=file)
    try:
        papers.remove(application, paper)
        messages.success(request, _("「%s」を消しました。") % paper.name)
    except NotAllowed as error:
        messages.error(request, str(error))
    return redirect(application.door.address("documents"))


def attachment(request, pk, file):
    """The file itself, for members of the group, and for staff once it has reached the council."""
    paper = get_object_or_404(_readable_by(request.user).filter(application=pk), pk=file)
    try:
        content = paper.file.open("rb")
    except FileNotFoundError as error:
        raise Http404 from error
    answer = FileResponse(
        content, as_attachment=True, filename=paper.name, content_type=paper.media_type
    )
    answer["Cache-Control"] = "private, no-store"
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Content-Security-Policy"] = APART
    return answer


def _readable_by(user):
    """Asked anew at each fetching: whoever has left the group reads nothing more."""
    mine = Q(application__in=Application.objects.of(user))
    received = Q(application__on_paper=True) | ~Q(application__state=State.DRAFT)
    return Attachment.objects.filter(mine | received if user.may(Capability.READ) else mine)
