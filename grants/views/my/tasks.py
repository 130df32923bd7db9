"""The task list, its sheets, and the calculation beside them."""

from django.contrib import messages
from django.http import Http404, HttpResponseNotAllowed
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from grants import workflow
from grants.applying import assessment, comparing, correcting, drafts
from grants.sheets.days import without
from grants.sheets.pattern import PatternError, expand, said_back
from grants.views.my.loading import own, saved_words, trail
from grants.views.my.rivals import chosen, rival
from ibasho import errors
from ibasho.accounts.unsent import keeps_typing, typed_before_sign_in

BOTH = gettext_lazy("「%(label)s」に2つの答えがあります。どちらを使うか選んでください。")
BODIES = {"plan": "grants/my/_plan.html", "venue": "grants/my/_venue.html"}


@keeps_typing
def task(request, pk, slug):
    """One sheet; a post keeps everything first, whatever it holds, and then judges it."""
    application = own(request, pk)
    if slug not in assessment.slugs(application):
        raise Http404
    if request.method == "POST":
        return _post(request, application, slug, request.POST, _pressed(request.POST))
    if typed := typed_before_sign_in(request):
        return _post(request, application, slug, typed, _resume)
    if not application.editable:
        return redirect(application.door.address("task_list"))
    return _page(request, application, assessment.read(application, gentle=True), slug)


def _post(request, application, slug, post, answer):
    at = timezone.now()
    sheet = assessment.read(application, gentle=True)[slug]
    typed, seen = chosen(sheet, post)
    try:
        saved = drafts.save_answers(application, typed, by=request.user, at=at, seen=seen)
    except workflow.NotAllowed as error:
        return _too_late(request, application, sheet, typed, error)
    if saved.overtaken:
        return _both_values(request, application, sheet, typed, seen, saved.overtaken)
    return answer(request, application, slug, at)


def _pressed(post):
    """What the button that was pressed asks for."""
    return next((ANSWERS[name] for name in ANSWERS if name in post), _go_on)


def _too_late(request, application, sheet, typed, error):
    kept = {sheet.fields[name].label: value for name, value in typed.items()}
    back = application.door.address("task_list")
    return errors.conflict(request, message=str(error), kept=kept, back=back)


def _both_values(request, application, sheet, typed, seen, overtaken):
    """The sheet as it is kept now, but for the items of which there are two values."""
    own_values = {name: typed[name] for name in overtaken}
    sheets = assessment.read(application, instead=own_values, gentle=True)
    form = sheets[sheet.slug]
    for name, other in overtaken.items():
        form[name].rival = rival(sheet, other)
        form.add_error(name, BOTH % {"label": form.fields[name].label})
    # Only a choice makes these items seen: saving once more must not write over the other page.
    unchosen = {name: seen.get(name, 0) for name in overtaken}
    return _page(request, application, sheets, sheet.slug, unchosen=unchosen, status=409)


def _go_on(request, application, slug, at):
    sheets = assessment.read(application)
    if not sheets[slug].is_valid():
        return _page(request, application, sheets, slug, at)
    messages.success(request, saved_words(at))
    if request.GET.get("back") == "confirm":
        return redirect(application.door.address("confirm"))
    return redirect(_next_task(application, slug))


def _next_task(application, slug):
    slugs = assessment.slugs(application)
    rest = slugs[slugs.index(slug) + 1 :]
    if rest:
        return application.door.address("task", slug=rest[0])
    return application.door.address("documents")


def _calculate(request, application, slug, at):
    messages.success(request, saved_words(at))
    return _again(request, "calculation")


def _later(request, application, slug, at):
    messages.success(request, saved_words(at))
    return redirect(application.door.address("task_list"))


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


def _stay(request, application, slug, at):
    """After the choice between two values."""
    messages.success(request, saved_words(at))
    return redirect(request.get_full_path())


def _resume(request, application, slug, at):
    """What a post brought that was met by the door of sign-in."""
    messages.success(request, _("サインインの前に書いたところも保存しました。"))
    return redirect(request.get_full_path())


SAFE = ("GET", "HEAD")
# The buttons of a sheet besides 「保存して次へ」, by their names.
ANSWERS = {
    "mine": _stay,
    "theirs": _stay,
    "expand": _expand,
    "remove": _remove,
    "calculate": _calculate,
    "later": _later,
}


def _again(request, part):
    return redirect(f"{request.get_full_path()}#part-{part}")


def _page(request, application, sheets, slug, at=None, unchosen=None, status=200):
    form = sheets[slug]
    comparing.mark(form, comparing.differences(application, sheets))
    correcting.mark(form, application)
    return render(
        request,
        "grants/my/task.html",
        {
            "form": form,
            "body": BODIES.get(slug, "grants/my/_sheet.html"),
            "trail": trail(application, form.title),
            "understood": said_back(sheets["plan"]),
            "saved_now": saved_words(at),
            **calculated(application, sheets, unchosen),
        },
        status=status,
    )


def calculated(application, sheets=None, unchosen=None) -> dict:
    """What templates/grants/my/_calculation.html shows, and the versions that a page carries."""
    edition = assessment.edition(application)
    return {
        "application": application,
        "assessment": assessment.current(application, sheets),
        "seen": assessment.carried(edition["seen"] | (unchosen or {})),
        "saved": saved_words(edition["at"]) if application.editable else "",
    }


def calculation(request, pk):
    """The calculation alone, as it stands after what has been kept; nothing is sent here."""
    application = own(request, pk)
    if request.method not in SAFE:
        return HttpResponseNotAllowed(SAFE)
    slug = request.GET.get("sheet")
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
