"""Voices: the list, one voice, and its form."""

from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.views.generic import DetailView

from consultations import workflow
from consultations.forms import VoiceFilter, VoiceForm, VoiceWordsForm
from consultations.models import Voice
from consultations.permissions import may_write
from consultations.views import sheets
from consultations.views.pages import EditPage, FormPage, ListPage, trail
from ibasho.accounts.doors import Needs
from ibasho.accounts.permissions import Capability


class VoiceList(ListPage):
    template_name = "consultations/voice_list.html"
    filter_class = VoiceFilter

    def rows(self):
        return Voice.objects.select_related("group", "meeting")

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        today = timezone.localdate()
        shown = [(voice, voice.consent_on(today)) for voice in context["page"]]
        return context | {"shown": shown}


class VoicePage(Needs, DetailView):
    capability = Capability.READ
    template_name = "consultations/voice_detail.html"
    queryset = Voice.objects.select_related("group", "meeting").prefetch_related(
        "consents__asked_by"
    )

    def get_context_data(self, **kwargs):
        consent = self.object.consent_on(timezone.localdate())
        alive = self.object.withdrawn_on is None
        return super().get_context_data(
            may_change=alive and may_write(self.request.user),
            facts=sheets.of_voice(self.object, consent),
            ledger=sheets.of_ledger(self.object),
            trail=trail("voice_list", _("声"), str(self.object)),
            **kwargs,
        )


class VoiceNew(FormPage):
    template_name = "consultations/voice_form.html"
    form_class = VoiceForm
    saved = _("声を記録しました。")

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {
            "user": self.request.user,
            "today": timezone.localdate(),
            "initial": {"meeting": self.request.GET.get("meeting")},
        }

    def save(self, form):
        return workflow.record_voice(by=self.request.user, at=timezone.now(), **form.cleaned_data)


class VoiceEdit(EditPage):
    template_name = "consultations/voice_form.html"
    form_class = VoiceWordsForm
    saved = _("声を書きかえました。")

    @cached_property
    def record(self):
        return get_object_or_404(Voice, pk=self.kwargs["pk"], withdrawn_on=None)

    def get_form_kwargs(self):
        kwargs = super().get_form_kwargs()
        return kwargs | {"today": timezone.localdate(), "record": self.record}

    def save(self, form):
        try:
            return workflow.amend_voice(self.record, **form.cleaned_data)
        except workflow.ConsentEnded:
            form.say_consent_ended()
            return None
