"""A programme year on its page: what it pays and asks, its window and budget, its editions."""

from django.contrib import messages
from django.db import IntegrityError
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from grants.forms.programmes import PapersForm, ProgrammeForm, PublishForm, YearForm
from grants.forms.terms import WholeForm
from grants.models import TermsDraft
from grants.programmes import publishing
from grants.rules import readings
from grants.rules.terms import Terms
from grants.views.staff.terms import programme_year, trail, under_programmes
from ibasho.accounts.doors import needs
from ibasho.accounts.permissions import Capability


@needs(Capability.READ)
def year(request, slug, fiscal_year):
    found = programme_year(slug, fiscal_year)
    read = Terms.from_json(found.terms).for_year(found.fiscal_year)
    before = publishing.year_before(found)
    context = {
        "year": found,
        "paid": list(readings.paid(read)),
        "asked": list(readings.asked(read)),
        "papers": found.papers(),
        "before": before,
        "changes": publishing.changes(found, found.terms, before.terms) if before else (),
        "editions": list(found.editions.select_related("by")),
        "draft": TermsDraft.objects.filter(programme_year=found).select_related("saved_by").first(),
        "may_write": request.user.may(Capability.KEEP_PROGRAMMES),
        "trail": trail(found, ""),
    }
    return render(request, "grants/programmes/year.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Capability.KEEP_PROGRAMMES)
def new(request):
    form = ProgrammeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            begun = publishing.begin(**form.cleaned_data)
        except publishing.NotAllowed as refusal:
            form.add_error("name", str(refusal))
        else:
            return redirect("programme_terms", begun.programme.slug, begun.fiscal_year)
    context = {"form": form, "trail": under_programmes(_("新しい助成事業"))}
    return render(request, "grants/programmes/new.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Capability.KEEP_PROGRAMMES)
def settings(request, slug, fiscal_year):
    found = programme_year(slug, fiscal_year)
    data = request.POST if request.method == "POST" else None
    form, papers = YearForm(data, year=found), PapersForm(data, year=found)
    if (
        data is not None
        and all([form.is_valid(), papers.is_valid()])
        and _keep(found, form, papers)
    ):
        messages.success(request, _("年度の設定を保存しました。"))
        return redirect("programme_year", slug, fiscal_year)
    wrong = next((row for row in papers.rows if row.errors), None) if data is not None else None
    context = {
        "year": found,
        "settings": form,
        "papers": papers.rows,
        "form": form if form.errors else wrong,
        "trail": trail(found, _("受付・予算・書類")),
    }
    return render(request, "grants/programmes/settings.html", context)


def _keep(found, form, papers) -> bool:
    changed = {**form.cleaned_data, "documents": papers.documents}
    try:
        publishing.set_year(found, **changed)
    except IntegrityError:  # an award came in between (budget_holds)
        found.refresh_from_db()
        form.year = found
        form.add_error("budget", _("いま交付が決まった額より、予算が小さくなります。"))
        return False
    return True


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Capability.KEEP_PROGRAMMES)
def publish(request, slug, fiscal_year):
    """What the draft changes, and whether every worked case holds; then the button."""
    found = programme_year(slug, fiscal_year)
    draft = TermsDraft.objects.filter(programme_year=found).first()
    if draft is None:
        messages.info(request, _("公開する下書きがありません。"))
        return redirect("programme_year", slug, fiscal_year)
    form = PublishForm(request.POST or None, again=found.published)
    sound = WholeForm(draft.typed, judged=True).is_valid()
    if request.method == "POST" and sound and form.is_valid():
        try:
            edition = publishing.publish(
                found, by=request.user, at=timezone.now(), reason=form.cleaned_data["reason"]
            )
        except publishing.NotAllowed as refusal:
            form.add_error(None, str(refusal))
        else:
            words = {"year": found, "edition": edition}
            messages.success(request, _("%(year)sの要領（%(edition)s）を公開しました。") % words)
            return redirect("programme_year", slug, fiscal_year)
    return render(request, "grants/programmes/publish.html", _before(found, draft, form, sound))


def _before(found, draft, form, sound) -> dict:
    cases = publishing.checked(draft.cases, draft.terms)
    before = publishing.year_before(found)
    return {
        "year": found,
        "form": form,
        "sound": sound,
        "cases": cases,
        "ready": sound and not any(differs for _case, differs in cases),
        "sent": publishing.sent(found),
        "changes": publishing.changes(found, draft.terms),
        "before": before,
        "since": publishing.changes(found, draft.terms, before.terms) if before else (),
        "trail": trail(found, _("公開")),
    }


@require_POST
@needs(Capability.KEEP_PROGRAMMES)
def next_year(request, slug, fiscal_year):
    found = programme_year(slug, fiscal_year)
    try:
        following = publishing.next_year(found)
    except publishing.NotAllowed as refusal:
        messages.warning(request, str(refusal))
        return redirect("programme_year", slug, fiscal_year)
    messages.success(
        request, _("%sの要領を作りました。公開するまで、だれにも見えません。") % following.year
    )
    return redirect("programme_year", slug, following.fiscal_year)


@require_POST
@needs(Capability.KEEP_PROGRAMMES)
def throw_away(request, slug, fiscal_year):
    publishing.throw_away(programme_year(slug, fiscal_year))
    messages.success(request, _("下書きを消しました。"))
    return redirect("programme_year", slug, fiscal_year)
