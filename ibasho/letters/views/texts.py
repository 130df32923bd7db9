"""The texts of letters: each kind with its version in force, a new version, a preview."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from ibasho.accounts.doors import needs
from ibasho.accounts.permissions import Capability
from ibasho.errors import conflict
from ibasho.letters import queries, wording
from ibasho.letters.forms import TemplateForm
from ibasho.letters.kinds import RECIPES, Kind
from ibasho.letters.render import preview
from ibasho.letters.views.register import paper


@needs(Capability.READ)
def texts(request):
    context = {
        "rows": queries.texts(on=timezone.localdate()),
        "may_edit": request.user.may(Capability.EDIT_LETTERS),
    }
    return render(request, "letters/texts.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Capability.EDIT_LETTERS)
def text(request, kind):
    kind, today = _kind(kind), timezone.localdate()
    if request.method != "POST":
        return _page(request, kind, _begun(kind, today))
    form = TemplateForm(request.POST, kind=kind, today=today)
    if not form.is_valid():
        return _page(request, kind, form)
    told = form.cleaned_data
    facts = {"effective_from": told["effective_from"], "seen": told["seen"]}
    try:
        wording.keep(kind, form.wording(), by=request.user, at=timezone.now(), **facts)
    except wording.Overtaken as first:
        return _too_late(request, kind, form, first.version)
    messages.success(request, _("「%s」の新しい文面を保存しました。") % kind.label)
    return redirect("letter_texts")


def _begun(kind, today) -> TemplateForm:
    """Begin from the version that was written last: it may not be in force yet."""
    newest = wording.latest(kind)
    source = newest or RECIPES[kind]
    initial = {name: getattr(source, name) for name in ("title", "body", "items")}
    initial |= {"seen": newest.pk if newest else "", "effective_from": today}
    return TemplateForm(initial=initial, kind=kind, today=today)


def _page(request, kind, form):
    context = {
        "kind": kind,
        "form": form,
        "placeholders": RECIPES[kind].placeholders.items(),
        "required": RECIPES[kind].required,
        "versions": queries.versions(kind),
    }
    return render(request, "letters/text.html", context)


def _too_late(request, kind, form, version):
    """409: somebody was first; what this person had written is shown to copy."""
    kept = {str(field.label): field.data or "" for field in form if not field.is_hidden}
    message = _("%sさんが、先に新しい文面を保存しました。") % version.written_by.name
    return conflict(request, message=message, kept=kept, back=reverse("letter_text", args=[kind]))


def _kind(slug) -> Kind:
    if slug not in Kind.values:
        raise Http404
    return Kind(slug)


@require_POST
@needs(Capability.EDIT_LETTERS)
def text_preview(request, kind):
    """The text as a paper with invented facts; nothing is kept."""
    kind, today = _kind(kind), timezone.localdate()
    form = TemplateForm(request.POST, kind=kind, today=today)
    if not form.is_valid():
        return _page(request, kind, form)
    content = wording.sample(kind, form.wording())
    return paper(preview(content, on=today), f"{_('見本')}_{kind.label}.pdf")
