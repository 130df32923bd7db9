"""The day of a meeting, on a phone at the door: a tick for everybody who comes."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from consultations.forms import WalkInForm
from consultations.meetings import announcing
from consultations.views.inviting import announced, trail
from ibasho.accounts.doors import needs
from ibasho.accounts.permissions import Capability


@needs(Capability.LISTEN)
def attendance(request, pk):
    found, form = announced(pk), WalkInForm(request.POST or None)
    if form.is_bound and form.is_valid():
        announcing.walk_in(found, by=request.user, at=timezone.now(), **form.cleaned_data)
        messages.success(request, _("当日の参加を1人くわえました。"))
        return redirect("attendance", pk)
    expected = list(found.signups.at_the_door())
    context = {
        "announcement": found,
        "expected": expected,
        "came": sum(signup.came for signup in expected),
        "form": form,
        "trail": trail(found.meeting, _("当日の受付")),
    }
    return render(request, "consultations/attendance.html", context)


@require_POST
@needs(Capability.LISTEN)
def tick(request, pk, signup):
    """One person, one press: two helpers at two phones never undo each other's ticks."""
    found = get_object_or_404(announced(pk).signups.at_the_door(), pk=signup)
    announcing.came(found, at=timezone.now())
    return redirect(f"{reverse('attendance', args=[pk])}#p{found.number}")
