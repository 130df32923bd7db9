"""Staff's side of a coming meeting: its announcement, who has signed up, its handouts."""

from functools import partial

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from consultations.forms import AnnouncementForm, CallerForm, CallOffForm, HandoutForm
from consultations.meetings import announcing, handouts, signing
from consultations.models import Announcement, Meeting, SignUp
from consultations.views import sheets
from ibasho.accounts.doors import needs
from ibasho.accounts.permissions import Capability
from ibasho.uploads import Unwelcome


@needs(Capability.LISTEN)
def announcement(request, pk):
    meeting = get_object_or_404(Meeting.objects.select_related("announcement"), pk=pk)
    record = getattr(meeting, "announcement", None)
    form = AnnouncementForm(request.POST or None, meeting=meeting, record=record)
    if form.is_valid() and _announced(request, meeting, form):
        return redirect(meeting)
    context = {"meeting": meeting, "form": form, "trail": trail(meeting, _("案内"))}
    return render(request, "consultations/announcement.html", context)


def _announced(request, meeting, form) -> bool:
    try:
        announcing.announce(meeting, by=request.user, at=timezone.now(), **form.cleaned_data)
    except announcing.TooFew as error:
        form.say_too_few(error.seated)
        return False
    messages.success(request, _("案内を保存しました。"))
    return True


@needs(Capability.LISTEN)
def call_off(request, pk):
    found = announced(pk)
    form = CallOffForm(request.POST or None)
    if form.is_valid():
        _called_off(request, found, form)
        return redirect(found.meeting)
    context = {
        "title": _("この交流会を中止にしますか"),
        "text": _("「%s」の案内のページに、中止になったことを出します。") % found.title,
        "consequences": [
            _("申し込んだ人に、すぐにメールで知らせます。"),
            _("メールアドレスのない人には、電話で知らせてください。"),
        ],
        "submit": _("中止にする"),
        "cancel_url": found.meeting.get_absolute_url(),
        "form": form,
    }
    return render(request, "confirm.html", context)


def _called_off(request, found, form) -> None:
    try:
        count = announcing.call_off(found, at=timezone.now(), **form.cleaned_data)
    except announcing.Over:
        words = _("この交流会はもう終わっています。だれにもお知らせしていません。")
        messages.error(request, words)
    else:
        messages.success(request, _("中止にしました。%d人にメールで知らせます。") % count)


def trail(meeting, here):
    return [
        {"label": _("交流会・学習会"), "url": reverse("meeting_list")},
        {"label": meeting.concept, "url": meeting.get_absolute_url()},
        {"label": here, "url": ""},
    ]


def announced(pk) -> Announcement:
    """The announcement of a meeting; 404 while there is none."""
    return get_object_or_404(Announcement.objects.select_related("meeting"), pk=pk)


@needs(Capability.LISTEN)
def signups(request, pk):
    """Names and phone numbers: for those who receive these people, not for all who read."""
    return _people(request, announced(pk), CallerForm())


def _people(request, found, form):
    rows = found.signups.known().select_related("taken_by").order_by("number")
    rows = list(rows)
    context = {
        "announcement": found,
        "joined": [row for row in rows if row.place == "joined"],
        "waiting": [row for row in rows if row.place == "waiting"],
        "form": form,
        "trail": trail(found.meeting, _("申込み")),
    }
    return render(request, "consultations/signups.html", context)


@require_POST
@needs(Capability.LISTEN)
def caller(request, pk):
    """Write down who rang up."""
    found, form = announced(pk), CallerForm(request.POST)
    act = partial(signing.take, found, by=request.user, at=timezone.now())
    if not (form.is_valid() and _taken(request, form, act)):
        return _people(request, found, form)
    return redirect("signups", pk)


def _taken(request, form, act) -> bool:
    try:
        signup = act(**form.cleaned_data)
    except signing.NotPossible as error:
        form.add_error("name", str(error))
        return False
    told = {"name": signup.name, "place": signup.get_place_display()}
    messages.success(request, _("%(name)sさんを受け付けました（%(place)s）。") % told)
    return True


@needs(Capability.LISTEN)
def signup_cancel(request, pk, signup):
    found = get_object_or_404(SignUp.objects.known(), pk=signup, announcement=pk)
    if request.method == "POST":
        signing.cancel(found, at=timezone.now())
        messages.success(request, _("%sさんの申込みを取りやめました。") % found.name)
        return redirect("signups", pk)
    context = {
        "title": _("%sさんの申込みを取りやめますか") % found.name,
        "text": _("席があいたら、待っている人に受け付けた順にゆずります。"),
        "consequences": [_("本人にメールアドレスがあれば、知らせを送ります。")],
        "submit": _("取りやめる"),
        "cancel_url": reverse("signups", args=[pk]),
    }
    return render(request, "confirm.html", context)


@needs(Capability.LISTEN)
def handout_list(request, pk):
    meeting = get_object_or_404(Meeting, pk=pk)
    form = HandoutForm(request.POST or None, request.FILES or None)
    if form.is_valid() and _kept(request, meeting, form):
        return redirect("handouts", pk)
    files = [sheets.of_handout(each) | {"id": each.pk} for each in meeting.handouts.all()]
    context = {"meeting": meeting, "form": form, "files": files}
    return render(
        request, "consultations/handouts.html", context | {"trail": trail(meeting, _("資料"))}
    )


def _kept(request, meeting, form) -> bool:
    facts = dict(form.cleaned_data)
    upload = facts.pop("file")
    try:
        handouts.add(meeting, upload=upload, by=request.user, at=timezone.now(), **facts)
    except Unwelcome as error:
        form.add_error("file", str(error))
        return False
    messages.success(request, _("資料を置きました。"))
    return True


@require_POST
@needs(Capability.LISTEN)
def handout_remove(request, pk, file):
    meeting = get_object_or_404(Meeting, pk=pk)
    handouts.remove(get_object_or_404(meeting.handouts, pk=file))
    messages.success(request, _("資料を消しました。"))
    return redirect("handouts", pk)
