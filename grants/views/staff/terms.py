"""The terms of a programme year as staff write them: the form, its live example, its worked cases."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from grants.applying import assessment
from grants.forms.terms import CaseForm, ExampleForm, WholeForm, as_typed, typed_of
from grants.models import ProgrammeYear, TermsDraft
from grants.programmes import publishing
from grants.rules.facts import Facts, FactsError
from grants.rules.needs import needs as needed
from grants.rules.terms import Terms
from ibasho.accounts.doors import needs
from ibasho.accounts.permissions import Capability


def programme_year(slug: str, fiscal_year: int) -> ProgrammeYear:
    rows = ProgrammeYear.objects.select_related("programme")
    return get_object_or_404(rows, programme__slug=slug, fiscal_year=fiscal_year)


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Capability.KEEP_PROGRAMMES)
def terms(request, slug, fiscal_year):
    year = programme_year(slug, fiscal_year)
    draft = TermsDraft.objects.filter(programme_year=year).select_related("saved_by").first()
    if request.method == "POST":
        return _post(request, year, draft)
    form = WholeForm(draft.typed if draft else typed_of(year.terms), judged=False)
    return _page(request, year, draft, form)


def _post(request, year, draft):
    """Keep everything that was typed, then do what the button asks for."""
    form = WholeForm(as_typed(request.POST), judged=True)
    sound = form.is_valid()
    form = _redrawn(request.POST, form)
    draft = _keep(request, year, draft, form, form.terms if sound else None)
    if "add_case" in request.POST:
        return _add_case(request, year, draft, form)
    if "remove_case" in request.POST:
        return _remove_case(request, year, draft)
    if "save" in request.POST and sound:
        messages.success(request, _("下書きを保存しました。"))
        return redirect("programme_terms", year.programme.slug, year.fiscal_year)
    return _page(request, year, draft, form)


def _redrawn(post, form) -> WholeForm:
    """The form with a row more or less, or with other questions: nothing is called wrong then."""
    if (row := post.get("add", "")) in ("part", "own"):
        return WholeForm(form.with_row(row), judged=False)
    if row := post.get("remove", ""):
        name, _dash, number = row.partition("-")
        return WholeForm(form.without_row(name, number), judged=False)
    return WholeForm(form.typed, judged=False) if "redraw" in post else form


def _keep(request, year, draft, form, found, cases=None):
    told = {"typed": form.typed, "terms": found, "by": request.user, "at": timezone.now()}
    return publishing.keep(year, **told, cases=cases)


def _add_case(request, year, draft, form):
    """The example as it stands, with what somebody worked out by hand for it."""
    example, case = _example(year, draft, form), CaseForm(form.typed)
    if not (case.is_valid() and example.is_valid()):
        return _page(request, year, draft, form, case=case)
    told = case.cleaned_data
    written = {
        "name": told["name"],
        "source": _("%sの計算") % request.user,
        "facts": example.facts(),
        "expected": {"amount": told["amount"]},
        **({"how": told["how"]} if told["how"] else {}),
    }
    _keep(request, year, draft, form, None, cases=[*draft.cases, written])
    return _to_cases(year)


def _remove_case(request, year, draft):
    number = request.POST["remove_case"]
    left = [one for n, one in enumerate(draft.cases) if str(n) != number]
    publishing.keep(
        year, typed=draft.typed, terms=None, by=request.user, at=timezone.now(), cases=left
    )
    return _to_cases(year)


def _to_cases(year):
    address = reverse("programme_terms", args=[year.programme.slug, year.fiscal_year])
    return redirect(f"{address}#cases")


@require_POST
@needs(Capability.KEEP_PROGRAMMES)
def example(request, slug, fiscal_year):
    """The fragment beside the form, for what is typed just now."""
    year = programme_year(slug, fiscal_year)
    draft = TermsDraft.objects.filter(programme_year=year).first()
    form = WholeForm(as_typed(request.POST), judged=True)
    sound = form.is_valid()
    _keep(request, year, draft, form, form.terms)
    return render(request, "grants/programmes/_example.html", _worked(year, draft, form, sound))


def _example(year, draft, form) -> ExampleForm:
    read = _terms(year, draft, form)
    asks = needed(read, year.fiscal_year)
    blank = ExampleForm(asks=asks, year=year.year)
    usual = {f"ex-{name}": str(field.initial) for name, field in blank.fields.items()}
    return ExampleForm({**usual, **form.typed}, asks=asks, year=year.year)


def _terms(year, draft, form) -> Terms:
    """What is typed, if it can be read; else the last that could."""
    return form.terms or Terms.from_json(draft.terms if draft else year.terms)


def _worked(year, draft, form, sound: bool) -> dict:
    """The example with its sum and findings; `stale` where it is that of an earlier draft."""
    found = _example(year, draft, form)
    context = {"example": found, "stale": form.judged and not sound, "assessment": None}
    if found.is_valid():
        try:
            facts = Facts.from_json(found.facts())
        except FactsError as error:
            found.add_error(None, str(error))
        else:
            context["assessment"] = assessment.assess(_terms(year, draft, form), facts)
    return context


def _page(request, year, draft, form, case=None):
    read = _terms(year, draft, form)
    written = draft.cases if draft else []
    wrong = next((one for one in form.forms if form.judged and one.errors), None)
    context = {
        "year": year,
        "draft": draft,
        "whole": form,
        "form": case if case is not None and case.errors else wrong,
        "wrong": [one for one in form.forms if form.judged and one.errors],
        "case": case or CaseForm(),
        "cases": publishing.checked(written, read.to_json()),
        "trail": trail(year, _("要領の下書き")),
        **_worked(year, draft, form, form.terms is not None),
    }
    return render(request, "grants/programmes/terms.html", context)


def under_programmes(here: str) -> list[dict]:
    """The way to a page beside the list of programmes."""
    return [
        {"label": _("助成事業と予算"), "url": reverse("programmes")},
        {"label": here, "url": ""},
    ]


def trail(year, here) -> list[dict]:
    own = reverse("programme_year", args=[year.programme.slug, year.fiscal_year])
    return [
        {"label": _("助成事業と予算"), "url": reverse("programmes")},
        {"label": str(year), "url": own if here else ""},
        *([{"label": here, "url": ""}] if here else []),
    ]
