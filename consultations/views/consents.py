"""The ledger of consent on its pages: another entry, a withdrawal, and what ends soon."""

from datetime import timedelta

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from consultations import consenting, queries
from consultations.forms import ConsentForm
from consultations.models import CaseStory, Voice
from consultations.views.pages import FormPage, trail
from ibasho.accounts.doors import needs
from ibasho.accounts.permissions import Capability

SOON = timedelta(days=60)
WITHDRAWN = _("同意の取り消しを記録しました。これからは、どこにも載りません。")


@needs(Capability.READ)
def ending(request):
    """Which consents end soon, have ended, or have never been asked for."""
    today = timezone.localdate()
    context = queries.consents_to_renew(on=today, by=today + SOON)
    context["trail"] = trail("voice_list", _("声"), _("同意を聞きなおす"))
    return render(request, "consultations/consents.html", context)


class ConsentNew(FormPage):
    """`model` is what somebody agrees to: a voice or a story."""

    template_name = "consultations/consent_form.html"
    form_class = ConsentForm
    saved = _("同意を記録しました。")
    model = None

    @cached_property
    def thing(self):
        return get_object_or_404(self.model, pk=self.kwargs["pk"])

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {
            "user": self.request.user,
            "today": timezone.localdate(),
            "said_by": getattr(self.thing, "said_by", ""),
        }

    def get_context_data(self, **kwargs):
        return super().get_context_data(thing=self.thing, **kwargs)

    def save(self, form):
        try:
            consenting.agree(
                self.thing, by=self.request.user, at=timezone.now(), **form.cleaned_data
            )
        except consenting.ConsentEnded:
            form.say_consent_ended()
            return None
        return self.thing


class VoiceConsent(ConsentNew):
    model = Voice


class StoryConsent(ConsentNew):
    model = CaseStory


def _withdraw(request, thing):
    try:
        consenting.withdraw(thing, by=request.user, at=timezone.now(), on=timezone.localdate())
    except consenting.NothingAgreed:
        messages.error(request, _("まだ同意がないので、取り消すものがありません。"))
    else:
        messages.success(request, WITHDRAWN)
    return redirect(thing)


@require_POST
@needs(Capability.LISTEN)
def withdraw_voice(request, pk):
    """Note that the person took the consent back today."""
    return _withdraw(request, get_object_or_404(Voice, pk=pk))


@require_POST
@needs(Capability.LISTEN)
def withdraw_story(request, pk):
    """Note that the group took the consent to its story back today."""
    return _withdraw(request, get_object_or_404(CaseStory, pk=pk))
