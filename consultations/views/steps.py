"""What is done to a record without writing it anew: followed up, referral, confidence, papers."""

from django.contrib import messages
from django.http import FileResponse, Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from consultations import workflow
from consultations.forms.steps import EnclosureForm, OutcomeForm, ReasonForm
from consultations.log import confiding, enclosing, reading
from consultations.models import Attachment, Consultation, How
from consultations.permissions import was_there
from ibasho.accounts.doors import needs
from ibasho.accounts.permissions import Capability
from ibasho.uploads import Unwelcome

# A file of somebody else's runs nothing, fetches nothing and is read apart from our pages.
APART = "default-src 'none'; sandbox"


@require_POST
@needs(Capability.LISTEN)
def followed_up(request, pk):
    """Note that the next contact has been made."""
    record = get_object_or_404(Consultation, pk=pk)
    workflow.follow_up(record, by=request.user, at=timezone.now())
    messages.success(request, _("連絡したことを記録しました。"))
    return redirect(record)


@require_POST
@needs(Capability.LISTEN)
def outcome(request, pk):
    """Note what came of a referral."""
    record = get_object_or_404(Consultation, pk=pk)
    form = OutcomeForm(request.POST)
    try:
        if form.is_valid():
            workflow.note_outcome(record, by=request.user, at=timezone.now(), **form.cleaned_data)
            messages.success(request, _("つないだ結果を記録しました。"))
            return redirect(record)
    except workflow.NotAllowed:
        form.add_error(None, _("つなぎ先が書かれていません。先に記録を書きかえてください。"))
    return render(request, "consultations/outcome.html", {"form": form, "record": record})


@needs(Capability.CONFIDE)
def confidence(request, pk):
    """What was told in confidence: for those who were there; for others with a reason, noted."""
    record = get_object_or_404(Consultation, pk=pk)
    mine = was_there(record, request.user)
    form = ReasonForm(request.POST or None)
    context = {"record": record, "form": form, "mine": mine, "trail": _trail(record)}
    if mine or form.is_valid():
        reason = "" if mine else form.cleaned_data["reason"]
        told = {"by": request.user, "at": timezone.now(), "how": How.SEALED, "reason": reason}
        reading.note([record], **told)
        context |= {"opened": True, "words": confiding.confidence_of(record)}
    answer = render(request, "consultations/confidence.html", context)
    answer["Cache-Control"] = "no-store"
    return answer


def _trail(record):
    return [
        {"label": _("相談記録"), "url": reverse("consultation_list")},
        {"label": record.about, "url": record.get_absolute_url()},
        {"label": _("機微情報")},
    ]


@require_POST
@needs(Capability.LISTEN)
def enclose(request, pk):
    """Add papers and pictures; each that is not welcome is named at the field."""
    record = get_object_or_404(Consultation, pk=pk)
    form = EnclosureForm(request.POST, request.FILES)
    for upload in form.cleaned_data["paper"] if form.is_valid() else []:
        try:
            kept = enclosing.enclose(record, upload=upload, by=request.user, at=timezone.now())
            messages.success(request, _("「%s」を加えました。") % kept.name)
        except Unwelcome as error:
            form.add_error("paper", str(error))
    if form.errors:
        context = {"form": form, "record": record}
        return render(request, "consultations/enclosure.html", context)
    return redirect(record)


@require_POST
@needs(Capability.LISTEN)
def remove_file(request, pk, file):
    paper = get_object_or_404(Attachment, pk=file, consultation=pk)
    enclosing.remove(paper)
    messages.success(request, _("「%s」を消しました。") % paper.name)
    return redirect("consultation", pk=pk)


@needs(Capability.READ)
def file(request, pk, file):
    """The file itself; fetching it is reading the record."""
    paper = get_object_or_404(Attachment, pk=file, consultation=pk)
    try:
        content = paper.file.open("rb")
    except FileNotFoundError as error:
        raise Http404 from error
    reading.note([pk], by=request.user, at=timezone.now(), how=How.FILE)
    answer = FileResponse(
        content, as_attachment=True, filename=paper.name, content_type=paper.media_type
    )
    answer["Cache-Control"] = "private, no-store"
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Content-Security-Policy"] = APART
    return answer
