"""The log as it is read: its list, one record, the rows that leave as a file."""

from django.db.models import Prefetch
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.generic import DetailView

from consultations.forms import ConsultationFilter
from consultations.forms.steps import EnclosureForm, OutcomeForm
from consultations.log import confiding, export, reading
from consultations.models import Consultation, How, Introduction
from consultations.permissions import may_confide, may_write
from consultations.views import sheets
from consultations.views.counting import CountedOnce, FirstOnes
from consultations.views.pages import PAGE, ListPage, trail
from ibasho import spreadsheet
from ibasho.accounts.doors import Needs, needs
from ibasho.accounts.models import ExportLog
from ibasho.accounts.permissions import Capability

NAMED = Introduction.objects.select_related("introducer", "met")


class ConsultationList(ListPage):
    template_name = "consultations/consultation_list.html"
    filter_class = ConsultationFilter

    def rows(self):
        return Consultation.objects.all()

    def paginator(self, found):
        shown = Consultation.objects.select_related("group", "area").prefetch_related("workers")
        kind = FirstOnes if self.request.GET.get("q") else CountedOnce
        return kind(found, PAGE, related=shown, on=timezone.localdate())

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        now = timezone.now()
        how = How.SEARCH if context["filters"].asked.get("q") else How.LIST
        reading.note(context["page"], by=self.request.user, at=now, how=how)
        audits = self.request.user.may(Capability.AUDIT)
        counts = context["page"].paginator.figures
        return context | {"counts": counts, "may_audit": audits}


class ConsultationPage(Needs, DetailView):
    capability = Capability.READ
    template_name = "consultations/consultation_detail.html"
    context_object_name = "record"
    queryset = Consultation.objects.select_related(
        "group", "area", "written_by", "amended_by", "asker_person", "confidence"
    ).prefetch_related("workers", "attachments", Prefetch("introductions", NAMED))

    def get_context_data(self, **kwargs):
        user, now = self.request.user, timezone.now()
        reading.note([self.object], by=user, at=now, how=How.PAGE)
        return super().get_context_data(
            may_write=may_write(user),
            reflection=confiding.reflection_of(self.object, user),
            confides=may_confide(user) and confiding.is_there(self.object),
            due=self.object.is_due(timezone.localdate()),
            said_day=sheets.said_day(self.object),
            told=sheets.told(self.object),
            circumstances=sheets.circumstances(self.object),
            missing=sheets.missing(self.object),
            files=sheets.files(self.object),
            outcome_form=OutcomeForm(initial=sheets.outcome(self.object)),
            enclosure_form=EnclosureForm(),
            trail=trail("consultation_list", _("相談記録"), self.object.about),
            **kwargs,
        )


@needs(Capability.LISTEN)
def export_list(request):
    """Every record of the filters as a file; each is noted as read before the first one leaves."""
    now = timezone.now()
    records = Consultation.objects.all()
    filters = ConsultationFilter(request.GET, today=timezone.localdate(now), span=records.span())
    ids, rows = export.rows(filters.narrow(records))
    reading.note(ids, by=request.user, at=now, how=How.EXPORT)
    ExportLog.objects.create(
        user=request.user, at=now, what=_("相談記録"), query=filters.query(), rows=len(ids)
    )
    kind = "xlsx" if request.GET.get("format") == "xlsx" else "csv"
    name = f"consultations-{timezone.localdate(now):%Y%m%d}"
    return spreadsheet.response(kind, export.HEADS, rows, name=name)
