"""The papers of an application: adding, taking away, fetching."""

from django.contrib import messages
from django.http import FileResponse, Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from grants import papers, workflow
from grants.forms.my import PaperForm
from grants.models import Attachment
from grants.views.my.loading import own, trail
from ibasho.accounts.permissions import Capability


def documents(request, pk):
    application = own(request, pk)
    form = PaperForm()
    if request.method == "POST":
        form = PaperForm(request.POST, request.FILES)
        if form.is_valid() and _keep(request, application, form):
            return redirect("documents", pk)
    return render(
        request,
        "grants/my/documents.html",
        {
            "application": application,
            "form": form,
            "trail": trail(application, _("書類")),
            "files": [_shown(paper) for paper in application.attachments.all()],
        },
    )


def _keep(request, application, form) -> bool:
    """Whether the page can begin anew; a file that is not welcome is said at the field."""
    upload = form.cleaned_data["paper"]
    try:
        kept = papers.add(application, upload=upload, by=request.user, at=timezone.now())
    except papers.Unwelcome as error:
        form.add_error("paper", str(error))
        return False
    except workflow.NotAllowed as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("「%s」を受け取りました。") % kept.name)
    return True


def _shown(paper: Attachment) -> dict:
    """As templates/_partials/_file_list.html shows it, and where to take it away."""
    place = [paper.application_id, paper.pk]
    return {
        "name": paper.name,
        "note": papers.KINDS[paper.media_type],
        "size": paper.size,
        "sha256": paper.checksum,
        "url": reverse("attachment", args=place),
        "remove_url": reverse("attachment_remove", args=place),
    }


@require_POST
def remove(request, pk, file):
    application = own(request, pk)
    paper = get_object_or_404(application.attachments, pk=file)
    try:
        papers.remove(application, paper)
        messages.success(request, _("「%s」を消しました。") % paper.name)
    except workflow.NotAllowed as error:
        messages.error(request, str(error))
    return redirect("documents", pk)


def attachment(request, pk, file):
    """The file itself, for members of the group and for those who read the staff pages."""
    seen = Attachment.objects.filter(application=pk)
    if not request.user.may(Capability.READ):
        seen = seen.filter(application__group__memberships__user=request.user)
    paper = get_object_or_404(seen, pk=file)
    try:
        content = paper.file.open("rb")
    except FileNotFoundError as error:
        raise Http404 from error
    answer = FileResponse(
        content, as_attachment=True, filename=paper.name, content_type=paper.media_type
    )
    answer["Cache-Control"] = "private, no-store"
    answer["X-Content-Type-Options"] = "nosniff"
    return answer
