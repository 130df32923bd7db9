"""The log: its list, one record, and the screen on which it is written."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST
from django.views.generic import DetailView

from consultations import workflow
from consultations.forms import ConsultationFilter, ConsultationForm
from consultations.models import Consultation
from consultations.permissions import may_reflect, may_write, readable
from consultations.views import sheets
from consultations.views.pages import EditPage, FormPage, ListPage, trail
from ibasho.accounts.doors import Needs, needs
from ibasho.accounts.permissions import Capability


class ConsultationList(ListPage):
    template_name = "consultations/consultation_list.html"
    filter_class = ConsultationFilter

    def rows(self):
        related = Consultation.objects.select_related("group", "area").prefetch_related("workers")
        return related.defer("reflection", "search")

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        today = timezone.localdate()
        return context | {"counts": context["found"].figures(today), "today": today}


class ConsultationPage(Needs, DetailView):
    capability = Capability.READ
    template_name = "consultations/consultation_detail.html"
    context_object_name = "record"

    def get_queryset(self):
        everyone = ("group", "area", "written_by", "amended_by")
        return readable(Consultation.objects.select_related(*everyone), self.request.user)

    def get_context_data(self, **kwargs):
        user = self.request.user
        return super().get_context_data(
            may_write=may_write(user),
            reflection=self.object.reflection if may_reflect(user) else "",
            due=self.object.is_due(timezone.localdate()),
            said_day=sheets.said_day(self.object),
            told=sheets.told(self.object),
            circumstances=sheets.circumstances(self.object),
            trail=trail("consultation_list", _("相談記録"), self.object.about),
            **kwargs,
        )


class ConsultationNew(FormPage):
    template_name = "consultations/consultation_form.html"
    form_class = ConsultationForm
    saved = _("相談を記録しました。")

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {
            "user": self.request.user,
            "today": timezone.localdate(),
            "initial": {"group": self.request.GET.get("group")},
        }

    def save(self, form):
        return workflow.record(by=self.request.user, at=timezone.now(), **form.facts)


class ConsultationEdit(EditPage):
    template_name = "consultations/consultation_form.html"
    form_class = ConsultationForm
    saved = _("記録を書きかえました。")

    @cached_property
    def record(self):
        records = readable(Consultation.objects.select_related("group"), self.request.user)
        return get_object_or_404(records, pk=self.kwargs["pk"])

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {
            "user": self.request.user,
            "today": timezone.localdate(),
            "record": self.record,
        }

    def save(self, form):
        user, seen = self.request.user, form.cleaned_data["seen"]
        try:
            return workflow.amend(self.record, by=user, at=timezone.now(), seen=seen, **form.facts)
        except workflow.ChangedMeanwhile as change:
            form.show_newer(change.record)
            return None


@require_POST
@needs(Capability.LISTEN)
def followed_up(request, pk):
    """Note that the next contact has been made."""
    record = get_object_or_404(Consultation, pk=pk)
    workflow.follow_up(record, by=request.user, at=timezone.now())
    messages.success(request, _("連絡したことを記録しました。"))
    return redirect(record)
