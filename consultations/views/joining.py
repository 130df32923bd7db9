"""Signing up without an account: the form, the number of the mail, one's own page."""

from functools import partial

from allauth.core import ratelimit
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from consultations.forms import CodeForm, QuestionsForm, SignUpForm
from consultations.meetings import announcing, links, signing
from consultations.models import Announcement, Place, SignUp
from consultations.views import sheets
from ibasho.errors import too_many_requests


@login_not_required
def join(request, pk):
    announcement = get_object_or_404(Announcement.objects.public(), pk=pk)
    form = SignUpForm(request.POST or None)
    if request.method == "POST" and not ratelimit.consume(request, action="meeting_signup"):
        return too_many_requests(request)
    if form.is_valid():
        act = partial(signing.ask, announcement, at=timezone.now(), **form.cleaned_data)
        if signup := _tried(form, act):
            return redirect("signup_code", signup.pk)
    context = {
        "announcement": announcement,
        "form": form,
        "rows": sheets.when_and_where(announcement),
        "open": announcement.is_open(timezone.localdate()),
        "full": announcement.is_full(),
    }
    return render(request, "meetings/join.html", context)


def _tried(form, act, field=None):
    """What the act gave; None when it was not possible, and the form then says why."""
    try:
        return act()
    except signing.NotPossible as error:
        form.add_error(field, str(error))
        return None


@never_cache
@login_not_required
def signup_code(request, pk):
    """The number that came by mail. Who has a place already goes to their own page."""
    found = SignUp.objects.select_related("announcement__meeting").filter(email__gt="")
    signup = get_object_or_404(found.filter(announcement__published=True), pk=pk)
    if signup.place != Place.PENDING:
        raise Http404
    form = CodeForm(request.POST or None)
    if form.is_valid():
        act = partial(signing.prove, signup, at=timezone.now(), **form.cleaned_data)
        if placed := _tried(form, act, "code"):
            return redirect("signup_own", links.own_token(placed))
    return render(request, "meetings/code.html", {"signup": signup, "form": form})


@never_cache
@login_not_required
def signup_own(request, token):
    """A person's own page, by the secret of their mail: where they stand, and stepping back."""
    signup = links.signup_of(token)
    if signup is None or signup.forgotten_at or signup.place == Place.PENDING:
        raise Http404
    if request.method == "POST":
        if _may_step_back(signup):
            signing.cancel(signup, at=timezone.now())
            messages.success(request, _("申込みを取りやめました。"))
        return redirect(request.path)
    context = {
        "signup": signup,
        "rows": sheets.when_and_where(signup.announcement),
        "standing": sheets.standing(signup),
        "may_step_back": _may_step_back(signup),
    }
    return render(request, "meetings/own.html", context)


def _may_step_back(signup) -> bool:
    in_time = timezone.localdate() <= signup.announcement.meeting.held_on
    return signup.holds_a_place and in_time


@never_cache
@login_not_required
def questions(request, token):
    """The questions after a meeting, by the secret of the mail or of the paper on the table."""
    meeting = links.meeting_of(token)
    if meeting is None:
        raise Http404
    form = QuestionsForm(request.POST or None)
    begun = meeting.held_on <= timezone.localdate()
    if request.method == "POST" and not ratelimit.consume(request, action="meeting_answer"):
        return too_many_requests(request)
    if begun and form.is_valid():
        announcing.answer(meeting, at=timezone.now(), **form.cleaned_data)
        return render(request, "meetings/thanks.html", {"meeting": meeting})
    return render(
        request, "meetings/questions.html", {"meeting": meeting, "form": form, "begun": begun}
    )
