"""Beside one application, before the staff: facts with evidence, notes, messages."""

from django.contrib import messages as said
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from grants.forms.remarks import EvidenceForm, MessageForm, NoteForm
from grants.reviewing import dossier
from grants.reviewing import remarks as keep
from ibasho.accounts.doors import needs
from ibasho.accounts.permissions import Capability


@needs(Capability.READ)
def remarks(request, pk):
    return _page(request, dossier.received(pk))


def _page(request, found, *, note=None, evidence=None):
    """Both forms; the one that is given is to be mended."""
    today = timezone.localdate()
    context = {
        "application": found,
        "trail": _trail(found, _("確認した事実と内部メモ")),
        "evidence": dossier.evidence(found),
        "notes": found.notes.select_related("by"),
        "may_write": request.user.may(Capability.REVIEW),
        "evidence_form": evidence or EvidenceForm(application=found, today=today),
        "note_form": note or NoteForm(),
        "form": evidence or note,
    }
    return render(request, "grants/staff/remarks.html", context)


def _trail(found, label) -> list[dict]:
    page = reverse("application", args=[found.pk])
    return [
        {"label": _("申請"), "url": reverse("queue")},
        {"label": found.receipt_number, "url": page},
        {"label": label, "url": ""},
    ]


@require_POST
@needs(Capability.REVIEW)
def note(request, pk):
    found, form = dossier.received(pk), NoteForm(request.POST)
    if not form.is_valid():
        return _page(request, found, note=form)
    keep.note(found, by=request.user, at=timezone.now(), **form.cleaned_data)
    said.success(request, _("内部メモを残しました。"))
    return redirect("application_remarks", pk)


@require_POST
@needs(Capability.REVIEW)
def evidence(request, pk):
    found = dossier.received(pk)
    form = EvidenceForm(request.POST, application=found, today=timezone.localdate())
    if not form.is_valid():
        return _page(request, found, evidence=form)
    keep.record(found, by=request.user, at=timezone.now(), **form.cleaned_data)
    said.success(request, _("確認した事実を残しました。"))
    return redirect("application_remarks", pk)


@needs(Capability.READ)
def messages(request, pk):
    """The thread with the group; reading it takes the unread marks of this person away."""
    found = dossier.received(pk)
    if request.method == "POST" and not request.user.may(Capability.REVIEW):
        raise PermissionDenied
    form = MessageForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        keep.write(found, by=request.user, at=timezone.now(), **form.cleaned_data)
        said.success(request, _("メッセージを送りました。"))
        return redirect("application_messages", pk)
    keep.read(found, by=request.user, at=timezone.now())
    context = {
        "application": found,
        "trail": _trail(found, _("団体とのメッセージ")),
        "thread": found.messages.select_related("by"),
        "form": form,
        "may_write": request.user.may(Capability.REVIEW),
    }
    return render(request, "grants/staff/messages.html", context)
