"""The task list, its sheets, and the calculation beside them."""

from contextlib import suppress

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from grants import assessment, drafts, workflow
from grants.sheets import SHEETS
from grants.sheets.days import without
from grants.sheets.pattern import PatternError, expand, said_back
from grants.views.my.loading import own, saved_words, trail
from ibasho import errors

SLUGS = [sheet.slug for sheet in SHEETS]
BODIES = {"plan": "grants/my/_plan.html", "venue": "grants/my/_venue.html"}


def task(request, pk, slug):
    """One sheet; a post keeps everything first, whatever it holds, and then judges it."""
    application = own(request, pk)
    if request.method == "POST":
        return _post(request, application, slug)
    if not application.editable:
        return redirect("task_list", pk)
    return _page(request, application, assessment.read(application, gentle=True), slug)


def _post(request, application, slug):
    try:
        at = _keep(request, application, slug)
    except workflow.NotAllowed as error:
        return _too_late(request, application, slug, error)
    answer = next((ANSWERS[name] for name in ANSWERS if name in request.POST), _go_on)
    return answer(request, application, slug, at)


def _keep(request, application, slug, seen=None):
    """Save what was typed into one sheet; the moment of saving."""
    at = timezone.now()
    sheet = assessment.read(application, gentle=True)[slug]
    typed = sheet.typed_in(request.POST)
    drafts.save_answers(application, typed, by=request.user, at=at, seen=seen)
    return at


def _too_late(request, application, slug, error):
    sheet = assessment.read(application, gentle=True)[slug]
    kept = {sheet.fields[name].label: typed for name, typed in sheet.typed_in(request.POST).items()}
    back = reverse("task_list", args=[application.pk])
    return errors.conflict(request, message=str(error), kept=kept, back=back)


def _go_on(request, application, slug, at):
    sheets = assessment.read(application)
    if not sheets[slug].is_valid():
        return _page(request, application, sheets, slug, at)
    messages.success(request, saved_words(at))
    if request.GET.get("back") == "confirm":
        return redirect("confirm", application.pk)
    return redirect(_next_task(application, slug))


def _next_task(application, slug):
    rest = SLUGS[SLUGS.index(slug) + 1 :]
    if rest:
        return reverse("task", kwargs={"pk": application.pk, "slug": rest[0]})
    return reverse("documents", args=[application.pk])


def _calculate(request, application, slug, at):
    messages.success(request, saved_words(at))
    return _again(request, "calculation")


def _later(request, application, slug, at):
    messages.success(request, saved_words(at))
    return redirect("task_list", application.pk)


def _expand(request, application, slug, at):
    """Put the days of the pattern in place of what stood there."""
    sheets = assessment.read(application, gentle=True)
    try:
        days = expand(sheets["plan"])
    except PatternError as error:
        sheets["plan"].add_error(error.item, str(error))
        return _page(request, application, sheets, "plan", at)
    drafts.save_answers(application, {"days": days}, by=request.user, at=at)
    return _again(request, "days")


def _remove(request, application, slug, at):
    """Take one day out of the list."""
    typed = assessment.answers_of(application).get("days", "")
    days = without(typed, request.POST["remove"])
    drafts.save_answers(application, {"days": days}, by=request.user, at=at)
    return _again(request, "days")


# The buttons of a sheet besides 「保存して次へ」, by their names.
ANSWERS = {"expand": _expand, "remove": _remove, "calculate": _calculate, "later": _later}


def _again(request, part):
    return redirect(f"{request.get_full_path()}#part-{part}")


def _page(request, application, sheets, slug, at=None):
    form = sheets[slug]
    return render(
        request,
        "grants/my/task.html",
        {
            "form": form,
            "body": BODIES.get(slug, "grants/my/_sheet.html"),
            "trail": trail(application, form.title),
            "understood": said_back(sheets["plan"]),
            "saved_now": saved_words(at),
            **calculated(application, sheets),
        },
    )


def calculated(application, sheets=None) -> dict:
    """What templates/grants/my/_calculation.html shows."""
    edition = assessment.edition(application)
    return {
        "application": application,
        "assessment": assessment.current(application, sheets),
        "seen": edition["number"],
        "saved": saved_words(edition["at"]) if application.editable else "",
    }


def calculation(request, pk):
    """The calculation alone, after keeping what was typed into ?sheet=… since."""
    application = own(request, pk)
    slug = request.GET.get("sheet")
    if request.method == "POST" and slug in SLUGS and application.editable:
        # A late request of a page that was left, or of another tab, must not undo what came after.
        with suppress(workflow.NotAllowed):
            _keep(request, application, slug, seen=request.POST.get("seen"))
    sheets = assessment.read(application, gentle=True)
    return render(
        request,
        "grants/my/calculation.html",
        {
            "understood": said_back(sheets["plan"]) if slug == "plan" else None,
            "said_of_days": slug == "plan",
            **calculated(application, sheets),
        },
    )
