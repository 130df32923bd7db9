"""Exchange and study meetings: their list, one meeting, and its form."""

from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.views.generic import DetailView

from consultations import workflow
from consultations.forms import MeetingFilter, MeetingForm
from consultations.meetings import announcing
from consultations.models import Meeting
from consultations.permissions import may_write
from consultations.views import outcome, sheets
from consultations.views.pages import EditPage, FormPage, ListPage, trail
from ibasho.accounts.doors import Needs
from ibasho.accounts.permissions import Capability


class MeetingList(ListPage):
    template_name = "consultations/meeting_list.html"
    filter_class = MeetingFilter

    def rows(self):
        return Meeting.objects.prefetch_related("groups")

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        return context | {"people": context["found"].people()}


class MeetingPage(Needs, DetailView):
    capability = Capability.READ
    template_name = "consultations/meeting_detail.html"
    queryset = Meeting.objects.select_related("announcement").prefetch_related("groups", "voices")

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            **outcome.of(self.object),
            may_write=may_write(self.request.user),
            facts=sheets.of_meeting(self.object),
            trail=trail("meeting_list", _("交流会・学習会"), self.object.concept),
            **kwargs,
        )


class MeetingNew(FormPage):
    template_name = "consultations/meeting_form.html"
    form_class = MeetingForm
    saved = _("交流会を記録しました。")

    def save(self, form):
        try:
            return workflow.record_meeting(**form.cleaned_data)
        except workflow.AlreadyRecorded:
            form.say_already_recorded()
            return None


class MeetingEdit(EditPage):
    template_name = "consultations/meeting_form.html"
    form_class = MeetingForm
    saved = _("交流会を書きかえました。")

    @cached_property
    def record(self):
        return get_object_or_404(Meeting, pk=self.kwargs["pk"])

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"record": self.record}

    def save(self, form):
        try:
            return announcing.amend(self.record, at=timezone.now(), **form.cleaned_data)
        except workflow.AlreadyRecorded:
            form.say_already_recorded()
            return None
